// What is looked at in a new PIN before it is sent. Whether it is too easy to guess is the worker's to
// say.

import { message } from "../../lib/i18n/messages.ts";

const MIN_LENGTH = 4;
const MAX_LENGTH = 64;

/** Why the two fields can't be used; `null` for each that can. */
export function checkNewPin(
  pin: string,
  repeated: string,
): { readonly pin: string | null; readonly repeated: string | null } {
  const length = Array.from(pin).length;
  return {
    pin: length < MIN_LENGTH || pin.length > MAX_LENGTH ? message("options_pin_length") : null,
    repeated: pin === repeated ? null : message("options_pin_differs"),
  };
}
