import { afterEach, describe, expect, it, vi } from "vitest";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import type * as aesGcm from "../../../lib/crypto/aes-gcm.ts";
import { sealBackup } from "../../../lib/exchange/backup.ts";
import { errorCode } from "../vault/error-code.ts";
import { allRecords } from "../vault/sample-records.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";

const fault = vi.hoisted(() => ({ damage: (sealed: Bytes) => sealed }));

vi.mock("../../../lib/crypto/aes-gcm.ts", async (importOriginal) => {
  const original = await importOriginal<typeof aesGcm>();
  const sealAesGcm: typeof original.sealAesGcm = async (...parameters) =>
    fault.damage(await original.sealAesGcm(...parameters));
  return { ...original, sealAesGcm };
});

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const seal = () => {
  const ports = { now: () => 0, random: createSeededRandom("drill") };
  return sealBackup(allRecords, "correct horse battery", ports);
};

describe("the fire drill of sealBackup", () => {
  afterEach(() => {
    fault.damage = (sealed) => sealed;
  });

  it("passes when the cipher does its work", async () => {
    expect(await errorCode(seal)).toBe("none");
  });

  it("hands out nothing when a byte was sealed wrongly", async () => {
    fault.damage = (sealed) => sealed.map((byte, i) => (i === sealed.length - 1 ? byte ^ 1 : byte));
    expect(await errorCode(seal)).toBe("backup/incomplete");
  });

  it("hands out nothing when the payload alone was sealed wrongly", async () => {
    fault.damage = (sealed) => (sealed.length > 100 ? sealed.slice(0, -1) : sealed);
    expect(await errorCode(seal)).toBe("backup/incomplete");
  });
});
