import { hkdfSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { decodeHex, encodeHex } from "../../../lib/bytes/hex.ts";
import { deriveHkdfSha256, importHkdfKey } from "../../../lib/crypto/hkdf.ts";

const range = (from: number, to: number) =>
  Uint8Array.from({ length: to - from }, (_, i) => from + i);

// RFC 5869, appendix A, test cases 1 to 3.
const vectors = [
  {
    name: "A.1",
    keyMaterial: new Uint8Array(22).fill(0x0b),
    salt: range(0x00, 0x0d),
    info: range(0xf0, 0xfa),
    derived: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
  },
  {
    name: "A.2",
    keyMaterial: range(0x00, 0x50),
    salt: range(0x60, 0xb0),
    info: range(0xb0, 0x100),
    derived:
      "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c" +
      "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71" +
      "cc30c58179ec3e87c14c01d5c1f3434f1d87",
  },
  {
    name: "A.3",
    keyMaterial: new Uint8Array(22).fill(0x0b),
    salt: new Uint8Array(0),
    info: new Uint8Array(0),
    derived: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
  },
];

describe("HKDF-SHA-256", () => {
  it.each(vectors)("derives RFC 5869 $name", async ({ keyMaterial, salt, info, derived }) => {
    const key = await importHkdfKey(keyMaterial);
    const length = decodeHex(derived).length;
    expect(encodeHex(await deriveHkdfSha256(key, salt, info, length))).toBe(derived);
  });

  it("agrees with node:crypto up to its longest output", async () => {
    const material = range(1, 33);
    const key = await importHkdfKey(material);
    for (const length of [1, 31, 32, 33, 8160]) {
      const expected = Buffer.from(hkdfSync("sha256", material, "salt", "info", length));
      const [salt, info] = [new TextEncoder().encode("salt"), new TextEncoder().encode("info")];
      expect(encodeHex(await deriveHkdfSha256(key, salt, info, length))).toBe(
        expected.toString("hex"),
      );
    }
  });

  it("refuses lengths that it cannot derive", async () => {
    const key = await importHkdfKey(range(0, 32));
    const none = new Uint8Array(0);
    for (const length of [0, -1, 1.5, 8161, Number.NaN]) {
      await expect(deriveHkdfSha256(key, none, none, length)).rejects.toThrow(RangeError);
    }
  });

  it("imports a key that cannot be exported", async () => {
    const key = await importHkdfKey(range(0, 32));
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow(/export|extractable/);
  });
});
