// The wire format of Protocol Buffers (protobuf.dev, "Encoding"), as much of it as Google's migration
// codes have: varints and byte strings, read and written. Fixed-width fields are passed over; groups,
// which were given up long ago, are refused. A library would bring several times this much, for schemas
// that Google has not published, and the popular one makes code from text, which an extension may not run.

import { type Bytes, concatBytes, copyBytes } from "../bytes/bytes.ts";
import { WaykeyError } from "../errors.ts";

export type WireField = {
  readonly number: number;
  /** A varint as 64 bits without a sign, or a copy of the bytes. */
  readonly value: bigint | Bytes;
};

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;
const MAX_FIELD_NUMBER = 2 ** 29 - 1;
const MAX_VARINT = 2n ** 64n - 1n;

/**
 * The fields of a message in their order.
 * @throws WaykeyError `otp/migration` for anything else than one whole message
 */
export function readFields(message: Uint8Array): readonly WireField[] {
  const fields: WireField[] = [];
  let at = 0;

  function readVarint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message[at++];
      if (byte === undefined) throw damaged();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        if (value > MAX_VARINT) throw damaged();
        return value;
      }
    }
    throw damaged();
  }

  function skip(length: bigint): Uint8Array {
    if (length > BigInt(message.length - at)) throw damaged();
    const start = at;
    at += Number(length);
    return message.subarray(start, at);
  }

  while (at < message.length) {
    const tag = readVarint();
    const number = Number(tag >> 3n);
    const wireType = Number(tag & 7n);
    if (number < 1 || number > MAX_FIELD_NUMBER) throw damaged();
    if (wireType === VARINT) fields.push({ number, value: readVarint() });
    else if (wireType === BYTES) fields.push({ number, value: copyBytes(skip(readVarint())) });
    else if (wireType === FIXED_64) skip(8n);
    else if (wireType === FIXED_32) skip(4n);
    else throw damaged();
  }
  return fields;
}

/** A varint field; a negative number takes its 64-bit two's complement, as `int32` and `int64` do. */
export function writeVarint(number: number, value: bigint): Bytes {
  return concatBytes(encodeVarint(BigInt(number << 3)), encodeVarint(BigInt.asUintN(64, value)));
}

export function writeBytes(number: number, value: Uint8Array): Bytes {
  const tag = encodeVarint(BigInt((number << 3) | BYTES));
  return concatBytes(tag, encodeVarint(BigInt(value.length)), value);
}

function encodeVarint(value: bigint): Bytes {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return new Uint8Array([...bytes, Number(rest)]);
}

function damaged(): WaykeyError {
  return new WaykeyError("otp/migration", "The export is cut short or damaged");
}
