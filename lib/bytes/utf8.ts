// UTF-8 (RFC 3629), strict on decoding.

import { WaykeyError } from "../errors.ts";
import type { Bytes } from "./bytes.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Lone surrogates become U+FFFD, as TextEncoder has it. */
export function encodeUtf8(text: string): Bytes {
  return encoder.encode(text);
}

/** As `encodeUtf8`, into bytes that are there. @returns how many it took; null where there is not room for all of it */
export function encodeUtf8Into(text: string, bytes: Bytes): number | null {
  const { read, written } = encoder.encodeInto(text, bytes);
  return read === text.length ? written : null;
}

/** @throws WaykeyError `encoding/utf8` */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new WaykeyError("encoding/utf8", "The bytes are not UTF-8");
  }
}
