// The words of the check phrase, out of the English list of BIP 39: short, common, and told apart by their first
// four letters.

import { wordlist } from "@scure/bip39/wordlists/english.js";

/** @param numbers each below 2048 */
export function phraseWords(numbers: readonly number[]): string {
  return numbers.map((number) => wordlist[number] ?? "").join(" ");
}
