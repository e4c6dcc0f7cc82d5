import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWaykeyError } from "../../../lib/errors.ts";
import {
  isOtherRecoveryCode,
  parseOtherRecoveryCode,
  parseRecoveryCode,
  shownRecoveryCode,
} from "../../../lib/headway/recovery-code.ts";
import { errorOf } from "./attempt.ts";
import { screen } from "./corpus.ts";

const CODE = "K7Q2M9XWB4TZ8NRC3VHY6PDJ";
const shown = (...lines: string[]): string | null =>
  shownRecoveryCode(screen("Your recovery code", ["Copy this recovery code.", ...lines]));

describe("the recovery code that a screen shows", () => {
  it.each([
    CODE,
    "K7Q2 M9XW B4TZ 8NRC 3VHY 6PDJ",
    "K7Q2M9-XWB4TZ-8NRC3V-HY6PDJ",
    `Your code: ${CODE}.`,
    `RECOVERY CODE ${CODE}`,
    `${CODE} Copy code`,
  ])("is found in %j", (line) => {
    expect(shown(line)).toBe(CODE);
  });

  it("is found once when it is shown twice", () => {
    expect(shown(CODE, CODE)).toBe(CODE);
  });

  it("is not guessed between two", () => {
    expect(shown(CODE, CODE.replace("K", "L"))).toBeNull();
  });

  it.each([
    "k7q2m9xwb4tz8nrc3vhy6pdj",
    CODE.slice(1),
    `${CODE}X`,
    "123456789012345678901234",
    "ABCDEFGHIJKLMNOPQRSTUVWX",
    "COPY THIS NOW YOUR ACCOUNTS",
    "",
  ])("is not taken from %j", (line) => {
    expect(shown(line)).toBeNull();
  });

  it("is not taken from a screen that does not speak of recovery", () => {
    expect(shownRecoveryCode(screen("Your account", ["Copy this", CODE]))).toBeNull();
  });

  it("is not confused with a setup key of the same length", () => {
    const key = "JBSW Y3DP EHPK 3PXP GEZD GNBV";
    const lines = [
      "Trouble scanning?",
      "Enter this key in your app:",
      key,
      "Keep a recovery code too",
    ];
    expect(shownRecoveryCode(screen("Secure your account", lines))).toBeNull();
  });
});

describe("a recovery code of another shape", () => {
  it("is kept as it was typed, but for what is around it", () => {
    expect(parseOtherRecoveryCode(" ab3d-EF56\n gh78 ")).toBe("ab3d-EF56 gh78");
    expect(parseOtherRecoveryCode("1234–5678")).toBe("1234-5678");
  });

  it.each(["", "1234567", "-12345678", "ab3d_ef56", "É2345678", "a".repeat(129)])(
    "is none as %j",
    (text) => {
      expect(isOtherRecoveryCode(text)).toBe(false);
      expect(errorOf(() => parseOtherRecoveryCode(text))).toMatchObject({ code: "recovery/code" });
    },
  );
});

describe("a recovery code that was typed", () => {
  it("may be grouped, lower case and padded with space", () => {
    expect(parseRecoveryCode(` ${CODE.toLowerCase()}\n`)).toBe(CODE);
    expect(parseRecoveryCode("k7q2-m9xw–b4tz 8nrc\t3vhy 6pdj")).toBe(CODE);
  });

  it.each([
    "",
    "123456",
    CODE.slice(1),
    `${CODE}1`,
    CODE.replace("K", "É"),
    CODE.replace("K", "!"),
  ])("is refused as %j", (text) => {
    expect(() => parseRecoveryCode(text)).toThrow(
      expect.objectContaining({ code: "recovery/code" }),
    );
  });

  it("throws nothing but a WaykeyError, whatever the text is, and never repeats it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const error = errorOf(() => parseRecoveryCode(text));
        expect(error === null || isWaykeyError(error, "recovery/code")).toBe(true);
        expect(text.length > 8 && String(error).includes(text)).toBe(false);
      }),
    );
  });
});
