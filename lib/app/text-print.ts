// The print of a text: enough to know the text again, without keeping it. A salted SHA-256, which hides a
// short text such as a code from nobody who may try them all: it is for memory alone, never for the disk.

import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import { concatBytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import type { RandomBytes } from "../crypto/random-bytes.ts";
import { sha256 } from "../crypto/sha256.ts";

const SALT_LENGTH = 16;

/** Both base64url: 16 random bytes, and the SHA-256 of these and the text's UTF-8. */
export type TextPrint = { readonly salt: string; readonly digest: string };

function digestOf(salt: Uint8Array, text: string): string {
  const message = encodeUtf8(text);
  const salted = concatBytes(salt, message);
  const digest = encodeBase64url(sha256(salted));
  message.fill(0);
  salted.fill(0);
  return digest;
}

/** A print of `text` with a salt of its own. */
export function printText(text: string, random: RandomBytes): TextPrint {
  const salt = random(SALT_LENGTH);
  return { salt: encodeBase64url(salt), digest: digestOf(salt, text) };
}

/** Whether `text` is the one of that print. @throws WaykeyError `encoding/base64url` */
export function isTextOf({ salt, digest }: TextPrint, text: string): boolean {
  return digestOf(decodeBase64url(salt), text) === digest;
}
