// Which inputs can never be for a code, by their attributes alone: what the classes of fields say of them, whatever
// stands beside them.

/** Nothing can be typed into these. */
const OTHER_TYPES: ReadonlySet<string> = new Set([
  "hidden",
  "submit",
  "button",
  "reset",
  "image",
  "checkbox",
  "radio",
  "file",
  "color",
  "range",
  "date",
  "month",
  "week",
  "time",
  "datetime-local",
]);

/** A password's field with room for no more may be the masked one of a code. */
const MAX_CODE_LENGTH = 8;

/**
 * A selector of all inputs that `mayTakeCode` may say yes to, and few others: the browser looks by it much faster, as it
 * makes no object of what does not fit.
 */
export const MAY_TAKE_CODE =
  "input:not([type=email]:not([maxlength]),[type=hidden],[type=submit],[type=checkbox],[type=radio]," +
  "[autocomplete*=current-password i]:not([maxlength]),[autocomplete*=new-password i]:not([maxlength]))";

/** Whether anything can be typed into it, if it is not locked. */
export function isForTyping({ type }: HTMLInputElement): boolean {
  return !OTHER_TYPES.has(type);
}

/** False for those of an e-mail address, a user name or a password alone, as `classOfField` tells them. */
export function mayTakeCode(input: HTMLInputElement): boolean {
  if (!isForTyping(input)) return false;
  const { type, maxLength } = input;
  const autocomplete = (input.getAttribute("autocomplete") ?? "").toLowerCase();
  const isPassword = /(current|new)-password/.test(autocomplete);
  const isShort = maxLength > 0 && maxLength <= MAX_CODE_LENGTH;
  if (isShort && (isPassword || type === "password")) return true;
  return !isPassword && type !== "email" && !/(^|\s)(email|username)($|\s)/.test(autocomplete);
}
