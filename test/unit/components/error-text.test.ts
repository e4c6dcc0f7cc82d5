import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeError, describeSetupError, errorText } from "../../../components/error-text.ts";
import { ERROR_CODES, WaykeyError } from "../../../lib/errors.ts";
import { setMessageSource } from "../../../lib/i18n/messages.ts";
import { parseOtpInput } from "../../../lib/otp/otpauth-uri.ts";
import { readMessageFile, sourceOf } from "../../setup/message-file.ts";

function thrownBy(typed: string): unknown {
  try {
    return parseOtpInput(typed);
  } catch (error) {
    return error;
  }
}

function readIn(language: string): void {
  setMessageSource(sourceOf(readMessageFile(language)));
}

afterAll(() => readIn("en"));

describe.each(["es", "en"])("error texts (%s)", (language) => {
  beforeAll(() => readIn(language));

  it.each(ERROR_CODES)("says for %s what happened and what to do", (code) => {
    const { title, advice } = describeError(new WaykeyError(code, "internal wording"));
    expect(title).toMatch(/^[A-Z].{10,}[^.]$/u);
    expect(advice).toMatch(/^[A-Z].{10,}\.$/su);
    expect(title + advice).not.toContain("internal wording");
  });

  it("treats anything that is not ours as unexpected", () => {
    expect(describeError(new TypeError("bug"))).toEqual(errorText("internal/unexpected"));
    expect(describeError("text")).toEqual(errorText("internal/unexpected"));
  });
});

describe("the text under the field for a setup key", () => {
  const COMPARE = "Compare it with the page, character by character, or copy it again.";

  it.each([
    ["", "The key is empty"],
    ["A".repeat(9000), "The key is too long"],
    ["otpauth://totp/me", "The link has no key in it"],
    ["J", "The key has 1 character, a number no key has: one is missing or too many"],
    ["JBS", "The key has 3 characters, a number no key has: one is missing or too many"],
    [
      "JBSW0",
      "“0” at place 5 cannot be part of a key: keys have the letters A to Z and the digits 2 to 7",
    ],
  ])("says what is wrong with the key %#", (typed, fault) => {
    expect(describeSetupError(thrownBy(typed))).toBe(`${fault}. ${COMPARE}`);
  });

  it("is the error's own where no more is known", () => {
    expect(describeSetupError(new WaykeyError("otp/secret", "internal wording"))).toBe(
      `This setup key isn’t complete or has a wrong character. ${COMPARE}`,
    );
  });
});
