import { describe, expect, it } from "vitest";
import {
  isExportLink,
  linkLabel,
  pictureOf,
  readPictures,
  sortTexts,
} from "../../../components/qr-scan.ts";
import { isWaykeyError, WaykeyError } from "../../../lib/errors.ts";
import { fakeQr } from "./screen.tsx";

const LINK = "otpauth://totp/Headway:ana%40example.com?secret=JBSWY3DP";
const EXPORT = "otpauth-migration://offline?data=x";

function codeOf(run: () => unknown): string | null {
  try {
    run();
  } catch (error) {
    if (isWaykeyError(error)) return error.code;
    throw error;
  }
  return null;
}

describe("sorting the texts of QR codes", () => {
  it("takes each link and each part of an export once, in order, whatever else there is", () => {
    const other = "OTPAUTH://totp/x?secret=AA";
    const texts = ["https://headway.co", LINK, EXPORT, LINK, other, "steam://AA", EXPORT];
    expect(sortTexts(texts, "qr/none")).toEqual({
      links: [LINK, other, "steam://AA"],
      exports: [EXPORT],
    });
  });

  it("refuses what is for something else, and says where there was nothing", () => {
    expect(codeOf(() => sortTexts(["https://headway.co", "x\0otpauth://"], "qr/none"))).toBe(
      "qr/not-otp",
    );
    expect(codeOf(() => sortTexts([], "qr/none-in-view"))).toBe("qr/none-in-view");
    expect(codeOf(() => sortTexts([], "qr/none-in-picture"))).toBe("qr/none-in-picture");
  });

  it("knows an export by its scheme alone", () => {
    expect(isExportLink(" OTPAUTH-Migration:x")).toBe(true);
    expect(isExportLink(LINK)).toBe(false);
  });
});

describe("reading pictures", () => {
  it("looks at every one, and names those that can't be read or hold no code", async () => {
    const pictures = ["empty.png", "good.png", "bad.png"].map((name) => new File([], name));
    const qr = fakeQr((picture) => {
      const { name } = picture as File;
      if (name === "bad.png") throw new WaykeyError("picture/damaged", "bad");
      return name === "good.png" ? [LINK] : [];
    });
    const { texts, unread } = await readPictures([...pictures, new Blob([])], qr);
    expect(texts).toEqual([LINK]);
    expect(unread.map(({ name, error }) => [name, error.code])).toEqual([
      ["empty.png", "qr/none-in-picture"],
      ["bad.png", "picture/damaged"],
      ["", "qr/none-in-picture"],
    ]);
  });

  it("does not take a fault of its own for one of the picture", async () => {
    const qr = fakeQr(() => {
      throw new TypeError("ours");
    });
    await expect(readPictures([new Blob([])], qr)).rejects.toThrow("ours");
  });

  it("takes the bytes out of a data URL, and refuses one that has none", async () => {
    const picture = pictureOf("data:image/png;base64,AQID");
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
    expect(codeOf(() => pictureOf("data:image/png;base64,%%"))).toBe("picture/damaged");
  });
});

describe("the label of a link", () => {
  it("is its name and never its secret", () => {
    expect(linkLabel(LINK)).toBe("Headway:ana@example.com");
    expect(linkLabel("otpauth://totp/%E0%A4%A?secret=JBSWY3DP")).toBe("%E0%A4%A");
    expect(linkLabel("otpauth://totp?secret=JBSWY3DP")).toBe("");
  });
});
