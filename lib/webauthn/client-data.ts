// clientDataJSON, written byte for byte by the serialisation algorithm of WebAuthn §5.8.1.1. Its
// member order and escapes are fixed, so that a relying party may verify it without a JSON parser.

import { encodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import type { Origin } from "./rp-id.ts";

export type ClientData = {
  readonly type: "webauthn.create" | "webauthn.get";
  readonly challenge: Uint8Array;
  readonly origin: Origin;
  /** True if any ancestor of the caller's frame is of another origin. */
  readonly crossOrigin: boolean;
  /** The origin of the tab's page; only given when `crossOrigin` is true. */
  readonly topOrigin?: Origin | undefined;
};

/** The UTF-8 bytes to be hashed, signed over and handed to the page. */
export function serializeClientData(data: ClientData): Bytes {
  const members = [
    `{"type":${ccdToString(data.type)}`,
    `"challenge":${ccdToString(encodeBase64url(data.challenge))}`,
    `"origin":${ccdToString(data.origin)}`,
    `"crossOrigin":${data.crossOrigin ? "true" : "false"}`,
  ];
  if (data.topOrigin !== undefined) members.push(`"topOrigin":${ccdToString(data.topOrigin)}`);
  return encodeUtf8(`${members.join(",")}}`);
}

/**
 * CCDToString: quotes and backslashes get a backslash, characters below U+0020 four hexadecimal
 * digits, everything else stays. JSON.stringify differs: it writes \n and its like, and escapes lone
 * surrogates, which here become U+FFFD.
 */
export function ccdToString(text: string): string {
  let result = '"';
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint < 0x20) result += `\\u${codePoint.toString(16).padStart(4, "0")}`;
    else if (character === '"' || character === "\\") result += `\\${character}`;
    else result += character;
  }
  return `${result}"`;
}
