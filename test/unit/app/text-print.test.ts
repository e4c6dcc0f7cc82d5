import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { isTextOf, printText } from "../../../lib/app/text-print.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";

const random = createSeededRandom("print");

it("knows its text again, and no other", () => {
  const print = printText("123456", random);
  expect(isTextOf(print, "123456")).toBe(true);
  for (const other of ["123457", "123456 ", "", "12345"])
    expect(isTextOf(print, other)).toBe(false);
});

it("is SHA-256 over a salt of its own and the text", () => {
  const print = printText("A–Ω", random);
  const hash = createHash("sha256").update(Buffer.from(print.salt, "base64url")).update("A–Ω");
  expect(print.digest).toBe(hash.digest("base64url"));
  expect(printText("A–Ω", random)).not.toEqual(print);
});
