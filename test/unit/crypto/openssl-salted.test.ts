import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openOpensslSalted } from "../../../lib/crypto/openssl-salted.ts";

/** By OpenSSL 3.0.19: `openssl enc -aes-256-cbc -md md5 -pass pass:pässword -base64 -A`. */
const SEALED = "U2FsdGVkX19jVoDM3BZfeO59I+AhSdcZLbb7gf/KDvuEpTEq+ITzO/CXS3Xn5DPJ";
const sealed = () => new Uint8Array(Buffer.from(SEALED, "base64"));

describe("what OpenSSL seals under a passphrase and MD5", () => {
  it("is opened", async () => {
    const text = await openOpensslSalted("pässword", sealed());
    expect(Buffer.from(text ?? []).toString()).toBe("a text that OpenSSL has sealed");
  });

  it("does not open without its mark, nor with less than that and a salt and a block", async () => {
    const unmarked = sealed();
    unmarked[0] = 0;
    expect(await openOpensslSalted("pässword", unmarked)).toBeNull();
    for (const length of [0, 8, 12, 16, 31, 32, 47]) {
      expect(await openOpensslSalted("pässword", sealed().slice(0, length))).toBeNull();
    }
  });

  it("never gives its text to another passphrase, and never throws", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (passphrase) => {
        const text = await openOpensslSalted(`${passphrase}?`, sealed());
        expect(Buffer.from(text ?? []).toString()).not.toContain("OpenSSL");
      }),
    );
  });
});
