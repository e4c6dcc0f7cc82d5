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
  const parts = fields.map((field) => (typeof field === "string" ? encodeUtf8(field) : field));
  const whole = new Uint8Array(parts.reduce<number>((sum, part) => sum + 4 + lengthOf(part), 0));
  const view = new DataView(whole.buffer);
  let offset = 0;
  for (const part of parts) {
    view.setUint32(offset, lengthOf(part));
    if (typeof part === "number") setNumber(view, offset + 4, part);
    else whole.set(part, offset + 4);
    offset += 4 + lengthOf(part);
  }
  return whole;
}

function lengthOf(part: number | Uint8Array): number {
  return typeof part === "number" ? 8 : part.length;
}

function setNumber(view: DataView, offset: number, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError("field must be a safe integer, 0 or more");
  }
  view.setUint32(offset, Math.floor(value / 2 ** 32));
  view.setUint32(offset + 4, value % 2 ** 32);
}
