import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeHex } from "../../../lib/bytes/hex.ts";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import {
  computeHmacSha256,
  createHmacSha256,
  hmacSha256,
  importHmacSha256Key,
} from "../../../lib/crypto/hmac.ts";

// RFC 4231 §4, test cases 1, 2, 3, 4, 6 and 7 (5 truncates).
const vectors = [
  {
    name: "1",
    key: new Uint8Array(20).fill(0x0b),
    message: encodeUtf8("Hi There"),
    mac: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
  },
  {
    name: "2",
    key: encodeUtf8("Jefe"),
    message: encodeUtf8("what do ya want for nothing?"),
    mac: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  },
  {
    name: "3",
    key: new Uint8Array(20).fill(0xaa),
    message: new Uint8Array(50).fill(0xdd),
    mac: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
  },
  {
    name: "4",
    key: Uint8Array.from({ length: 25 }, (_, i) => i + 1),
    message: new Uint8Array(50).fill(0xcd),
    mac: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
  },
  {
    name: "6",
    key: new Uint8Array(131).fill(0xaa),
    message: encodeUtf8("Test Using Larger Than Block-Size Key - Hash Key First"),
    mac: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
  },
  {
    name: "7",
    key: new Uint8Array(131).fill(0xaa),
    message: encodeUtf8(
      "This is a test using a larger than block-size key and a larger than block-size data. " +
        "The key needs to be hashed before being used by the HMAC algorithm.",
    ),
    mac: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
  },
];

describe("HMAC-SHA-256", () => {
  it.each(vectors)("computes RFC 4231 case $name", async ({ key, message, mac }) => {
    const imported = await importHmacSha256Key(key);
    expect(encodeHex(await computeHmacSha256(imported, message))).toBe(mac);
    expect(encodeHex(hmacSha256(key, message))).toBe(mac);
  });

  it("of a key taken up once says the same of each message, one after another, until it is wiped", () => {
    const key = encodeUtf8("a key taken up once");
    const { compute, wipe } = createHmacSha256(key);
    const macs = [0, 1, 55, 56, 63, 64, 65, 1000, 3].map((length) => {
      const message = new Uint8Array(length).fill(length);
      return [compute(message.subarray(0, 2), message.subarray(2)), message] as const;
    });
    for (const [mac, message] of macs) {
      expect(encodeHex(mac)).toBe(createHmac("sha256", key).update(message).digest("hex"));
    }
    wipe();
    expect(() => compute(encodeUtf8("later"))).toThrow(/destroyed/);
  });

  it("agrees with node:crypto for messages of many lengths", async () => {
    const key = encodeUtf8("key");
    const imported = await importHmacSha256Key(key);
    for (const length of [0, 1, 55, 56, 63, 64, 65, 1000]) {
      const message = new Uint8Array(length).fill(length);
      const expected = createHmac("sha256", key).update(message).digest("hex");
      expect(encodeHex(await computeHmacSha256(imported, message))).toBe(expected);
      expect(encodeHex(hmacSha256(key, message))).toBe(expected);
    }
  });
});
