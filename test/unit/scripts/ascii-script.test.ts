import vm from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asciiScript } from "../../../scripts/build/ascii-script.mjs";

const run = (code: string): unknown => vm.runInNewContext(code);

describe("a script in ASCII", () => {
  it.each([
    ["a string", "'código 🔑 \u2028'"],
    ["a template", "`é${'中国'}ß`"],
    ["a regular expression", "'über ñ'.replace(/[à-ü]/g, '-')"],
    ["a regular expression of code points", "[...'a🔑b'].map((c) => /^[🔐-🔑]$/u.test(c)).join()"],
    [
      "a regular expression that escapes what needs none",
      String.raw`'«a»\\'.replace(/[\«\»]|\\é/g, '-')`,
    ],
    ["a string that escapes what needs none", String.raw`'\é \\é \\\é'`],
    ["a string over two lines", "'a\\\u2028b'"],
    ["a name", "const größe = { día: 3 }; größe.día"],
  ])("says the same in %s", (_, code) => {
    expect(asciiScript(code)).not.toMatch(/[\u0080-\uFFFF]/);
    expect(run(asciiScript(code))).toEqual(run(code));
  });

  it("says the same for every text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const code = JSON.stringify(text);
        expect(run(asciiScript(code))).toBe(text);
      }),
    );
  });

  it("leaves what is in ASCII as it is", () => {
    expect(asciiScript("const a = '\\u00e9';")).toBe("const a = '\\u00e9';");
  });
});
