import { beforeAll, describe, expect, it } from "vitest";
import { readBarcodes } from "zxing-wasm/reader";
import { barcodeUrl } from "../../site/barcode.ts";
import { prepareReader } from "./prepare-reader.ts";
import { createTotpSecret, totpUri } from "../../site/totp.ts";

const uri = totpUri("ada@example.org", createTotpSecret());

function bytesOf(dataUrl: string): Buffer {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(",") + 1), "base64");
}

describe("barcodeUrl", () => {
  beforeAll(prepareReader);

  it("draws a PNG that a barcode reader reads", async () => {
    const url = barcodeUrl(uri, "png");
    expect(url).toMatch(/^data:image\/png;base64,/);
    const found = await readBarcodes(new Uint8Array(bytesOf(url)), { formats: ["QRCode"] });
    expect(found.map(({ text }) => text)).toEqual([uri]);
  });

  it("draws an SVG by default", () => {
    const url = barcodeUrl(uri, "svg");
    expect(url).toMatch(/^data:image\/svg\+xml;base64,/);
    expect(bytesOf(url).toString()).toMatch(/^<svg .*<\/svg>$/s);
  });
});
