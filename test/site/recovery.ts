// Recovery codes: 24 upper-case letters and digits, kept as a SHA-256 only, since 124 random bits
// need no slow hash.

import { createHash, randomInt, timingSafeEqual } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const length = 24;

export function createRecoveryCode(): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}

/** Hashes a code as typed: spaces and dashes are dropped, letters made upper-case. */
export function hashRecoveryCode(code: string): Buffer {
  return createHash("sha256").update(code.replace(/[\s-]/g, "").toUpperCase()).digest();
}

export function isRecoveryCode(code: string, hash: Buffer): boolean {
  return timingSafeEqual(hashRecoveryCode(code), hash);
}
