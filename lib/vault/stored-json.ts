// Stored data of any shape as JSON text: to compare what was read with what is there now, and to export
// or carry over, as it is, what cannot be opened. Total over everything a store can return.

import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";

/**
 * JSON with byte strings as `{"$bytes": base64url}` and numbers that JSON lacks as `{"$number": text}`.
 * What has no JSON at all, such as data that contains itself, becomes `{"$opaque": type}`.
 */
export function encodeStored(value: unknown): string {
  try {
    return JSON.stringify(value, replace) ?? opaque(value);
  } catch {
    return opaque(value);
  }
}

/** Whether two values that a store returned are the same data. */
export function isSameStored(left: unknown, right: unknown): boolean {
  return encodeStored(left) === encodeStored(right);
}

/** What `encodeStored` made into text, byte strings and all; undefined for text that it did not make. */
export function decodeStored(text: string): unknown {
  try {
    return JSON.parse(text, revive);
  } catch {
    // No JSON, no base64url, or nested too deep to be read.
    return undefined;
  }
}

function revive(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("$bytes" in value)) return value;
  return typeof value.$bytes === "string" ? decodeBase64url(value.$bytes) : value;
}

function replace(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: encodeBase64url(value) };
  if (typeof value === "number" && !Number.isFinite(value)) return { $number: String(value) };
  if (typeof value === "bigint") return { $number: String(value) };
  return value;
}

function opaque(value: unknown): string {
  return JSON.stringify({ $opaque: typeof value });
}
