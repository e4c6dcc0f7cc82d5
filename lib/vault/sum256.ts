// Addition and subtraction modulo 2^256 of numbers written as 32 bytes, big-endian.

import type { Bytes } from "../bytes/bytes.ts";

const LENGTH = 32;

/** left + right mod 2^256. @throws RangeError unless both are 32 bytes */
export function addSum(left: Uint8Array, right: Uint8Array): Bytes {
  return combine(left, right, 1);
}

/** left - right mod 2^256. @throws RangeError unless both are 32 bytes */
export function subtractSum(left: Uint8Array, right: Uint8Array): Bytes {
  return combine(left, right, -1);
}

function combine(left: Uint8Array, right: Uint8Array, sign: 1 | -1): Bytes {
  if (left.length !== LENGTH || right.length !== LENGTH) {
    throw new RangeError("left and right must be 32 bytes");
  }
  const result = new Uint8Array(LENGTH);
  let carry = 0;
  for (let i = LENGTH - 1; i >= 0; i--) {
    const digit = (left[i] ?? 0) + sign * (right[i] ?? 0) + carry;
    result[i] = digit & 0xff;
    carry = digit >> 8;
  }
  return result;
}
