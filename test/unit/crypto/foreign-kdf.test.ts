import { argon2Sync, pbkdf2Sync, scryptSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import {
  checkForeignKdf,
  deriveForeignKey,
  foretaste,
  type ForeignKdf,
} from "../../../lib/crypto/foreign-kdf.ts";
import { errorCode } from "../vault/error-code.ts";

const password = encodeUtf8("pässword");
const salt = encodeUtf8("sixteen byte salt");

describe("a key of a foreign file", () => {
  it("is the one that Node's own crypto derives", async () => {
    const argon2id = { name: "argon2id", memoryKiB: 256, iterations: 3, parallelism: 2 } as const;
    const expected = argon2Sync("argon2id", {
      message: password,
      nonce: salt,
      parallelism: 2,
      tagLength: 32,
      memory: 256,
      passes: 3,
    });
    expect(Buffer.from(await deriveForeignKey(password, salt, argon2id))).toEqual(expected);
    const scrypt = { name: "scrypt", costFactor: 1024, blockSize: 8, parallelism: 2 } as const;
    expect(Buffer.from(await deriveForeignKey(password, salt, scrypt))).toEqual(
      scryptSync(password, salt, 32, { N: 1024, r: 8, p: 2 }),
    );
    const pbkdf2 = { name: "pbkdf2", iterations: 1234 } as const;
    expect(Buffer.from(await deriveForeignKey(password, salt, pbkdf2))).toEqual(
      pbkdf2Sync(password, salt, 1234, 32, "sha256"),
    );
    expect(
      Buffer.from(await deriveForeignKey(password, salt, { ...pbkdf2, hash: "SHA-1" })),
    ).toEqual(pbkdf2Sync(password, salt, 1234, 32, "sha1"));
  });

  it("is derived of no empty password and no salt that is none", async () => {
    const kdf = { name: "argon2id", memoryKiB: 64, iterations: 1, parallelism: 1 } as const;
    await expect(deriveForeignKey(new Uint8Array(0), salt, kdf)).rejects.toThrow(RangeError);
    for (const length of [0, 7, 5000]) {
      expect(await errorCode(() => deriveForeignKey(password, new Uint8Array(length), kdf))).toBe(
        "import/damaged",
      );
    }
  });
});

const argon2id = (memoryKiB: number, iterations: number, parallelism = 1): ForeignKdf => ({
  name: "argon2id",
  memoryKiB,
  iterations,
  parallelism,
});
const scrypt = (costFactor: number, blockSize = 8, parallelism = 1): ForeignKdf => ({
  name: "scrypt",
  costFactor,
  blockSize,
  parallelism,
});
const pbkdf2 = (iterations: number): ForeignKdf => ({ name: "pbkdf2", iterations });
const GIB = 1024 * 1024;

describe("the bounds of a foreign derivation", () => {
  it.each([
    argon2id(GIB, 4),
    argon2id(GIB, 10, 16),
    argon2id(8, 1),
    scrypt(2 ** 19),
    scrypt(2, 1),
    pbkdf2(1),
    pbkdf2(5_000_000),
  ])("take in %j", (kdf) => {
    expect(() => checkForeignKdf(kdf)).not.toThrow();
  });

  it.each([
    argon2id(GIB + 1, 1),
    argon2id(GIB, 11),
    argon2id(7, 1),
    argon2id(64, 1, 17),
    argon2id(64, 2 ** 31),
    argon2id(Number.NaN, 1),
    argon2id(64.5, 1),
    argon2id(64, Infinity),
    scrypt(2 ** 20),
    scrypt(3),
    scrypt(1),
    scrypt(2 ** 10, 65),
    scrypt(2 ** 19, 8, 5),
    scrypt(2 ** 10, 8, 0),
    pbkdf2(0),
    pbkdf2(-1),
    pbkdf2(5_000_001),
    pbkdf2(Number.NaN),
  ])("leave out %j", (kdf) => {
    expect(() => checkForeignKdf(kdf)).toThrow(expect.objectContaining({ code: "import/costly" }));
  });
});

describe("a foretaste", () => {
  it("is a small part of what takes long, and none of what is quick", () => {
    for (const kdf of [argon2id(GIB, 4), argon2id(256 * 1024, 16), pbkdf2(600_000)]) {
      const taste = foretaste(kdf);
      expect(taste?.part).toBeGreaterThan(0);
      expect(taste?.part).toBeLessThanOrEqual(1 / 8);
      if (taste !== null) checkForeignKdf(taste.kdf);
    }
    const sha1 = foretaste({ name: "pbkdf2", hash: "SHA-1", iterations: 600_000 });
    expect(sha1?.kdf).toMatchObject({ hash: "SHA-1" });
    for (const kdf of [argon2id(19 * 1024, 2), scrypt(2 ** 15), pbkdf2(10_000)]) {
      expect(foretaste(kdf)).toBeNull();
    }
  });
});
