import { describe, expect, it } from "vitest";
import { linkLabel, pickOtpauthLinks, scanImages } from "../../../components/qr-scan.ts";
import { isWaykeyError } from "../../../lib/errors.ts";

const LINK = "otpauth://totp/Headway:ana%40example.com?secret=JBSWY3DP";

function codeOf(run: () => unknown): string | null {
  try {
    run();
  } catch (error) {
    if (isWaykeyError(error)) return error.code;
    throw error;
  }
  return null;
}

describe("picking the authenticator link among QR codes", () => {
  it("takes each otpauth link once, in order, whatever else there is", () => {
    const other = "OTPAUTH://totp/x?secret=AA";
    expect(pickOtpauthLinks(["https://headway.co", LINK, LINK, other])).toEqual([LINK, other]);
  });

  it.each([
    ["nothing", [], "qr/none"],
    ["a web address", ["https://headway.co"], "qr/not-otp"],
    ["an export of Google Authenticator", ["otpauth-migration://offline?data=x"], "qr/migration"],
  ])("refuses %s", (_, texts, code) => {
    expect(codeOf(() => pickOtpauthLinks(texts))).toBe(code);
  });

  it("looks at every picture", async () => {
    const seen: string[] = [];
    const decode = (image: string) => {
      seen.push(image);
      return Promise.resolve(image === "b" ? [LINK] : []);
    };
    expect(await scanImages(["a", "b", "c"], { decode })).toEqual([LINK]);
    expect(seen).toEqual(["a", "b", "c"]);
  });

  it("names a link by its label and never by its secret", () => {
    expect(linkLabel(LINK)).toBe("Headway:ana@example.com");
    expect(linkLabel("otpauth://totp/%E0%A4%A?secret=JBSWY3DP")).toBe("%E0%A4%A");
    expect(linkLabel("otpauth://totp?secret=JBSWY3DP")).toBe("");
  });
});
