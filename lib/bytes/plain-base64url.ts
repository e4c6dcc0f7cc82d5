// base64url without padding (RFC 4648 §5) for code that is to weigh little: content scripts, and pages that are to open
// with little. No dependency; strict on decoding.

import type { Bytes } from "./bytes.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const VALUES: Record<string, number> = Object.create(null) as Record<string, number>;
for (let i = 0; i < 64; i++) VALUES[ALPHABET[i] ?? ""] = i;

export function encodePlainBase64url(bytes: Uint8Array): string {
  const { length } = bytes;
  let text = "";
  for (let i = 0; i < length; i += 3) {
    const left = length - i;
    const group =
      ((bytes[i] ?? 0) << 16) |
      ((left > 1 ? (bytes[i + 1] ?? 0) : 0) << 8) |
      (left > 2 ? (bytes[i + 2] ?? 0) : 0);
    text += (ALPHABET[group >> 18] ?? "") + (ALPHABET[(group >> 12) & 63] ?? "");
    if (left > 1) text += ALPHABET[(group >> 6) & 63] ?? "";
    if (left > 2) text += ALPHABET[group & 63] ?? "";
  }
  return text;
}

/** @throws TypeError for anything but base64url without padding */
export function decodePlainBase64url(text: string): Bytes {
  const rest = text.length % 4;
  if (rest === 1) throw new TypeError("text is not base64url");
  const bytes = new Uint8Array((text.length - rest) * 0.75 + (rest > 0 ? rest - 1 : 0));
  let offset = 0;
  let bits = 0;
  let held = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUES[text[i] ?? ""];
    if (value === undefined) throw new TypeError("text is not base64url");
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[offset++] = (held >> bits) & 0xff;
    }
  }
  if ((held & ((1 << bits) - 1)) !== 0) throw new TypeError("text is not base64url");
  return bytes;
}
