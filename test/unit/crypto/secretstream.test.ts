// Held against libsodium itself: test/vectors/imports/make-ente.py sealed the samples, its build for npm opens ours.

import { argon2Sync } from "node:crypto";
import * as fc from "fast-check";
import sodium from "libsodium-wrappers-sumo";
import { beforeAll, describe, expect, it } from "vitest";
import { openSecretstream, sealSecretstream } from "../../../lib/crypto/secretstream.ts";
import { enteLengths, PASSWORD } from "../exchange/formats/samples.ts";

type Sample = { encryptedData: string; encryptionNonce: string };

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));
const key = new Uint8Array(
  argon2Sync("argon2id", {
    message: PASSWORD,
    nonce: Buffer.from(Array.from({ length: 16 }, (_, index) => index)),
    parallelism: 1,
    tagLength: 32,
    memory: 64,
    passes: 1,
  }),
);
const SAMPLES = enteLengths() as readonly Sample[];

describe("openSecretstream", () => {
  it("opens messages of every length around that of a block", () => {
    for (const [index, { encryptedData, encryptionNonce }] of SAMPLES.entries()) {
      const opened = openSecretstream(key, bytes(encryptionNonce), bytes(encryptedData));
      const text = `otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ&x=${"y".repeat(index)}`;
      expect(Buffer.from(opened ?? []).toString()).toBe(text);
    }
    expect(SAMPLES).toHaveLength(80);
  });

  it("opens nothing of which a byte was changed, left out or added", () => {
    const [sample] = SAMPLES;
    if (sample === undefined) throw new TypeError("There is a sample");
    const [header, sealed] = [bytes(sample.encryptionNonce), bytes(sample.encryptedData)];
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openSecretstream(key, header, changed)).toBeNull();
      expect(openSecretstream(key, header, sealed.slice(0, at))).toBeNull();
    }
    for (let at = 0; at < header.length; at++) {
      const changed = header.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openSecretstream(key, changed, sealed)).toBeNull();
    }
    expect(openSecretstream(key, header, new Uint8Array([...sealed, 0]))).toBeNull();
    expect(openSecretstream(key.slice().fill(1), header, sealed)).toBeNull();
  });

  it("takes keys and headers of their length alone", () => {
    expect(() => openSecretstream(key.slice(1), new Uint8Array(24), new Uint8Array(17))).toThrow(
      RangeError,
    );
    expect(() => openSecretstream(key, new Uint8Array(23), new Uint8Array(17))).toThrow(RangeError);
  });
});

const anyBytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((each) => each.slice());
const text = fc.uint8Array({ maxLength: 400 }).map((each) => each.slice());

describe("a sealed message of a secretstream", () => {
  beforeAll(() => sodium.ready);

  it("is opened by libsodium, which takes it for the last one, and by Waykey", () => {
    fc.assert(
      fc.property(anyBytes(32), anyBytes(24), text, (key, header, plain) => {
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
