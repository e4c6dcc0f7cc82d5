// What is looked at in a new PIN before it is sent. Whether it is too easy to guess is the worker's to
// say.

const MIN_LENGTH = 4;
const MAX_LENGTH = 64;

/** Why the two fields can't be used; `null` for each that can. */
export function checkNewPin(
  pin: string,
  repeated: string,
): { readonly pin: string | null; readonly repeated: string | null } {
  const length = Array.from(pin).length;
  return {
    pin: length < MIN_LENGTH || pin.length > MAX_LENGTH ? "Use 4 to 64 characters." : null,
    repeated: pin === repeated ? null : "The two PINs differ. Type it again.",
  };
}
