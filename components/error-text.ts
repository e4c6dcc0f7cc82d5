// What each error says to the user: what happened, and what to do next. The messages are named after the error's
// code, so that the types show a code without words.

import { type ErrorCode, isWaykeyError, type KeyFault } from "../lib/errors.ts";
import { LOST_REASONS } from "../lib/app/views.ts";
import { message, numberText, plural } from "../lib/i18n/messages.ts";

export type ErrorText = { readonly title: string; readonly advice: string };

/** "otp/no-field" as in the names of its messages: "otp_no_field". */
type NameOf<C extends string> = C extends `${infer A}/${infer B}`
  ? `${NameOf<A>}_${NameOf<B>}`
  : C extends `${infer A}-${infer B}`
    ? `${A}_${NameOf<B>}`
    : C;

/** Where the vault as a whole can't be read, some words are others than for a single act. */
type Unreadable = (typeof LOST_REASONS)[number];

/** Faults whose words need no more than the fault. */
const KEY_FAULTS = {
  empty: "error_key_empty",
  "too-long": "error_key_too_long",
  missing: "error_key_missing",
} as const;

export function errorText(code: ErrorCode): ErrorText {
  return textOf(nameOf(code));
}

/** Whether a new vault can be made beside one that can't be read for that reason. */
export function isLost(reason: ErrorCode): boolean {
  return findUnreadable(reason) !== undefined;
}

function findUnreadable(reason: ErrorCode): Unreadable | undefined {
  return LOST_REASONS.find((code) => code === reason);
}

/** The words for a vault that can't be read for that reason. */
export function describeUnreadable(reason: ErrorCode): ErrorText {
  const special = findUnreadable(reason);
  return special === undefined ? errorText(reason) : textOf(`unreadable_${nameOf(special)}`);
}

/** The words for whatever was caught; anything that is not a WaykeyError is unexpected. */
export function describeError(error: unknown): ErrorText {
  return errorText(isWaykeyError(error) ? error.code : "internal/unexpected");
}

/** What is wrong with a typed key or link, and what to do, in one text; of a key, where it is wrong. */
export function describeSetupError(error: unknown): string {
  const text = describeError(error);
  const fault = isWaykeyError(error) ? error.keyFault : null;
  return inOneText(fault === null ? text : { ...text, title: faultText(fault) });
}

/** Both sentences, for under a field. */
export function inOneText({ title, advice }: ErrorText): string {
  return message("error_in_one_text", title, advice);
}

function faultText(fault: KeyFault): string {
  if (fault.kind === "length") return plural("error_key_length", fault.length);
  if (fault.kind === "character") {
    return message("error_key_character", fault.character, numberText(fault.place));
  }
  return message(KEY_FAULTS[fault.kind]);
}

function nameOf<C extends ErrorCode>(code: C): NameOf<C> {
  return code.replaceAll(/[/-]/g, "_") as NameOf<C>;
}

function textOf(name: NameOf<ErrorCode> | `unreadable_${NameOf<Unreadable>}`): ErrorText {
  return { title: message(`error_${name}_title`), advice: message(`error_${name}_advice`) };
}
