import { createPublicKey, randomBytes, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { copyBytes } from "../../../lib/bytes/bytes.ts";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { decodeHex, encodeHex } from "../../../lib/bytes/hex.ts";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { createP256PrivateKey, p256PublicKey, signEs256 } from "../../../lib/crypto/p256.ts";

const ORDER = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
const ORDER_MINUS_1 = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550";
const ONE = "00".repeat(31) + "01";

// RFC 6979 A.2.5: key, public key and the nonces' outcome for SHA-256.
const RFC_6979 = {
  privateKey: "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
  x: "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
  y: "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
  signatures: [
    {
      message: "sample",
      r: "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
      s: "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
    },
    {
      message: "test",
      r: "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367",
      s: "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083",
    },
  ],
} as const;

/** DER of two positive 32-byte integers, written independently of the code under test. */
function der(r: string, s: string): string {
  const integer = (hex: string): string => {
    const short = hex.replace(/^(?:00)+/, "");
    const positive = Number.parseInt(short.slice(0, 2), 16) > 0x7f ? `00${short}` : short;
    return `02${(positive.length / 2).toString(16).padStart(2, "0")}${positive}`;
  };
  const body = integer(r) + integer(s);
  return `30${(body.length / 2).toString(16)}${body}`;
}

function nodeVerifies(privateKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const { x, y } = p256PublicKey(privateKey);
  const jwk = { kty: "EC", crv: "P-256", x: encodeBase64url(x), y: encodeBase64url(y) };
  return verify("sha256", message, createPublicKey({ key: jwk, format: "jwk" }), signature);
}

describe("createP256PrivateKey", () => {
  it("takes the first draw that is a scalar", () => {
    const draws = ["00".repeat(32), ORDER, ORDER_MINUS_1];
    const key = createP256PrivateKey(() => decodeHex(draws.shift() ?? ONE));
    expect(encodeHex(key)).toBe(ORDER_MINUS_1);
  });

  it("asks for 32 bytes", () => {
    const lengths: number[] = [];
    createP256PrivateKey((length) => {
      lengths.push(length);
      return copyBytes(randomBytes(length));
    });
    expect(lengths).toEqual([32]);
  });

  it.each([
    ["zeros", () => new Uint8Array(32)],
    ["too few bytes", () => new Uint8Array(16).fill(1)],
  ])("refuses a source that only yields %s", (_what, random) => {
    expect(() => createP256PrivateKey(random)).toThrow(RangeError);
  });
});

describe("p256PublicKey", () => {
  it("is the published point", () => {
    const { x, y } = p256PublicKey(decodeHex(RFC_6979.privateKey));
    expect(encodeHex(x)).toBe(RFC_6979.x);
    expect(encodeHex(y)).toBe(RFC_6979.y);
  });

  it("keeps leading zeros: coordinates always have 32 bytes", () => {
    for (let scalar = 1; scalar <= 300; scalar++) {
      const privateKey = decodeHex(scalar.toString(16).padStart(64, "0"));
      const { x, y } = p256PublicKey(privateKey);
      expect([x.length, y.length]).toEqual([32, 32]);
    }
  });

  it.each([
    ["zero", "00".repeat(32)],
    ["the order of the group", ORDER],
    ["all ones", "ff".repeat(32)],
    ["31 bytes", "01".repeat(31)],
    ["33 bytes", "01".repeat(33)],
    ["no bytes", ""],
  ])("refuses %s as a private key, and so does signing", (_what, hex) => {
    const refusal: unknown = expect.objectContaining({ code: "webauthn/key" });
    expect(() => p256PublicKey(decodeHex(hex))).toThrow(refusal);
    expect(() => signEs256(decodeHex(hex), encodeUtf8("x"))).toThrow(refusal);
  });
});

describe("signEs256", () => {
  it.each(RFC_6979.signatures)("signs $message as RFC 6979 does, high S included", (vector) => {
    const signature = signEs256(decodeHex(RFC_6979.privateKey), encodeUtf8(vector.message));
    expect(encodeHex(signature)).toBe(der(vector.r, vector.s));
  });

  it.each([ONE, ORDER_MINUS_1])("signs with the border scalar %s so that Node verifies", (hex) => {
    const message = encodeUtf8("message");
    const signature = signEs256(decodeHex(hex), message);
    expect(nodeVerifies(decodeHex(hex), message, signature)).toBe(true);
    expect(nodeVerifies(decodeHex(hex), encodeUtf8("another"), signature)).toBe(false);
  });
});
