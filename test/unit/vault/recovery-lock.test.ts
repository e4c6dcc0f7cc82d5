import { argon2Sync, createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ARGON2_FLOOR } from "../../../lib/crypto/argon2id.ts";
import {
  fingerprintOf,
  lockRecoveryCode,
  openRecoveryLock,
  recoveryFingerprint,
  type RecoveryLock,
} from "../../../lib/vault/recovery-lock.ts";
import { parseRecord } from "../../../lib/vault/schema.ts";
import { errorCode } from "./error-code.ts";
import { decryptGcm, fields, fromBase64url } from "./independent-vault.ts";
import { lockedRecovery, PASSPHRASE, recovery } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";

const LOCK = lockedRecovery.lock ?? expect.fail("the sample must have a lock");
const random = createSeededRandom("recovery lock");
const cheap = () => lockRecoveryCode(recovery.code, PASSPHRASE, ARGON2_FLOOR, random);

describe("a recovery code under a passphrase of its own", () => {
  it("is opened by an independent reading of its document", () => {
    const { fingerprint, memoryKiB, iterations, parallelism, salt, nonce, sealed } = LOCK;
    const key = argon2Sync("argon2id", {
      message: Buffer.from(PASSPHRASE, "utf8"),
      nonce: fromBase64url(salt),
      memory: memoryKiB,
      passes: iterations,
      parallelism,
      tagLength: 32,
    });
    const aad = Buffer.concat([
      fields("waykey-recovery-lock", 1, fromBase64url(fingerprint), "argon2id"),
      fields(memoryKiB, iterations, parallelism, fromBase64url(salt)),
    ]);
    const code = decryptGcm(key, fromBase64url(nonce), fromBase64url(sealed), aad).toString();
    expect(code).toBe(recovery.code);
    const digest = createHash("sha256").update(fields("waykey-recovery-code", code)).digest();
    expect(fingerprint).toBe(digest.toString("base64url"));
    const document = readFileSync(
      new URL("../../../docs/vault-format.md", import.meta.url),
      "utf8",
    );
    const shown = [PASSPHRASE, key.toString("hex"), fingerprint, salt, nonce, sealed];
    for (const value of shown) expect(document).toContain(value);
  });

  it("opens with it alone, and with no other", async () => {
    const lock = await cheap();
    expect(await openRecoveryLock(lock, PASSPHRASE)).toBe(recovery.code);
    for (const other of ["", `${PASSPHRASE} `, PASSPHRASE.toUpperCase()]) {
      expect(await errorCode(() => openRecoveryLock(lock, other))).toBe("recovery/passphrase");
    }
    expect(JSON.stringify(lock)).not.toContain(recovery.code);
  });

  it("takes the same passphrase however the keyboard composes it", async () => {
    const lock = await lockRecoveryCode(recovery.code, "caf\u00e9 au lait", ARGON2_FLOOR, random);
    expect(await openRecoveryLock(lock, "cafe\u0301 au lait")).toBe(recovery.code);
  });

  it("is sealed differently every time", async () => {
    const [first, second] = [await cheap(), await cheap()];
    expect(first.fingerprint).toBe(second.fingerprint);
    expect(first.salt).not.toBe(second.salt);
    expect(first.sealed).not.toBe(second.sealed);
  });

  it.each<[keyof RecoveryLock, string | number]>([
    ["fingerprint", recoveryFingerprint("another")],
    ["memoryKiB", ARGON2_FLOOR.memoryKiB + 8],
    ["iterations", 3],
    ["parallelism", 2],
    ["salt", "AAAAAAAAAAAAAAAAAAAAAA"],
    ["nonce", "AAAAAAAAAAAAAAAA"],
    ["sealed", LOCK.sealed],
  ])("does not open with another %s", async (member, value) => {
    const altered = { ...(await cheap()), [member]: value };
    expect(await errorCode(() => openRecoveryLock(altered, PASSPHRASE))).toBe(
      "recovery/passphrase",
    );
  });

  it("refuses a cost out of bounds, before any work", async () => {
    const bomb = { ...LOCK, memoryKiB: 4_194_304 };
    expect(await errorCode(() => openRecoveryLock(bomb, PASSPHRASE))).toBe("kdf/parameters");
  });

  it("refuses a passphrase that is too short", async () => {
    const lock = () => lockRecoveryCode(recovery.code, "too short", ARGON2_FLOOR, random);
    expect(await errorCode(lock)).toBe("vault/weak-password");
  });

  it("has the fingerprint of its code, locked or not", () => {
    expect(fingerprintOf(lockedRecovery)).toBe(fingerprintOf(recovery));
    expect(fingerprintOf({ ...recovery, code: "OTHER" })).not.toBe(fingerprintOf(recovery));
  });

  it("is in a record either locked or in the clear, never both or neither", async () => {
    expect(parseRecord(lockedRecovery)).toEqual(lockedRecovery);
    const both = { ...lockedRecovery, code: recovery.code };
    const neither = { ...recovery, code: null };
    for (const record of [both, neither]) {
      expect(await errorCode(() => parseRecord(record))).toBe("record/invalid");
    }
  });
});
