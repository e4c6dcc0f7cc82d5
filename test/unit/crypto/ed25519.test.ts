import { createPrivateKey, createPublicKey, randomBytes, sign, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { copyBytes } from "../../../lib/bytes/bytes.ts";
import { decodeHex, encodeHex } from "../../../lib/bytes/hex.ts";
import { createEd25519Seed, ed25519PublicKey, signEd25519 } from "../../../lib/crypto/ed25519.ts";

// RFC 8032 §7.1, tests 1 to 3.
const RFC_8032 = [
  {
    name: "1",
    seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    message: "",
    signature:
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  },
  {
    name: "2",
    seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    message: "72",
    signature:
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  },
  {
    name: "3",
    seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    message: "af82",
    signature:
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  },
] as const;

/** Node's own key of a seed, through PKCS #8 (RFC 8410 §7). */
function nodeKey(seed: Uint8Array) {
  const key = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  return createPrivateKey({ key, format: "der", type: "pkcs8" });
}

describe("Ed25519", () => {
  it.each(RFC_8032)("agrees with RFC 8032, test $name", (vector) => {
    const seed = decodeHex(vector.seed);
    expect(encodeHex(ed25519PublicKey(seed))).toBe(vector.publicKey);
    expect(encodeHex(signEd25519(seed, decodeHex(vector.message)))).toBe(vector.signature);
  });

  it("signs as node:crypto does, for keys and messages of all sorts", () => {
    for (let run = 0; run < 30; run++) {
      const seed = createEd25519Seed((length) => copyBytes(randomBytes(length)));
      const message = randomBytes(run * 7);
      const theirs = nodeKey(seed);
      const jwk = createPublicKey(theirs).export({ format: "jwk" });
      expect(Buffer.from(ed25519PublicKey(seed)).toString("base64url")).toBe(jwk.x);
      const signature = signEd25519(seed, message);
      expect(Buffer.from(signature)).toEqual(sign(null, message, theirs));
      expect(verify(null, message, createPublicKey(theirs), signature)).toBe(true);
      const altered = signature.map((byte, i) => (i === run ? byte ^ 1 : byte));
      expect(verify(null, message, createPublicKey(theirs), altered)).toBe(false);
    }
  });

  it("keeps what the random source gave, in a copy of its own", () => {
    const given = new Uint8Array(32).fill(7);
    const seed = createEd25519Seed(() => given);
    given.fill(0);
    expect(seed).toEqual(new Uint8Array(32).fill(7));
  });

  it.each([0, 31, 33, 64])("refuses a random source and a seed of %d bytes", (length) => {
    const bytes = new Uint8Array(length).fill(1);
    expect(() => createEd25519Seed(() => bytes)).toThrow(RangeError);
    const refusal: unknown = expect.objectContaining({ code: "webauthn/key" });
    expect(() => ed25519PublicKey(bytes)).toThrow(refusal);
    expect(() => signEd25519(bytes, bytes)).toThrow(refusal);
  });
});
