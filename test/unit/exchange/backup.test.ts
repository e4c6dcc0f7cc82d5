import { describe, expect, it, vi } from "vitest";
import { sealAesGcm } from "../../../lib/crypto/aes-gcm.ts";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { openBackup, sealBackup, verifyBackup } from "../../../lib/exchange/backup.ts";
import {
  encodeBackupHeader,
  formatBackupFile,
  parseBackupFile,
} from "../../../lib/exchange/backup-file.ts";
import { deriveBackupKeys } from "../../../lib/exchange/backup-keys.ts";
import { errorCode } from "../vault/error-code.ts";
import { hostileKdfParameters } from "../vault/hostile-kdf.ts";
import {
  account,
  backupRecords,
  fullPasskey,
  log,
  otp,
  passkey,
  recovery,
  vaultRecords,
  verification,
} from "../vault/sample-records.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const password = "correct horse battery";
const createdAt = 1_760_000_000_000;
const ports = (seed = "backup") => ({ now: () => createdAt, random: createSeededRandom(seed) });
const open = (text: string, word = password) => errorCode(() => openBackup(text, word));

const text = await sealBackup(backupRecords, password, ports());
const file = parseBackupFile(text);

/** A backup whose payload is any text, correctly sealed, as only somebody with its password could. */
async function sealPayload(payload: string): Promise<string> {
  const { payload: key } = await deriveBackupKeys(password, file.kdf);
  const nonce = new Uint8Array(Buffer.from(file.nonce, "base64url"));
  const sealed = await sealAesGcm(key, nonce, encodeUtf8(payload), encodeBackupHeader(file));
  return formatBackupFile({ ...file, payload: encodeBase64url(sealed) });
}

describe("sealBackup", () => {
  it("makes a file that its password opens", async () => {
    expect(await openBackup(text, password)).toEqual({
      createdAt,
      records: backupRecords,
      refused: [],
    });
    expect(await openBackup(await sealBackup([], password, ports()), password)).toMatchObject({
      records: [],
    });
  });

  it("leaves out what belongs to one device", async () => {
    const whole = await sealBackup(vaultRecords, password, ports());
    expect(whole).toBe(text);
    expect(await errorCode(() => verifyBackup(whole, password, vaultRecords))).toBe("none");
  });

  it("shows nothing of the content, and little of its length", async () => {
    const secrets = [otp.secret, passkey.privateKey, recovery.code, account.email];
    const { prfSecrets, largeBlob, privateKey } = fullPasskey;
    secrets.push(privateKey, prfSecrets?.verified ?? "none", largeBlob ?? "none");
    for (const secret of secrets) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString("base64url").slice(1, -2));
    }
    const smaller = await sealBackup([account], password, ports());
    expect(smaller).toHaveLength(text.length);
  });

  it("seals the same records differently every time", async () => {
    const again = parseBackupFile(await sealBackup(backupRecords, password, ports("again")));
    expect(again.kdf.salt).not.toBe(file.kdf.salt);
    expect(again.nonce).not.toBe(file.nonce);
    expect(again.payload).not.toBe(file.payload);
  });

  it("refuses a short password, hostile costs, invalid records and a constant random source", async () => {
    expect(await errorCode(() => sealBackup([], "too short", ports()))).toBe("vault/weak-password");
    const kdf = { memoryKiB: 8, iterations: 1, parallelism: 1 };
    expect(await errorCode(() => sealBackup([], password, { ...ports(), kdf }))).toBe(
      "kdf/parameters",
    );
    const invalid = { ...otp, digits: 99 };
    expect(await errorCode(() => sealBackup([invalid], password, ports()))).toBe("record/invalid");
    const constant = { ...ports(), random: (length: number) => new Uint8Array(length) };
    await expect(sealBackup([], password, constant)).rejects.toThrow(RangeError);
  });
});

describe("verifyBackup", () => {
  it("passes for the records the backup was made from, and for no others", async () => {
    const verify = (records: typeof backupRecords, word = password) =>
      errorCode(() => verifyBackup(text, word, records));
    expect(await verify(backupRecords)).toBe("none");
    expect(await verify(backupRecords.slice(1))).toBe("backup/incomplete");
    expect(await verify([...backupRecords, { ...otp, id: "otp-2" }])).toBe("backup/incomplete");
    expect(await verify(backupRecords.map((r) => ({ ...r, updatedAt: 1 })))).toBe(
      "backup/incomplete",
    );
    expect(await verify(backupRecords, "wrong password")).toBe("backup/incomplete");
  });

  it("fails for a damaged text and for one with refused records", async () => {
    const damaged = text.slice(0, -10);
    expect(await errorCode(() => verifyBackup(damaged, password, backupRecords))).toBe(
      "backup/incomplete",
    );
    const refusing = await sealPayload(JSON.stringify({ records: [...backupRecords, 1] }));
    expect(await errorCode(() => verifyBackup(refusing, password, backupRecords))).toBe(
      "backup/incomplete",
    );
    const huge = " ".repeat(50_000_001);
    expect(await errorCode(() => verifyBackup(huge, password, []))).toBe("backup/too-large");
  });
});

describe("openBackup", () => {
  it("tells a wrong password from damage", async () => {
    expect(await open(text, "wrong password")).toBe("backup/password");
    expect(await open(text, "")).toBe("backup/password");
    const payload = `B${file.payload.slice(1)}`;
    expect(await open(formatBackupFile({ ...file, payload }))).toBe("backup/damaged");
    expect(await open(formatBackupFile({ ...file, payload }), "wrong password")).toBe(
      "backup/password",
    );
  });

  it("opens for another Unicode form of its password", async () => {
    const sealed = await sealBackup([account], "pässwörter", ports());
    expect(await open(sealed, "pässwörter".normalize("NFD"))).toBe("none");
  });

  it("authenticates the header", async () => {
    expect(await open(formatBackupFile({ ...file, createdAt: 1 }))).toBe("backup/damaged");
    expect(await open(formatBackupFile({ ...file, nonce: "AAAAAAAAAAAAAAAA" }))).toBe(
      "backup/damaged",
    );
    const cheaper = { ...file.kdf, memoryKiB: 65_536 };
    expect(await open(formatBackupFile({ ...file, kdf: cheaper }))).toBe("backup/password");
  });

  it("opens nothing once any one character has changed", async () => {
    const codes = new Map<string, number>();
    for (let i = 0; i < text.trimEnd().length; i++) {
      const character = text.slice(i, i + 1);
      if (/\s/.test(character)) continue;
      const changed = String.fromCodePoint((character.codePointAt(0) ?? 0) ^ 1);
      const code = await open(text.slice(0, i) + changed + text.slice(i + 1));
      expect(code, `at ${i}`).not.toBe("none");
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect([...codes.keys()].toSorted()).toEqual([
      "backup/damaged",
      "backup/foreign",
      "backup/password",
      "kdf/parameters",
    ]);
  });

  it("opens nothing of a payload cut at any length, or taken from another backup", async () => {
    for (let length = 1; length < file.payload.length; length++) {
      const payload = file.payload.slice(0, length);
      expect(await open(formatBackupFile({ ...file, payload })), `at ${length}`).toBe(
        "backup/damaged",
      );
    }
    const other = parseBackupFile(await sealBackup(backupRecords, password, ports("other")));
    for (const field of ["payload", "nonce"] as const) {
      const mixed = formatBackupFile({ ...file, [field]: other[field] });
      expect(await open(mixed), `with ${field}`).toBe("backup/damaged");
    }
    for (const field of ["keyCheck", "kdf"] as const) {
      const mixed = formatBackupFile({ ...file, [field]: other[field] });
      expect(await open(mixed), `with ${field}`).toBe("backup/password");
    }
  });

  it("refuses hostile costs before any work", async () => {
    const isWhole = (value: number) => Number.isSafeInteger(value) && value >= 0;
    for (const parameters of hostileKdfParameters) {
      const hostile = formatBackupFile({ ...file, kdf: { ...file.kdf, ...parameters } });
      const expected = Object.values(parameters).every(isWhole)
        ? "kdf/parameters"
        : "backup/damaged";
      expect(await open(hostile), `with ${JSON.stringify(parameters)}`).toBe(expected);
    }
  });

  it.each(["", "{", "null", "[]", '{"records":{}}', '{"records":[],"more":1}', '{"entries":[]}'])(
    "calls a well-sealed payload of %j damaged",
    async (payload) => {
      expect(await open(await sealPayload(payload))).toBe("backup/damaged");
    },
  );

  it("reports records that are not valid and keeps the others", async () => {
    const records = [account, { ...otp, digits: 99 }, "rubbish", { kind: "note" }, recovery];
    const opened = await openBackup(await sealPayload(JSON.stringify({ records })), password);
    expect(opened.records).toEqual([account, recovery]);
    expect(opened.refused.map(({ index, kind }) => [index, kind])).toEqual([
      [1, "otp"],
      [2, "unknown"],
      [3, "unknown"],
    ]);
    expect(new Set(opened.refused.map(({ reason }) => reason))).toEqual(new Set(["invalid"]));
    expect(JSON.stringify(opened.refused)).not.toContain(otp.secret);
  });

  it("reports and refuses records that belong to another device", async () => {
    const records = [verification, account, log];
    const opened = await openBackup(await sealPayload(JSON.stringify({ records })), password);
    const reason = "of-device";
    expect(opened).toMatchObject({
      records: [account],
      refused: [
        { index: 0, kind: "unknown", reason },
        { index: 2, kind: "unknown", reason },
      ],
    });
    const spoilt = { ...verification, pin: 1 };
    const other = await openBackup(
      await sealPayload(JSON.stringify({ records: [spoilt] })),
      password,
    );
    expect(other).toMatchObject({ records: [], refused: [{ index: 0, kind: "unknown" }] });
  });

  it("takes nothing from a prototype that the payload brings along", async () => {
    const hostile = `{"records":[{"__proto__":${JSON.stringify(account)}}]}`;
    const opened = await openBackup(await sealPayload(hostile), password);
    expect(opened.records).toEqual([]);
    expect(opened.refused).toHaveLength(1);
  });
});
