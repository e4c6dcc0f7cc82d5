// All the ways in which one secret may be written in a file.

import { encodeBase32 } from "../../../lib/bytes/base32.ts";

/** What is looked for, and under what name it is reported. */
export type Needle = { readonly name: string; readonly bytes: Buffer };

/** A number of leading bytes, for what base64 makes of a secret in the middle of something longer. */
const ALIGNMENTS = [0, 1, 2] as const;

/** Shorter needles would be found by chance. */
const SHORTEST = 8;

function base64Inside(secret: Buffer, alignment: number): string {
  const text = Buffer.concat([Buffer.alloc(alignment), secret]).toString("base64");
  // The first and the last characters depend on what stands beside the secret too.
  const first = Math.ceil((alignment * 8) / 6);
  const last = Math.floor(((alignment + secret.length) * 8) / 6);
  return text.slice(first, last);
}

function base32Inside(secret: Buffer): string {
  return encodeBase32(secret).slice(0, Math.floor((secret.length * 8) / 5));
}

/** Every encoding of `secret`, in bytes as they would lie on a disk. */
export function needlesOf(name: string, secret: Buffer): readonly Needle[] {
  const texts: Record<string, string> = {
    hex: secret.toString("hex"),
    HEX: secret.toString("hex").toUpperCase(),
    base32: base32Inside(secret),
    "base32 in small letters": base32Inside(secret).toLowerCase(),
  };
  for (const alignment of ALIGNMENTS) {
    const standard = base64Inside(secret, alignment);
    texts[`base64, ${alignment} off`] = standard;
    texts[`base64url, ${alignment} off`] = standard.replaceAll("+", "-").replaceAll("/", "_");
  }
  const found: Needle[] = [{ name: `${name} as it is`, bytes: secret }];
  const asText = secret.toString("utf8");
  if (Buffer.from(asText, "utf8").equals(secret)) texts["text"] = asText;
  for (const [encoding, text] of Object.entries(texts)) {
    const little = Buffer.from(text, "utf16le");
    found.push({ name: `${name} in ${encoding}`, bytes: Buffer.from(text, "utf8") });
    found.push({ name: `${name} in ${encoding}, UTF-16LE`, bytes: little });
    found.push({ name: `${name} in ${encoding}, UTF-16BE`, bytes: Buffer.from(little).swap16() });
  }
  return found.filter(({ bytes }) => bytes.length >= SHORTEST);
}
