import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readPictureHead } from "../../../../components/picture/picture-head.ts";
import { isWaykeyError } from "../../../../lib/errors.ts";
import { png } from "../../../site/png.ts";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const latin1 = (text: string) => Buffer.from(text, "latin1");

function codeOf(bytes: Uint8Array): string | null {
  try {
    readPictureHead(bytes);
  } catch (error) {
    if (isWaykeyError(error)) return error.code;
    throw error;
  }
  return null;
}

const JPEG =
  "ffd8 ffe0 0010 4a46494600010100000100010000 ffc4 0004 0000 ffff c0 0011 08 0438 0780 03";
const VP8X = Buffer.concat([
  latin1("RIFF\0\0\0\0WEBPVP8X"),
  bytesOf("0a000000 00000000 7f0700 370400"),
]);
const VP8L = Buffer.concat([latin1("RIFF\0\0\0\0WEBPVP8L"), bytesOf("00000000 2f 7fc70d01")]);
const VP8 = Buffer.concat([
  latin1("RIFF\0\0\0\0WEBPVP8 "),
  bytesOf("00000000 000000 9d012a 8007 3804"),
]);
const GIF =
  "474946383961 8007 3804 f0 0000 000000ffffff 21f9 04 00000000 00 2c 0000 0000 8007 3804 00";
const BMP = "424d 00000000 00000000 36000000 28000000 80070000 c8fbffff";

describe("readPictureHead", () => {
  it.each([
    ["png", png({ width: 1920, height: 1080, bitDepth: 1 }, deflateSync(new Uint8Array(1)))],
    ["jpeg", bytesOf(JPEG)],
    ["gif", bytesOf(GIF)],
    ["webp", VP8X],
    ["webp", VP8L],
    ["webp", VP8],
    ["bmp", bytesOf(BMP)],
  ])("reads kind and size of a %s", (kind, bytes) => {
    expect(readPictureHead(bytes)).toEqual({ kind, width: 1920, height: 1080 });
  });

  it("takes the larger of a GIF's screen and its first picture", () => {
    const gif = bytesOf("474946383961 0100 0100 00 0000 2c 0000 0000 ffff ffff 00");
    expect(readPictureHead(gif)).toEqual({ kind: "gif", width: 65_535, height: 65_535 });
  });

  it.each([
    ["SVG", latin1("<svg xmlns='http://www.w3.org/2000/svg'/>")],
    ["text", latin1("otpauth://totp/x?secret=AA")],
    ["nothing", new Uint8Array(0)],
    ["an icon", bytesOf("00000100 0100")],
    ["AVIF", latin1("\0\0\0\u0020ftypavif")],
  ])("refuses %s as a kind that is not read", (_what, bytes) => {
    expect(codeOf(bytes)).toBe("picture/kind");
  });

  it.each([
    ["a size of zero", png({ width: 0, height: 5, bitDepth: 8 }, new Uint8Array(0))],
    ["a JPEG without a frame", bytesOf("ffd8 ffe0 0004 0000 ffd9")],
    ["a JPEG whose data come before its frame", bytesOf("ffd8 ffda 0004 0000")],
    ["a JPEG with no marker where one should be", bytesOf("ffd8 ff01 0004 0000 aabb")],
    ["a GIF without a picture", bytesOf("474946383961 0100 0100 00 0000 3b")],
    ["a WebP of an unknown chunk", latin1("RIFF\0\0\0\0WEBPXXXX\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")],
  ])("refuses %s as damaged", (_what, bytes) => {
    expect(codeOf(bytes)).toBe("picture/damaged");
  });

  it("refuses every beginning of a picture that is cut before its size, and never fails otherwise", () => {
    for (const whole of [bytesOf(JPEG), bytesOf(GIF), VP8X, VP8L, VP8, bytesOf(BMP)]) {
      for (let length = 0; length < whole.length; length++) {
        expect([null, "picture/kind", "picture/damaged"]).toContain(
          codeOf(whole.subarray(0, length)),
        );
      }
    }
  });
});
