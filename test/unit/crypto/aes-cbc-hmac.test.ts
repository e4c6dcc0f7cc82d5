import { createDecipheriv, createHmac } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openAesCbcHmac, sealAesCbcHmac } from "../../../lib/crypto/aes-cbc-hmac.ts";

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((each) => each.slice());
const text = fc.uint8Array({ maxLength: 100 }).map((each) => each.slice());

describe("what is sealed with AES-CBC under HMAC", () => {
  it("is opened by OpenSSL and by Waykey", async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes(32),
        bytes(32),
        bytes(16),
        text,
        async (encryption, mac, iv, plain) => {
          const keys = { encryption, mac };
          const sealed = await sealAesCbcHmac(keys, iv, plain);
          const own = createHmac("sha256", mac).update(iv).update(sealed.ciphertext).digest();
          expect(Buffer.from(sealed.mac)).toEqual(own);
          const decipher = createDecipheriv("aes-256-cbc", encryption, iv);
          const opened = Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()]);
          expect(opened).toEqual(Buffer.from(plain));
          expect(await openAesCbcHmac(keys, sealed)).toEqual(plain);
        },
      ),
    );
  });

  it("wants 16 bytes of IV", async () => {
    const keys = { encryption: new Uint8Array(32), mac: new Uint8Array(32) };
    await expect(sealAesCbcHmac(keys, new Uint8Array(12), keys.mac)).rejects.toThrow(RangeError);
  });
});
