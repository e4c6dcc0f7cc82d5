import { beforeAll, describe, expect, it } from "vitest";
import { readBarcodes } from "zxing-wasm/reader";
import { drawQr } from "../../../components/qr-picture.tsx";
import { greyPng } from "../../site/png.ts";
import { prepareReader } from "../site/prepare-reader.ts";

const SCALE = 4;

/** What the path covers, as a picture. */
function paint({ side, path }: ReturnType<typeof drawQr>): Blob {
  const width = side * SCALE;
  const pixels = new Uint8Array(width * width).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row++) {
      const start = row * width + Number(x) * SCALE;
      pixels.fill(0, start, start + Number(run) * SCALE);
    }
  }
  return new Blob([Uint8Array.from(greyPng({ width, height: width, pixels }))]);
}

describe("a drawn QR code", () => {
  beforeAll(prepareReader);

  it.each([
    "otpauth://totp/Headway:ada@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Headway",
    `otpauth://totp/x?secret=${"GEZDGNBV".repeat(40)}`,
    "é, ñ and 漢字",
    "A",
  ])("is read as %s by another program", async (text) => {
    const drawn = drawQr(text);
    expect(drawn.path.replaceAll(/M\d+ \d+h\d+v1H\d+z/g, "")).toBe("");
    const found = await readBarcodes(paint(drawn), { formats: ["QRCode"] });
    expect(found.map((code) => code.text)).toEqual([text]);
  });

  it("is read by it as long as any that an export makes", async () => {
    const text = `otpauth-migration://offline?data=${"CkEKFPvvvgEC%2B".repeat(130)}`;
    const found = await readBarcodes(paint(drawQr(text)), { formats: ["QRCode"] });
    expect(found.map((code) => code.text)).toEqual([text]);
  });

  it("has a quiet zone of four modules", () => {
    const { side, path } = drawQr("A");
    const starts = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((match) =>
      match.slice(1).map(Number),
    );
    expect(Math.min(...starts.map(([x = 0]) => x))).toBe(4);
    expect(Math.min(...starts.map(([, y = 0]) => y))).toBe(4);
    expect(Math.max(...starts.map(([x = 0, , run = 0]) => x + run))).toBe(side - 4);
  });
});
