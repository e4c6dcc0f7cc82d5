// The secret key of an OTP entry as people see and type it: base32 in any case, with spaces, dashes
// and padding wherever they fell. Refuses other characters and empty keys; bits left over after the last
// whole byte are dropped, as every authenticator does. A length that no key has is a slip of who typed it,
// and no concern where a program has made codes with the key already.

import { decodeBase32, encodeBase32 } from "../bytes/base32.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { type KeyFault, WaykeyError } from "../errors.ts";
import { MAX_SECRET_BYTES } from "./parameters.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const SEPARATOR = /[\s\u200b\ufeff\u2010-\u2015\u2212_-]/u;
const MAX_TEXT_LENGTH = 8192;
const GROUP = /.{1,4}/g;

/** Base32 characters beyond a multiple of 8 that no whole number of bytes makes (RFC 4648 §6). */
const IMPOSSIBLE_REMAINDERS: ReadonlySet<number> = new Set([1, 3, 6]);

/** Characters that carry no bit of the last byte, by the remainder of the length modulo 8. */
const STRAY_BITS: Readonly<Record<number, number>> = { 2: 2, 4: 4, 5: 1, 7: 3 };

/**
 * The key's bytes, 1 to 1,024.
 * @throws WaykeyError `otp/secret`, naming the first wrong character and its place, or the length
 */
export function parseSecret(text: string): Bytes {
  if (text.length > MAX_TEXT_LENGTH) throw secretError("The key is too long", { kind: "too-long" });
  const letters = base32Letters(text);
  if (letters === "") throw secretError("The key is empty", { kind: "empty" });
  const remainder = letters.length % 8;
  if (IMPOSSIBLE_REMAINDERS.has(remainder)) {
    throw secretError(
      `The key has ${letters.length} characters, a number no key has: one is missing or too many`,
      { kind: "length", length: letters.length },
    );
  }
  const secret = decodeBase32(withoutStrayBits(letters, STRAY_BITS[remainder] ?? 0));
  if (secret.length > MAX_SECRET_BYTES)
    throw secretError("The key is too long", { kind: "too-long" });
  return secret;
}

/**
 * The bytes of a key that another program or a site has written down: as `parseSecret`, and of a length that no whole
 * number of bytes makes, the last letter says nothing.
 * @throws WaykeyError `otp/secret`
 */
export function parseStoredSecret(text: string): Bytes {
  if (text.length > MAX_TEXT_LENGTH) throw secretError("The key is too long", { kind: "too-long" });
  const letters = base32Letters(text);
  const isOdd = IMPOSSIBLE_REMAINDERS.has(letters.length % 8);
  return parseSecret(isOdd ? letters.slice(0, -1) : letters);
}

/** Upper-case base32 in groups of four, with a space between: "JBSW Y3DP EHPK 3PXP". */
export function formatSecret(secret: Uint8Array): string {
  return encodeBase32(secret).match(GROUP)?.join(" ") ?? "";
}

function base32Letters(text: string): string {
  let letters = "";
  let place = 0;
  let padded = false;
  for (const character of text) {
    place++;
    if (SEPARATOR.test(character)) continue;
    if (character === "=") {
      padded = true;
      continue;
    }
    // ASCII only: toUpperCase would turn a dotless i or a long s into letters of the alphabet.
    const letter = /^[a-z]$/.test(character) ? character.toUpperCase() : character;
    if (padded || !ALPHABET.includes(letter)) throw wrongCharacter(character, place);
    letters += letter;
  }
  return letters;
}

function withoutStrayBits(letters: string, strayBits: number): string {
  const last = ALPHABET.indexOf(letters.slice(-1));
  return letters.slice(0, -1) + ALPHABET.charAt((last >> strayBits) << strayBits);
}

function wrongCharacter(wrong: string, place: number): WaykeyError {
  const character = wrong.toWellFormed();
  return secretError(`“${character}” at place ${place} cannot be part of a key`, {
    kind: "character",
    character,
    place,
  });
}

function secretError(message: string, keyFault: KeyFault): WaykeyError {
  return new WaykeyError("otp/secret", message, { keyFault });
}
