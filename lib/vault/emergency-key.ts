// The emergency key: 160 random bits for the user to print, written in Crockford's base32 with two
// check characters in groups of four. On input case, spaces and hyphens do not matter, O is 0, I and L
// are 1; U and everything else is refused. The check tells a slip of the pen from another vault's key.

import { base32crockford } from "@scure/base";
import { type Bytes, concatBytes, copyBytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import type { RandomBytes } from "../crypto/random-bytes.ts";
import { sha256 } from "../crypto/sha256.ts";
import { WaykeyError } from "../errors.ts";
import { checkRandomSource } from "./random-source.ts";

/** Bytes. */
export const EMERGENCY_KEY_LENGTH = 20;

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 32 of the key and 2 of the check. */
const TEXT = /^[0-9A-HJKMNP-TV-Z]{34}$/;
const KEY_CHARACTERS = 32;
const GROUP = /.{1,4}/g;
/** White space, the hyphen, and what word processors make of one. */
const SEPARATORS = /[\s\u00AD\u2010-\u2015\u2212-]/gu;

/** The first 10 bits of SHA-256("waykey-emergency-key" ‖ 0x00 ‖ key), 5 a character. */
function checkCharacters(key: Uint8Array): string {
  const label = encodeUtf8("waykey-emergency-key");
  const [first = 0, second = 0] = sha256(concatBytes(label, Uint8Array.of(0), key));
  const bits = (first << 2) | (second >> 6);
  return `${ALPHABET[bits >> 5] ?? ""}${ALPHABET[bits & 31] ?? ""}`;
}

/**
 * A fresh key, 20 bytes.
 * @throws RangeError when the random source repeats itself
 */
export function createEmergencyKey(random: RandomBytes): Bytes {
  checkRandomSource(random);
  return copyBytes(random(EMERGENCY_KEY_LENGTH));
}

/** As it is printed: eight groups of four characters and one of two, joined by hyphens. */
export function formatEmergencyKey(key: Uint8Array): string {
  if (key.length !== EMERGENCY_KEY_LENGTH) throw new RangeError("key must be 20 bytes");
  const text = base32crockford.encode(key) + checkCharacters(key);
  return (text.match(GROUP) ?? []).join("-");
}

/**
 * The 20 bytes of a key as the user typed it.
 * @throws WaykeyError `vault/emergency-key-typo` for anything but a whole key with its own check: of
 *   the slips that leave 34 valid characters, one in 1,024 passes
 */
export function parseEmergencyKey(text: string): Bytes {
  const typed = charactersOf(text);
  if (!TEXT.test(typed)) throw typo();
  const key = copyBytes(base32crockford.decode(typed.slice(0, KEY_CHARACTERS)));
  if (checkCharacters(key) !== typed.slice(KEY_CHARACTERS)) throw typo();
  return key;
}

/** Whether it has the length and the characters of an emergency key: then one of them may be wrong. */
export function hasFormOfEmergencyKey(text: string): boolean {
  return TEXT.test(charactersOf(text));
}

function charactersOf(text: string): string {
  return text
    .replaceAll(SEPARATORS, "")
    .toUpperCase()
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
}

function typo(): WaykeyError {
  return new WaykeyError("vault/emergency-key-typo", "A character of the emergency key is wrong");
}
