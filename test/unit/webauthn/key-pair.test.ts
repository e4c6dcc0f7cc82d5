import { createPublicKey, verify } from "node:crypto";
import { decodeCBOR } from "@levischuck/tiny-cbor";
import { describe, expect, it } from "vitest";
import { findPasskeyAlgorithm } from "../../../lib/webauthn/cose-algorithms.ts";
import { createPrivateKey, encodePublicKey, sign } from "../../../lib/webauthn/key-pair.ts";
import { random } from "./ceremony-fixtures.ts";

describe.each([
  { algorithm: -7, hash: "sha256", kty: 2, crv: 1, curve: "P-256" },
  { algorithm: -8, hash: null, kty: 1, crv: 6, curve: "Ed25519" },
] as const)("a key pair of algorithm $algorithm", ({ algorithm, hash, kty, crv, curve }) => {
  it("signs so that Node verifies by the SPKI", () => {
    const privateKey = createPrivateKey(algorithm, random);
    const { spki } = encodePublicKey(algorithm, privateKey);
    const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
    const message = random(100);
    const signature = sign(algorithm, privateKey, message);
    expect(verify(hash, message, key, signature)).toBe(true);
    expect(verify(hash, random(100), key, signature)).toBe(false);
  });

  it("writes the same public key as COSE and as SPKI", () => {
    const { cose, spki } = encodePublicKey(algorithm, createPrivateKey(algorithm, random));
    const map = decodeCBOR(cose) as Map<number, unknown>;
    expect(map.get(1)).toBe(kty);
    expect(map.get(3)).toBe(algorithm);
    expect(map.get(-1)).toBe(crv);
    const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
    const jwk = key.export({ format: "jwk" });
    expect(jwk.crv).toBe(curve);
    expect(Buffer.from(map.get(-2) as Uint8Array).toString("base64url")).toBe(jwk.x);
  });

  it("is another one each time, of 32 bytes", () => {
    const keys = Array.from({ length: 20 }, () => createPrivateKey(algorithm, random));
    expect(new Set(keys.map(String)).size).toBe(20);
    expect(new Set(keys.map(({ length }) => length))).toEqual(new Set([32]));
  });

  it("refuses a private key of another length", () => {
    const refusal: unknown = expect.objectContaining({ code: "webauthn/key" });
    expect(() => encodePublicKey(algorithm, new Uint8Array(31))).toThrow(refusal);
    expect(() => sign(algorithm, new Uint8Array(33), new Uint8Array(1))).toThrow(refusal);
  });
});

describe("findPasskeyAlgorithm", () => {
  it.each<[readonly number[], number | null]>([
    [[-7, -8], -7],
    [[-8, -7], -8],
    [[-257, -8, -7], -8],
    [[-257, -35, -7], -7],
    [[-257, -37, 0, 42], null],
    [[], null],
  ])("takes of %j the first that Waykey has: %s", (algorithms, expected) => {
    expect(findPasskeyAlgorithm(algorithms)).toBe(expected);
  });
});
