import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { BACKUP_KDF, openBackup, sealBackup } from "../../../lib/exchange/backup.ts";
import { encodeBackupHeader, parseBackupFile } from "../../../lib/exchange/backup-file.ts";
import {
  allRecords,
  asFirstWritten,
  asInFormat1,
  asWithLocks,
  backupRecords,
  backupRecordsWithFills,
  latestBackupRecords,
} from "../vault/sample-records.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import { readEmergencyKeyIndependently } from "../vault/independent-header.ts";
import { openBackupIndependently } from "./independent-backup.ts";

// Written by this code with the random source of seed "golden"; never to be written again. `v1.json`
// is of the first release, whose records had fewer fields, `v1-passkeys.json` and `v1-locks.json` of times
// with more of them; `v1-codes.json` has every type of code, and `v1-fills.json` every field. A later format gets a
// file of its own beside them. `v1-emergency-key.json` holds what `v1-codes.json` does, under an emergency key.
const readGolden = (name: string) =>
  readFileSync(new URL(`../../vectors/backup/${name}.json`, import.meta.url), "utf8");
const first = readGolden("v1");
const withPasskeys = readGolden("v1-passkeys");
const withLocks = readGolden("v1-locks");
const withCodes = readGolden("v1-codes");
const latest = readGolden("v1-fills");
const underKey = readGolden("v1-emergency-key");
/** Bytes 0 to 19. */
const emergencyKeyBytes = Uint8Array.from({ length: 20 }, (_, i) => i);
const emergencyKey = "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-VK";
const readDocument = () =>
  readFileSync(new URL("../../../docs/backup-format.md", import.meta.url), "utf8");
const password = "correct horse battery staple";
const createdAt = 1_760_000_000_000;

describe("backup format 1", () => {
  it.each([
    ["v1", first, allRecords],
    ["v1-passkeys", withPasskeys, backupRecords],
    ["v1-locks", withLocks, backupRecords],
    ["v1-codes", withCodes, latestBackupRecords],
    ["v1-fills", latest, backupRecordsWithFills],
  ] as const)("opens the golden backup %s", async (_name, golden, records) => {
    expect(await openBackup(golden, password)).toEqual({ createdAt, records, refused: [] });
  });

  it("writes the latest golden backups again, byte for byte, from the same random bytes", async () => {
    const ports = { now: () => createdAt, random: createSeededRandom("golden") };
    expect(await sealBackup(latestBackupRecords, password, ports)).toBe(withCodes);
    const again = { ...ports, random: createSeededRandom("golden") };
    expect(await sealBackup(backupRecordsWithFills, password, again)).toBe(latest);
  });

  it("costs 128 MiB, 3 passes and 1 lane", () => {
    expect(BACKUP_KDF).toEqual({ memoryKiB: 131_072, iterations: 3, parallelism: 1 });
    expect(parseBackupFile(latest).kdf).toMatchObject(BACKUP_KDF);
  });

  it.each([
    ["v1", first, allRecords.map(asFirstWritten)],
    ["v1-passkeys", withPasskeys, backupRecords.map(asInFormat1)],
    ["v1-locks", withLocks, backupRecords.map(asWithLocks)],
    ["v1-codes", withCodes, latestBackupRecords],
    ["v1-fills", latest, backupRecordsWithFills],
  ] as const)("%s is opened by an independent reading of its document", (_name, golden, texts) => {
    const opened = openBackupIndependently(golden, password);
    expect(opened.keyCheck).toBe("waykey-backup/1");
    expect(opened.additionalData).toBe(decodeUtf8(encodeBackupHeader(parseBackupFile(golden))));
    expect(Buffer.byteLength(opened.payload) % 4096).toBe(0);
    expect(opened.payload.trimEnd()).toBe(JSON.stringify({ records: texts }));
  });

  it("is opened under an emergency key by an independent reading of its document", async () => {
    // As the document says: the key as it is printed is the password.
    expect(readEmergencyKeyIndependently(emergencyKey)).toEqual(Buffer.from(emergencyKeyBytes));
    const { payload } = openBackupIndependently(underKey, emergencyKey);
    expect(payload.trimEnd()).toBe(JSON.stringify({ records: latestBackupRecords }));
    const opened = { createdAt, records: latestBackupRecords, refused: [] };
    const typings = [emergencyKey, emergencyKey.toLowerCase().replaceAll("-", "")];
    for (const typed of typings) expect(await openBackup(underKey, typed)).toEqual(opened);
    expect(readDocument()).toContain(emergencyKey);
  });

  it("is the example of its document", () => {
    const document = readDocument();
    const file = parseBackupFile(first);
    const quoted = [
      password,
      file.kdf.salt,
      file.keyCheck,
      file.nonce,
      file.payload.slice(0, 43),
      decodeUtf8(encodeBackupHeader(file)),
    ];
    for (const value of quoted) expect(document).toContain(value);
  });
});
