import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ed25519PublicKey, signEd25519 } from "../../../lib/crypto/ed25519.ts";

describe("signEd25519", () => {
  it("signs as Node does, whatever seed and message", () => {
    const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(seed, fc.uint8Array({ maxLength: 500 }), (bytes, message) => {
        const prefix = Buffer.from("302e020100300506032b657004220420", "hex");
        const der = Buffer.concat([prefix, bytes]);
        const theirs = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
        const spki = createPublicKey(theirs).export({ type: "spki", format: "der" });
        expect(Buffer.from(ed25519PublicKey(bytes))).toEqual(spki.subarray(-32));
        expect(Buffer.from(signEd25519(bytes, message))).toEqual(sign(null, message, theirs));
      }),
    );
  });
});
