import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { isWaykeyError } from "../../../lib/errors.ts";
import { formatSecret, parseSecret, parseStoredSecret } from "../../../lib/otp/secret.ts";

// The example key of the Key Uri Format: "Hello!" and DE AD BE EF.
const EXAMPLE = Uint8Array.of(0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x21, 0xde, 0xad, 0xbe, 0xef);

function messageOf(text: string): string {
  try {
    parseSecret(text);
  } catch (error) {
    if (isWaykeyError(error, "otp/secret")) return error.message;
    throw error;
  }
  return "read without complaint";
}

describe("parseSecret", () => {
  it.each([
    "JBSWY3DPEHPK3PXP",
    "jbswy3dpehpk3pxp",
    "JBSW Y3DP EHPK 3PXP",
    "jbsw-y3dp-ehpk-3pxp",
    "  JBSWY3DP\n\tEHPK3PXP  ",
    "JBSW\u00a0Y3DP\u2013EHPK\u200b3PXP",
    "JBSW_Y3DP_EHPK_3PXP",
    "JBSWY3DPEHPK3PXP======",
    "JBSWY3DPEHPK3PXP == ==",
  ])("reads %j", (text) => {
    expect(parseSecret(text)).toEqual(EXAMPLE);
  });

  it("takes a key of one byte", () => {
    expect(parseSecret("MY")).toEqual(encodeUtf8("f"));
    expect(parseSecret("MY======")).toEqual(encodeUtf8("f"));
  });

  // The bits after the last whole byte: 2, 4, 1 and 3 of them.
  it.each([
    ["MZ", "MY"],
    ["MZXR", "MZXQ"],
    ["MZXW7", "MZXW6"],
    ["MZXW6YX", "MZXW6YQ"],
  ])("reads %s, which has bits left over, as %s", (text, clean) => {
    expect(parseSecret(text)).toEqual(parseSecret(clean));
  });

  it.each([
    ["JBSW0", "0", 5],
    ["jbs1", "1", 4],
    ["JBSW Y8", "8", 7],
    ["JB$W!", "$", 3],
    ["JBSWé", "é", 5],
    ["J\u{1f600}", "\u{1f600}", 2],
    ["\u{1f600}J", "\u{1f600}", 1],
    ["JBſW", "ſ", 3],
    ["ıBSW", "ı", 1],
    ["JBSWY3DP=EHPK3PXP", "E", 10],
    ["J\ud800", "\ufffd", 2],
  ])("names in %j the character %s at place %d", (text, character, place) => {
    expect(messageOf(text)).toContain(`“${character}” at place ${place} `);
  });

  it.each(["", "   ", "- -", "====", "\n"])("refuses the empty key %j", (text) => {
    expect(messageOf(text)).toBe("The key is empty");
  });

  it.each([
    ["J", 1],
    ["JBS", 3],
    ["JBSWY3", 6],
    ["JBSWY3DPE", 9],
  ])("refuses %s: no key has %d characters", (text, length) => {
    expect(messageOf(text)).toContain(`has ${length} characters`);
  });

  it("takes 1,024 bytes and refuses more", () => {
    expect(parseSecret("A".repeat(1639))).toHaveLength(1024);
    expect(messageOf("A".repeat(1640))).toBe("The key is too long");
    expect(messageOf("A".repeat(1_000_000))).toBe("The key is too long");
  });
});

describe("formatSecret", () => {
  it("groups by four in upper case without padding", () => {
    expect(formatSecret(EXAMPLE)).toBe("JBSW Y3DP EHPK 3PXP");
    expect(formatSecret(encodeUtf8("foob"))).toBe("MZXW 6YQ");
    expect(formatSecret(new Uint8Array(0))).toBe("");
  });
});

describe("parseStoredSecret", () => {
  it.each(["JBSWY3DPEHPK3PXP", "jbsw y3dp ehpk 3pxp", "MZXW7", "MY======"])(
    "reads %s as a typed key is read",
    (text) => {
      expect(parseStoredSecret(text)).toEqual(parseSecret(text));
    },
  );

  // 5, 15 and 30 bits: the last letter makes no whole byte.
  it.each([
    ["JBSWY3DPE", "JBSWY3DP"],
    ["JBS", "JB"],
    ["JBSWY3", "JBSWY"],
    ["jbs-wy3 ===", "JBSWY"],
  ])("reads %s, which nobody could type, as %s", (text, whole) => {
    expect(parseStoredSecret(text)).toEqual(parseSecret(whole));
  });

  it.each(["", "J", "JB$", "A".repeat(1640), "A".repeat(9000)])("refuses %j", (text) => {
    expect(() => parseStoredSecret(text)).toThrow(expect.objectContaining({ code: "otp/secret" }));
  });
});
