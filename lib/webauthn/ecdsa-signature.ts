// An ECDSA signature on P-256 from the form that WebAuthn has (§6.5.5: DER, RFC 3279 §2.2.3) to the one
// that WebCrypto verifies: r and s, 32 bytes big-endian each. Strict: only the one DER form of two
// numbers that are not negative.

import { type Bytes, concatBytes } from "../bytes/bytes.ts";

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const NUMBER_BYTES = 32;
const SIGN_BIT = 0x80;

/** 64 bytes; null for what is no such signature. */
export function rawEcdsaSignature(der: Uint8Array): Bytes | null {
  if (der[0] !== SEQUENCE || der[1] !== der.length - 2) return null;
  const r = numberAt(der, 2);
  if (r === null) return null;
  const s = numberAt(der, r.end);
  if (s === null || s.end !== der.length) return null;
  return concatBytes(r.value, s.value);
}

/** The DER integer that starts at `start`, in 32 bytes, and where it ends. */
function numberAt(der: Uint8Array, start: number): { value: Bytes; end: number } | null {
  const [tag, length = 0] = der.subarray(start, start + 2);
  const digits = der.subarray(start + 2, start + 2 + length);
  if (tag !== INTEGER || length === 0 || digits.length !== length) return null;
  const [first = 0, second = 0] = digits;
  if ((first & SIGN_BIT) !== 0) return null;
  const isPadded = first === 0 && length > 1;
  if (isPadded && (second & SIGN_BIT) === 0) return null;
  const significant = isPadded ? digits.subarray(1) : digits;
  if (significant.length > NUMBER_BYTES) return null;
  const value = new Uint8Array(NUMBER_BYTES);
  value.set(significant, NUMBER_BYTES - significant.length);
  return { value, end: start + 2 + length };
}
