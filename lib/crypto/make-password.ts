// Passwords for sites: drawn evenly, long enough that no rule about their make-up is needed, and still with
// what most rules ask for.

import type { RandomBytes } from "./random-bytes.ts";

/** Without those that are easily taken for one another when typed from a screen: 0 O o, 1 l I. */
const LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const GROUPS = 4;
const GROUP_LENGTH = 5;

/**
 * Four groups of five letters and digits, joined by hyphens: more than 115 bits. It has a small letter, a
 * capital, a digit and a hyphen.
 */
export function makePassword(random: RandomBytes): string {
  for (;;) {
    const password = Array.from({ length: GROUPS }, () => drawGroup(random)).join("-");
    // Drawn again as a whole, so that none of those that fit is likelier than another.
    if (/[a-z]/.test(password) && /[A-Z]/.test(password) && /\d/.test(password)) return password;
  }
}

function drawGroup(random: RandomBytes): string {
  return Array.from({ length: GROUP_LENGTH }, () => drawLetter(random)).join("");
}

function drawLetter(random: RandomBytes): string {
  const evenly = 256 - (256 % LETTERS.length);
  for (;;) {
    const [byte = 255] = random(1);
    if (byte < evenly) return LETTERS[byte % LETTERS.length] ?? "";
  }
}
