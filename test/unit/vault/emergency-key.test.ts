import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  createEmergencyKey,
  formatEmergencyKey,
  parseEmergencyKey,
} from "../../../lib/vault/emergency-key.ts";
import { errorCode } from "./error-code.ts";
import { readEmergencyKeyIndependently } from "./independent-header.ts";
import { createSeededRandom } from "./seeded-random.ts";

const key = Uint8Array.from({ length: 20 }, (_, i) => i * 13).with(0, 8);
const printed = formatEmergencyKey(key);
const parse = (text: string) => errorCode(() => parseEmergencyKey(text));

describe("an emergency key", () => {
  it("is 160 random bits", async () => {
    const random = createSeededRandom("emergency");
    const [first, second] = [createEmergencyKey(random), createEmergencyKey(random)];
    expect(first).toHaveLength(20);
    expect(second).not.toEqual(first);
    expect(() => createEmergencyKey((length) => new Uint8Array(length))).toThrow(RangeError);
  });

  it("is printed in groups of four, with two characters of check at the end", () => {
    expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{2}$/);
    expect(() => formatEmergencyKey(key.subarray(1))).toThrow(RangeError);
  });

  // The extremes in Crockford's alphabet: 32 characters of value 0, and 32 of value 31.
  it.each([
    [0x00, "0000-0000-0000-0000-0000-0000-0000-0000-"],
    [0xff, "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-"],
  ])("of bytes %i is its base32 and the first 10 bits of a SHA-256", (byte, body) => {
    const bytes = new Uint8Array(20).fill(byte);
    const digest = createHash("sha256").update("waykey-emergency-key\0").update(bytes).digest();
    const bits = digest.readUInt16BE(0) >> 6;
    const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const check = `${alphabet[bits >> 5]}${alphabet[bits & 31]}`;
    expect(formatEmergencyKey(bytes)).toBe(body + check);
  });

  it("is read by an independent reading of its document", () => {
    expect(readEmergencyKeyIndependently(printed)).toEqual(Buffer.from(key));
  });

  it("may be typed in lower case, without hyphens, and with O, I and L for 0 and 1", () => {
    const typed = [
      printed,
      printed.toLowerCase(),
      printed.replaceAll("-", ""),
      printed.replaceAll("-", " "),
      ` ${printed.replaceAll("-", "\u2013")}\n`,
      printed.replaceAll("-", "\u00A0\u2011"),
      printed.replaceAll("0", "O"),
      printed.replaceAll("0", "o").replaceAll("1", "l"),
      printed.replaceAll("1", "I"),
      printed.replaceAll("1", "i"),
    ];
    expect(printed).toMatch(/0.*1|1.*0/);
    for (const text of typed) expect(parseEmergencyKey(text), `of ${text}`).toEqual(key);
  });

  it.each([
    ["nothing", ""],
    ["a key without its check", printed.slice(0, -3)],
    ["one character less", printed.slice(1)],
    ["one character more", `${printed}0`],
    ["a U", `U${printed.slice(1)}`],
    ["a character out of the alphabet", `${printed.slice(0, -1)}*`],
    ["a full-width digit", `\uFF10${printed.slice(1)}`],
    ["something else altogether", "correct horse battery staple"],
    ["a long text", "0".repeat(100_000)],
  ])("is not read out of %s", async (_what, text) => {
    expect(await parse(text)).toBe("vault/emergency-key-typo");
  });

  it("keeps itself out of the error", () => {
    const wrong = `${printed.slice(0, -1)}${printed.endsWith("0") ? "2" : "0"}`;
    expect(() => parseEmergencyKey(wrong)).toThrow(/^A character of the emergency key is wrong$/);
  });
});
