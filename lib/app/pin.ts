// The PIN that verifies the user beside the password: what may be one, and how one is kept and
// compared. A short PIN is guarded by the count of wrong tries, which is the record's, and by the
// vault's own seal around it: Argon2id only makes a stolen, opened record dearer to search. The hash
// that the record keeps is also the root of the PIN slot's wrapping key.

import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import { type Bytes, equalBytes } from "../bytes/bytes.ts";
import { type Argon2Parameters, deriveArgon2id, encodePassword } from "../crypto/argon2id.ts";
import type { RandomBytes } from "../crypto/random-bytes.ts";
import { WaykeyError } from "../errors.ts";
import type { VerificationRecord } from "../vault/schema.ts";

export type StoredPin = NonNullable<VerificationRecord["pin"]>;

/** How a PIN is derived: the salt as base64url of 16 bytes, and the cost. */
export type PinDerivation = Omit<StoredPin, "hash" | "wrongTries">;

/** Wrong PINs in a row, after which the password is asked for. */
export const MAX_WRONG_TRIES = 5;

const MIN_LENGTH = 4;
const MAX_LENGTH = 64;
const SALT_BYTES = 16;
const PIN_KDF: Argon2Parameters = { memoryKiB: 65_536, iterations: 3, parallelism: 1 };

function isEvenRun(characters: readonly string[]): boolean {
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const [first = 0, second = 0] = codes;
  const step = second - first;
  if (Math.abs(step) > 1) return false;
  return codes.every((code, index) => code === first + index * step);
}

/**
 * Checks a PIN that is to be kept. Nothing is demanded of one that is only compared.
 * @throws WaykeyError `verification/weak-pin` unless it has 4 to 64 characters (code points after
 *   NFKC) that are neither all the same nor a plain run, such as 1234, 4321 or abcd
 */
export function checkNewPin(pin: string): void {
  const characters = Array.from(pin.normalize("NFKC"));
  if (characters.length < MIN_LENGTH || characters.length > MAX_LENGTH) {
    throw new WaykeyError("verification/weak-pin", "A PIN has 4 to 64 characters");
  }
  if (isEvenRun(characters)) {
    throw new WaykeyError("verification/weak-pin", "The PIN is too easy to guess");
  }
}

/** A PIN as the vault keeps it, with no wrong tries. @throws WaykeyError `verification/weak-pin` */
export async function createStoredPin(pin: string, random: RandomBytes): Promise<StoredPin> {
  checkNewPin(pin);
  const salt = random(SALT_BYTES);
  const hash = await deriveHash(pin, salt, PIN_KDF);
  try {
    return { salt: encodeBase64url(salt), hash: encodeBase64url(hash), ...PIN_KDF, wrongTries: 0 };
  } finally {
    hash.fill(0);
  }
}

async function deriveHash(pin: string, salt: Bytes, kdf: Argon2Parameters): Promise<Bytes> {
  const bytes = encodePassword(pin);
  try {
    return await deriveArgon2id(bytes, salt, kdf);
  } finally {
    bytes.fill(0);
  }
}

/**
 * 32 bytes of Argon2id over a PIN; null for an empty one, which is never right.
 * @throws WaykeyError `kdf/parameters` for stored parameters out of bounds
 */
export async function derivePin(stored: PinDerivation, pin: string): Promise<Bytes | null> {
  if (pin === "") return null;
  const { memoryKiB, iterations, parallelism } = stored;
  const salt = decodeBase64url(stored.salt);
  return deriveHash(pin, salt, { memoryKiB, iterations, parallelism });
}

/** @throws WaykeyError `kdf/parameters` for stored parameters out of bounds */
export async function isRightPin(stored: StoredPin, pin: string): Promise<boolean> {
  const hash = await derivePin(stored, pin);
  if (hash === null) return false;
  const right = decodeBase64url(stored.hash);
  try {
    return equalBytes(hash, right);
  } finally {
    hash.fill(0);
    right.fill(0);
  }
}
