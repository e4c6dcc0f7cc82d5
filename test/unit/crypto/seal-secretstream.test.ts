import * as fc from "fast-check";
import sodium from "libsodium-wrappers-sumo";
import { beforeAll, describe, expect, it } from "vitest";
import { openSecretstream } from "../../../lib/crypto/secretstream.ts";
import { sealSecretstream } from "../../../lib/crypto/seal-secretstream.ts";

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((each) => each.slice());
const text = fc.uint8Array({ maxLength: 400 }).map((each) => each.slice());

describe("a sealed message of a secretstream", () => {
  beforeAll(() => sodium.ready);

  it("is opened by libsodium, which takes it for the last one, and by Waykey", () => {
    fc.assert(
      fc.property(bytes(32), bytes(24), text, (key, header, plain) => {
        const sealed = sealSecretstream(key, header, plain);
        expect(sealed).toHaveLength(plain.length + 17);
        const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key);
        const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, null);
        if (typeof pulled === "boolean") throw new Error("libsodium does not open it");
        expect(pulled.tag).toBe(sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL);
        expect(Buffer.from(pulled.message)).toEqual(Buffer.from(plain));
        expect(openSecretstream(key, header, sealed)).toEqual(plain);
      }),
    );
  });

  it("is refused for a key or header of another length", () => {
    const [key, header, plain] = [new Uint8Array(32), new Uint8Array(24), new Uint8Array(3)];
    expect(() => sealSecretstream(key.slice(1), header, plain)).toThrow(RangeError);
    expect(() => sealSecretstream(key, header.slice(1), plain)).toThrow(RangeError);
  });
});
