import { argon2Sync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeHex } from "../../../lib/bytes/hex.ts";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import {
  ARGON2_FLOOR,
  type Argon2Parameters,
  checkArgon2Parameters,
  deriveArgon2id,
  encodePassword,
} from "../../../lib/crypto/argon2id.ts";
import { errorCode } from "../vault/error-code.ts";
import { hostileKdfParameters } from "../vault/hostile-kdf.ts";

const salt = Uint8Array.from({ length: 16 }, (_, i) => i);

/** node:crypto's Argon2, which is OpenSSL's: code that is not ours and not hash-wasm's. */
function oracle(password: string, saltBytes: Uint8Array, parameters: Argon2Parameters): string {
  return argon2Sync("argon2id", {
    message: Buffer.from(password.normalize("NFKC"), "utf8"),
    nonce: saltBytes,
    memory: parameters.memoryKiB,
    passes: parameters.iterations,
    parallelism: parameters.parallelism,
    tagLength: 32,
  }).toString("hex");
}

describe("deriveArgon2id", () => {
  it.each([
    { memoryKiB: 19_456, iterations: 2, parallelism: 1 },
    { memoryKiB: 38_912, iterations: 1, parallelism: 4 },
    { memoryKiB: 19_457, iterations: 3, parallelism: 3 },
  ])("agrees with OpenSSL at $memoryKiB KiB, $iterations passes", async (parameters) => {
    const derived = await deriveArgon2id(encodeUtf8("correct horse"), salt, parameters);
    expect(encodeHex(derived)).toBe(oracle("correct horse", salt, parameters));
  });

  it("gives one key for the composed and the decomposed form of a password", async () => {
    const composed = "pässwörd №1 ﬁ";
    const decomposed = composed.normalize("NFD");
    expect(decomposed).not.toBe(composed);
    expect(encodePassword(decomposed)).toEqual(encodePassword(composed));
    expect(encodePassword(composed)).toEqual(encodeUtf8("pässwörd No1 fi"));
    const derived = await deriveArgon2id(encodePassword(decomposed), salt, ARGON2_FLOOR);
    expect(encodeHex(derived)).toBe(oracle(composed, salt, ARGON2_FLOOR));
  });

  it("refuses an empty password and a salt of another length as a bug of the caller", async () => {
    await expect(deriveArgon2id(new Uint8Array(0), salt, ARGON2_FLOOR)).rejects.toThrow(RangeError);
    for (const length of [0, 8, 15, 65]) {
      const badSalt = new Uint8Array(length);
      await expect(deriveArgon2id(encodeUtf8("p"), badSalt, ARGON2_FLOOR)).rejects.toThrow(/^salt/);
    }
  });
});

describe("checkArgon2Parameters", () => {
  it.each([
    { memoryKiB: 19_456, iterations: 2, parallelism: 1 },
    { memoryKiB: 38_912, iterations: 1, parallelism: 1 },
    { memoryKiB: 65_536, iterations: 3, parallelism: 1 },
    { memoryKiB: 131_072, iterations: 3, parallelism: 1 },
    { memoryKiB: 1_048_576, iterations: 10, parallelism: 4 },
  ])("accepts $memoryKiB KiB, $iterations passes, $parallelism lanes", (parameters) => {
    expect(() => checkArgon2Parameters(parameters)).not.toThrow();
  });

  it("refuses 30 hostile sets of parameters before any work", async () => {
    expect(hostileKdfParameters.length).toBeGreaterThanOrEqual(30);
    const startedAt = performance.now();
    for (const parameters of hostileKdfParameters) {
      const derive = () => deriveArgon2id(encodeUtf8("password"), salt, parameters);
      expect(await errorCode(derive), `with ${JSON.stringify(parameters)}`).toBe("kdf/parameters");
    }
    expect(performance.now() - startedAt).toBeLessThan(30 * 50);
  });
});
