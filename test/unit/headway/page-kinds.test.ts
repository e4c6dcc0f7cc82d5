import { describe, expect, it } from "vitest";
import { visibleEmail } from "../../../lib/headway/accounts.ts";
import { classifyScreen } from "../../../lib/headway/page-kinds.ts";
import { SIGNALS } from "../../../lib/headway/screen-signals.ts";
import { CORPUS, field, screen } from "./corpus.ts";

describe("the kind of a screen", () => {
  it.each(CORPUS)("knows %s: %s", (_name, kind, description) => {
    expect(classifyScreen(description)).toMatchObject({ kind });
  });

  it("covers at least forty screens and every kind", () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(CORPUS.map(([, kind]) => kind)).size).toBe(9);
  });

  it("does not depend on capitals, accents or line breaks", () => {
    for (const [, kind, description] of CORPUS) {
      const loud = {
        ...description,
        headings: description.headings.map((text) => text.toUpperCase()),
        title: description.title.toUpperCase(),
      };
      expect(classifyScreen(loud).kind).toBe(kind);
    }
  });

  it.each([
    "a",
    "a-",
    "a.",
    "a@",
    "a@a.",
    "á",
    "•",
    "* ",
    "1",
    "code ",
    "sent ",
    "código de ",
    "\n",
  ])(
    "is found in a moment where all of a page's text is %j again and again",
    (part) => {
      const text = part.repeat(40_000).slice(0, 40_000);
      const fields = [field({ name: "code", label: "Code" })];
      const description = screen("Log in", [text], { fields });
      expect(classifyScreen(description).kind).not.toBe("otp-enrolment");
      expect(visibleEmail(description)).toBeNull();
    },
    5000,
  );

  it("never calls a screen an authenticator's that says it sent a text, a call or an e-mail", () => {
    const fields = [field({ name: "code", autocomplete: "one-time-code", label: "One-time code" })];
    for (const words of ["We texted you a code", "We called you", "We emailed you a code"]) {
      const { kind } = classifyScreen(
        screen("Verify Your Identity", [words, "Or use your authenticator app"], { fields }),
      );
      expect(kind).not.toBe("otp-challenge");
    }
  });

  it("has no signal that no screen of the corpus gives", () => {
    const texts = CORPUS.map(([, , { title, headings, text, fields, buttons }]) =>
      [title, ...headings, text, ...fields.map((one) => one.label), ...buttons].join("\n"),
    );
    const silent = SIGNALS.filter(({ words }) => {
      const plain = (text: string): string =>
        text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      return !texts.some((text) => words.test(plain(text)));
    });
    expect(silent.map(({ words }) => words.source)).toEqual([]);
  });
});
