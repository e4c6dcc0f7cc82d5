// One unambiguous byte string out of several fields, for additional data and derivation inputs: no
// two different lists of fields give the same bytes. Never parsed, only compared by a cipher.

import { type Bytes, concatBytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";

export type Field = string | number | Uint8Array;

function encodeField(field: Field): Uint8Array {
  if (typeof field === "string") return encodeUtf8(field);
  if (typeof field !== "number") return field;
  if (!Number.isSafeInteger(field) || field < 0) {
    throw new RangeError("field must be a safe integer, 0 or more");
  }
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(field));
  return bytes;
}

/**
 * For each field: its length in bytes as 4 bytes big-endian, then its bytes. Text is UTF-8, a number
 * is 8 bytes big-endian.
 * @throws RangeError for a number that is not a safe integer of 0 or more
 */
export function encodeFields(...fields: readonly Field[]): Bytes {
  const parts = fields.flatMap((field) => {
    const bytes = encodeField(field);
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.length);
    return [length, bytes];
  });
  return concatBytes(...parts);
}
