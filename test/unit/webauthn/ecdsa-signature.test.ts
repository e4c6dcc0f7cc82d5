import { generateKeyPairSync, sign, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { rawEcdsaSignature } from "../../../lib/webauthn/ecdsa-signature.ts";

const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
const message = Buffer.from("signed over");
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));

describe("an ECDSA signature", () => {
  it("means the same in its 64 bytes, by node:crypto as the oracle", () => {
    const lengths = new Set<number>();
    for (let round = 0; round < 300; round++) {
      const der = new Uint8Array(sign("sha256", message, keys.privateKey));
      lengths.add(der.length);
      const raw = rawEcdsaSignature(der) ?? new Uint8Array();
      expect(raw).toHaveLength(64);
      const key = { key: keys.publicKey, dsaEncoding: "ieee-p1363" } as const;
      expect(verify("sha256", message, key, raw)).toBe(true);
    }
    expect(lengths.size).toBeGreaterThan(2);
  });

  it("has small numbers filled up with zeros", () => {
    const raw = rawEcdsaSignature(bytes("3007020101020200ff"));
    expect(raw).toEqual(bytes(`${"00".repeat(31)}01${"00".repeat(31)}ff`));
  });

  it.each([
    ["empty", ""],
    ["another thing", "3106020101020101"],
    ["longer than it says", "300602010102010100"],
    ["shorter than it says", "3007020101020101"],
    ["of a long length form", "308106020101020101"],
    ["of one number", "3003020101"],
    ["of three numbers", "3009020101020101020101"],
    ["of a number without digits", "30050200020101"],
    ["of a negative number", "3006020180020101"],
    ["of a number with a zero too many", "300702020001020101"],
    ["of a number cut short", "3006020101020201"],
    ["of something that is no number", "3006040101020101"],
    ["of a number beyond 32 bytes", `3026022101${"00".repeat(32)}020101`],
  ])("is none when it is %s", (_, hex) => {
    expect(rawEcdsaSignature(bytes(hex))).toBeNull();
  });
});
