// The text of a foreign file, in whichever encoding it was saved: UTF-8, UTF-16 with its mark, as Excel and Windows' own
// programs write it, and for what is no JSON also Windows-1252, as Excel saves a table. A file of bytes is none of these.

import { decodeUtf8 } from "../../bytes/utf8.ts";
import { isWaykeyError } from "../../errors.ts";

/** With their byte order marks, which the decoders take off. */
const UTF_16 = [
  { mark: [0xff, 0xfe], decoder: new TextDecoder("utf-16le", { fatal: true }) },
  { mark: [0xfe, 0xff], decoder: new TextDecoder("utf-16be", { fatal: true }) },
] as const;
const WINDOWS_1252 = new TextDecoder("windows-1252");
const BEGINS_JSON = /^\s*[{[]/;

/** Without a byte order mark; null for what is no text. */
export function textOf(bytes: Uint8Array): string | null {
  const utf16 = UTF_16.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  if (utf16 !== undefined) return orNull(() => utf16.decoder.decode(bytes));
  return orNull(() => decodeUtf8(bytes).replace(/^\uFEFF/, "")) ?? tableOf(bytes);
}

/** JSON is UTF-8 (RFC 8259 §8.1): one that is not was damaged. */
function tableOf(bytes: Uint8Array): string | null {
  if (!bytes.every(isPrinted)) return null;
  const text = WINDOWS_1252.decode(bytes);
  return BEGINS_JSON.test(text) ? null : text;
}

/** Not of the control characters, but for a tab and the ends of a line. */
function isPrinted(byte: number): boolean {
  return byte >= 0x20 ? byte !== 0x7f : byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function orNull(decode: () => string): string | null {
  try {
    return decode();
  } catch (error) {
    // What TextDecoder throws.
    if (error instanceof TypeError || isWaykeyError(error, "encoding/utf8")) return null;
    throw error;
  }
}
