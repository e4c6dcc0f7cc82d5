import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWaykeyError } from "../../../lib/errors.ts";
import { formatEmergencyKey, parseEmergencyKey } from "../../../lib/vault/emergency-key.ts";
import { readEmergencyKeyIndependently } from "../../unit/vault/independent-header.ts";
import { createSeededRandom } from "../../unit/vault/seeded-random.ts";

const ALPHABET = Array.from("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
const BODY = 32;

const anyKey = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => bytes.slice());

function isCaught(text: string): boolean {
  try {
    parseEmergencyKey(text);
    return false;
  } catch (error) {
    return isWaykeyError(error, "vault/emergency-key-typo");
  }
}

const put = (text: string, at: number, character: string) =>
  text.slice(0, at) + character + text.slice(at + 1);

/** Every text with one character of `text` exchanged for another of the alphabet. */
function* singleErrors(text: string): Generator<readonly [number, string]> {
  for (let at = 0; at < text.length; at++) {
    for (const character of ALPHABET) {
      if (text[at] !== character) yield [at, put(text, at, character)];
    }
  }
}

/** Every text with two neighbours that differ exchanged. */
function* swaps(text: string): Generator<readonly [number, string]> {
  for (let at = 0; at + 1 < text.length; at++) {
    const [left = "", right = ""] = text.slice(at, at + 2);
    if (left !== right) yield [at, put(put(text, at, right), at + 1, left)];
  }
}

/** How many of the slips pass, of how many. */
function measure(keys: number, slips: typeof singleErrors): { passed: number; of: number } {
  const random = createSeededRandom("slips");
  let [passed, of] = [0, 0];
  for (let i = 0; i < keys; i++) {
    const text = formatEmergencyKey(random(20)).replaceAll("-", "");
    for (const [at, wrong] of slips(text)) {
      of++;
      if (isCaught(wrong)) continue;
      passed++;
      if (at >= BODY) throw new Error("A slip in the check alone must be caught");
    }
  }
  return { passed, of };
}

describe("the emergency key", () => {
  it("is read as it is printed, however it is spaced and cased", () => {
    const spacing = fc.constantFrom("", "-", " ", " - ", "\n");
    fc.assert(
      fc.property(anyKey, spacing, fc.boolean(), (key, between, isLower) => {
        const printed = formatEmergencyKey(key);
        const text = printed.replaceAll("-", between);
        expect(parseEmergencyKey(isLower ? text.toLowerCase() : text)).toEqual(key);
        expect(readEmergencyKeyIndependently(printed)).toEqual(Buffer.from(key));
      }),
    );
  });

  it("is read out of nothing else but with a WaykeyError", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...ALPHABET, "O", "-", "u"), maxLength: 40 }),
    );
    fc.assert(
      fc.property(text, (text) => {
        const { length } = text.replaceAll(/[^0-9A-Za-z]/g, "");
        expect(isCaught(text) || length === 34).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  // A slip in the body passes if the 10 bits of the check happen to be the same: 1 in 1,024. A slip in
  // the check alone never passes. Over 128 keys that is 124 of 126,976 expected, a standard deviation
  // of 11; the bounds lie five of them away. The keys are always the same ones.
  it("tells all but one in 1,024 single wrong characters, and all of those in its check", () => {
    const { passed, of } = measure(128, singleErrors);
    expect(of).toBe(128 * 34 * 31);
    expect(passed).toBeGreaterThan(124 - 55);
    expect(passed).toBeLessThan(124 + 55);
  });

  // A swap within the body, or across into the check, passes in 1 of 1,024 cases: 16 of about 16,000.
  it("tells all but one in 1,024 swaps of neighbours", () => {
    const { passed, of } = measure(512, swaps);
    expect(of).toBeGreaterThan(16_000);
    expect(passed).toBeLessThan(16 + 20);
  });
});
