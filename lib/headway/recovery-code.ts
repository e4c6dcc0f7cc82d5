// Headway's recovery code: 24 upper-case letters and digits, shown once on a screen that says so.
// Finds it in such a screen and reads one that a person typed or pasted. A setup key for an
// authenticator is base32 and stands on another kind of screen; it is never taken for one.

import { WaykeyError } from "../errors.ts";
import type { ScreenDescription } from "./screen-description.ts";
import { normaliseWords } from "./words.ts";

/** In letters and digits. */
export const RECOVERY_CODE_LENGTH = 24;
/** A whole code, or its groups parted by single spaces or dashes. */
const CANDIDATE = /(?<![A-Za-z0-9-])[A-Z0-9]{3,24}(?:[ -][A-Z0-9]{3,12}){0,7}(?![A-Za-z0-9-])/g;
const SAYS_RECOVERY =
  /(recovery|backup|back-up) code|recovery key|codigo de (recuperacion|respaldo)/;
const SAYS_SETUP_KEY =
  /trouble scanning|scan (this|the) (qr )?(code|barcode)|setup key|enter this key|problemas? (para|al) escanear/;

/**
 * The recovery code that a screen shows, without its grouping; null if there is none or more than
 * one could be meant.
 */
export function shownRecoveryCode(screen: ScreenDescription): string | null {
  const words = normaliseWords([...screen.headings, screen.text].join("\n"));
  if (!SAYS_RECOVERY.test(words) || SAYS_SETUP_KEY.test(words)) return null;
  const found = new Set<string>();
  for (const line of screen.text.split("\n")) {
    for (const [candidate] of line.matchAll(CANDIDATE)) {
      // Words in capitals may stand right before a code that is not grouped.
      for (const text of [candidate.replace(/[ -]/g, ""), ...candidate.split(/[ -]/)]) {
        if (isCode(text)) found.add(text);
      }
    }
  }
  const [code] = found;
  return found.size === 1 && code !== undefined ? code : null;
}

/**
 * Reads a typed or pasted recovery code: case, spaces and dashes do not matter.
 * @throws WaykeyError `recovery/code` unless 24 letters and digits remain
 */
export function parseRecoveryCode(text: string): string {
  const code = text.replace(/[\s\u2010-\u2015-]/g, "").toUpperCase();
  if (code.length !== RECOVERY_CODE_LENGTH || !/^[A-Z0-9]+$/.test(code)) {
    throw new WaykeyError("recovery/code", "A recovery code is 24 letters and digits");
  }
  return code;
}

/** As the page takes it to be filled (`lib/page/page-request-parser.ts`). */
const OTHER_SHAPE = /^[A-Za-z0-9][A-Za-z0-9 -]{6,126}[A-Za-z0-9]$/;

/**
 * Reads one of another shape than that, which Headway might give: that of today is inferred. Nothing is changed of it
 * but the spaces around it, and line breaks and long dashes within.
 * @throws WaykeyError `recovery/code` unless it is 8 to 128 letters, digits, spaces and dashes
 */
export function parseOtherRecoveryCode(text: string): string {
  const code = tidied(text);
  if (!OTHER_SHAPE.test(code)) {
    throw new WaykeyError("recovery/code", "This is no recovery code of any shape");
  }
  return code;
}

/** Whether `parseOtherRecoveryCode` takes it. */
export function isOtherRecoveryCode(text: string): boolean {
  return OTHER_SHAPE.test(tidied(text));
}

function tidied(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, " ")
    .replace(/[\u2010-\u2015]/g, "-");
}

/** A long number or a headline in capitals is no code: one has letters and digits mixed. */
function isCode(text: string): boolean {
  return text.length === RECOVERY_CODE_LENGTH && /[A-Z]/.test(text) && /[0-9]/.test(text);
}
