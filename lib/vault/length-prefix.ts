// One unambiguous byte string out of several fields, for additional data and derivation inputs: no
// two different lists of fields give the same bytes. Never parsed, only compared by a cipher.

import type { Bytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";

export type Field = string | number | Uint8Array;

/**
 * For each field: its length in bytes as 4 bytes big-endian, then its bytes. Text is UTF-8, a number
 * is 8 bytes big-endian.
 * @throws RangeError for a number that is not a safe integer of 0 or more
 */
export function encodeFields(...fields: readonly Field[]): Bytes {
  const parts = fields.map((field) => {
    return typeof field === "string" && !isShortAscii(field) ? encodeUtf8(field) : field;
  });
  const whole = new Uint8Array(parts.reduce<number>((sum, part) => sum + 4 + lengthOf(part), 0));
  let offset = 0;
  for (const part of parts) {
    const length = lengthOf(part);
    setUint32(whole, offset, length);
    offset += 4;
    if (typeof part === "number") setNumber(whole, offset, part);
    else if (typeof part === "string") setAscii(whole, offset, part);
    else whole.set(part, offset);
    offset += length;
  }
  return whole;
}

const SHORT = 64;

/** Nearly every field is short and ASCII, and an encoder's call costs more than such a field's characters. */
function isShortAscii(text: string): boolean {
  if (text.length > SHORT) return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

function lengthOf(part: Field): number {
  return typeof part === "number" ? 8 : part.length;
}

function setAscii(whole: Bytes, offset: number, text: string): void {
  for (let i = 0; i < text.length; i++) whole[offset + i] = text.charCodeAt(i);
}

function setUint32(whole: Bytes, offset: number, value: number): void {
  for (let i = 0; i < 4; i++) whole[offset + i] = value >>> (24 - 8 * i);
}

function setNumber(whole: Bytes, offset: number, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError("field must be a safe integer, 0 or more");
  }
  setUint32(whole, offset, Math.floor(value / 2 ** 32));
  setUint32(whole, offset + 4, value % 2 ** 32);
}
