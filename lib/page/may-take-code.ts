// Which inputs can never be for a code, by their attributes alone: what the classes of fields say of them, whatever
// stands beside them.

/** Nothing can be typed into these. */
export const OTHER_TYPES: ReadonlySet<string> = new Set(
  "hidden submit button reset image checkbox radio file color range date month week time datetime-local".split(
    " ",
  ),
);

/** A password's field with room for no more may be the masked one of a code. */
const MAX_CODE_LENGTH = 8;

/**
 * A selector of all inputs that `mayTakeCode` may say yes to, and few others: the browser looks by it much faster, as it
 * makes no object of what does not fit.
 */
export const MAY_TAKE_CODE = `input:not(${[
  ...[...OTHER_TYPES, "email"].map((type) => `[type=${type}]`),
  ...["current", "new"].map((which) => `[autocomplete*=${which}-password i]:not([maxlength])`),
].join()})`;

/** False for those of an e-mail address, a user name or a password alone, as `classOfField` tells them. */
export function mayTakeCode(input: HTMLInputElement): boolean {
  const { type, maxLength } = input;
  if (OTHER_TYPES.has(type)) return false;
  const autocomplete = (input.getAttribute("autocomplete") ?? "").toLowerCase();
  const isPassword = /(current|new)-password/.test(autocomplete);
  const isShort = maxLength > 0 && maxLength <= MAX_CODE_LENGTH;
  if (isShort && (isPassword || type === "password")) return true;
  return !isPassword && type !== "email" && !/(^|\s)(email|username)($|\s)/.test(autocomplete);
}
