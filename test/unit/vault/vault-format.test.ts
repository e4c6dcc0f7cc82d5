import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { encodeHex } from "../../../lib/bytes/hex.ts";
import { unlockWithPassword } from "../../../lib/vault/unlock.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import { goldenV1, goldenV1Passkeys } from "./golden-v1.ts";
import {
  goldenV2,
  goldenV2Codes,
  goldenV2Days,
  goldenV2Fills,
  goldenV2Lock,
  goldenV2Notes,
  goldenV2Undo,
  storeOfVersion1,
  storeOfVersion2,
} from "./golden-vaults.ts";
import {
  computeOuterIdIndependently,
  computeSumIndependently,
  computeTag2Independently,
  computeTagIndependently,
  openManifestIndependently,
  openRecord2Independently,
  openRecordIndependently,
  openSlotIndependently,
} from "./independent-vault.ts";
import { writeGoldenVault } from "./golden-writer.ts";
import {
  allRecords,
  asFirstWritten,
  asInFormat1,
  latestVaultRecords,
  otp,
  passkey,
  vaultRecords,
  vaultRecordsWithCodes,
  vaultRecordsWithDays,
  vaultRecordsWithFills,
  vaultRecordsWithLock,
  vaultRecordsWithUndo,
} from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";

const document = (name: string) =>
  readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), "utf8");
const ports = { now: () => 0, random: createSeededRandom("unused") };

describe("vault format 1, of headers and records", () => {
  it.each([
    ["v1", goldenV1, allRecords],
    ["v1-passkeys", goldenV1Passkeys, vaultRecords],
  ] as const)("opens the golden vault %s with its password", async (_name, golden, records) => {
    const store = storeOfVersion1(golden);
    const { vaultKey } = await unlockWithPassword(store, golden.password);
    expect(encodeHex(vaultKey)).toBe(golden.vaultKey);
    const vault = openVault(store, vaultKey, ports);
    expect(await vault.listAll()).toEqual({ records, unreadable: [], generation: 1 });
    expect((await vault.findPasskeysByRpId("headway.co")).records).toEqual(
      records.filter(({ kind }) => kind === "passkey"),
    );
    expect(await vault.checkManifest()).toMatchObject({ state: "whole", count: records.length });
  });

  it.each([
    ["v1", goldenV1, allRecords.map(asFirstWritten)],
    ["v1-passkeys", goldenV1Passkeys, vaultRecords.map(asInFormat1)],
  ] as const)("%s is opened by an independent reading of its document", (_name, golden, texts) => {
    const vaultKey = openSlotIndependently(golden);
    expect(vaultKey.toString("hex")).toBe(golden.vaultKey);
    const { vaultId } = golden.header;
    for (const [i, sealed] of golden.records.entries()) {
      const text = openRecordIndependently(vaultKey, vaultId, sealed);
      expect(Buffer.byteLength(text) % 256).toBe(0);
      expect(text.trimEnd()).toBe(JSON.stringify(texts[i]));
      const tag = (type: string, value: string) =>
        computeTagIndependently(vaultKey, vaultId, type, value);
      const record = vaultRecords.find(({ id }) => id === sealed.id);
      const tags = [tag("kind", record?.kind ?? "")];
      if (record?.kind === "passkey") {
        tags.push(tag("rpId", record.rpId), tag("credentialId", record.credentialId));
      }
      expect(sealed.tags).toEqual(tags);
    }
  });

  it("is the example of its document", () => {
    const [slot] = goldenV1.header.slots;
    const [record] = goldenV1.records;
    const quoted = [
      goldenV1.password,
      goldenV1.vaultKey,
      goldenV1.header.vaultId,
      String(goldenV1.header.createdAt),
      slot?.salt,
      slot?.nonce,
      slot?.wrappedKey,
      record?.tags[0],
      record?.nonce,
      record?.ciphertext.slice(0, 64),
      record?.ciphertext.slice(-32),
    ];
    for (const value of quoted) expect(document("vault-format-v1")).toContain(value);
  });
});

describe("vault format 2", () => {
  const vaultKey = Buffer.from(goldenV2.vaultKey, "hex");
  const { vaultId } = goldenV2.header;

  it.each([
    ["v2", goldenV2, vaultRecords],
    ["v2-codes", goldenV2Codes, vaultRecordsWithCodes],
    ["v2-notes", goldenV2Notes, latestVaultRecords],
    ["v2-lock", goldenV2Lock, vaultRecordsWithLock],
    ["v2-fills", goldenV2Fills, vaultRecordsWithFills],
    ["v2-undo", goldenV2Undo, vaultRecordsWithUndo],
    ["v2-days", goldenV2Days, vaultRecordsWithDays],
  ] as const)("opens the golden vault %s", async (_name, golden, kept) => {
    const store = storeOfVersion2(golden);
    const vault = openVault(store, new Uint8Array(vaultKey), ports);
    const { records, unreadable } = await vault.listAll();
    expect(unreadable).toEqual([]);
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    const left = kept.filter(({ id }) => id !== otp.id);
    expect(records.toSorted(byId)).toEqual(left.toSorted(byId));
    expect((await vault.findPasskeysByRpId("headway.co")).records).toHaveLength(2);
    expect((await vault.listTombstones()).map(({ id }) => id)).toEqual([otp.id]);
    expect(await vault.checkManifest()).toEqual({
      state: "whole",
      generation: golden.manifest.generation,
      count: golden.records.length,
    });
  });

  it.each([
    ["v2", goldenV2, vaultRecords],
    ["v2-codes", goldenV2Codes, vaultRecordsWithCodes],
    ["v2-notes", goldenV2Notes, latestVaultRecords],
    ["v2-lock", goldenV2Lock, vaultRecordsWithLock],
    ["v2-fills", goldenV2Fills, vaultRecordsWithFills],
    ["v2-undo", goldenV2Undo, vaultRecordsWithUndo],
    ["v2-days", goldenV2Days, vaultRecordsWithDays],
  ] as const)(
    "writes the golden vault %s again, byte for byte, from the same random bytes",
    async (_name, golden, records) => {
      expect(await writeGoldenVault(records)).toEqual(golden);
    },
  );

  it.each([
    ["v2", goldenV2, vaultRecords],
    ["v2-codes", goldenV2Codes, vaultRecordsWithCodes],
    ["v2-notes", goldenV2Notes, latestVaultRecords],
    ["v2-lock", goldenV2Lock, vaultRecordsWithLock],
    ["v2-fills", goldenV2Fills, vaultRecordsWithFills],
    ["v2-undo", goldenV2Undo, vaultRecordsWithUndo],
    ["v2-days", goldenV2Days, vaultRecordsWithDays],
  ] as const)("%s is opened by an independent reading of its document", (_name, golden, kept) => {
    const expected = kept.map((record) => {
      const isGone = record.id === otp.id;
      return {
        version: 2,
        id: record.id,
        kind: record.kind,
        revision: isGone || record.id === passkey.id ? 2 : 1,
        device: encodeBase64url(createSeededRandom("golden-2")(16)),
        deletedAt: isGone ? 1_760_000_200_000 : null,
        record: isGone ? null : record,
      };
    });
    const texts = golden.records.map((sealed) => {
      const text = openRecord2Independently(vaultKey, vaultId, sealed);
      expect(Buffer.byteLength(text) % 1024).toBe(0);
      return text.trimEnd();
    });
    expect(texts).toEqual(expected.map((inside) => JSON.stringify(inside)));
    for (const [i, { id }] of expected.entries()) {
      const outer = computeOuterIdIndependently(vaultKey, vaultId, id);
      expect(golden.records[i]?.id).toBe(outer);
    }
  });

  it("gives equal values the numbers 0, 1, 2, … of an independent reading", () => {
    const tag = (type: string, value: string, n: number) =>
      computeTag2Independently(vaultKey, vaultId, type, value, n);
    const account = "account-1";
    const tagsOf = (id: string) =>
      goldenV2.records[vaultRecords.findIndex((r) => r.id === id)]?.tags;
    expect(tagsOf(otp.id)?.[2]).toBe(tag("account", account, 0));
    expect(tagsOf(passkey.id)?.slice(0, 3)).toEqual([
      tag("rpId", "headway.co", 0),
      tag("credentialId", passkey.credentialId, 0),
      tag("account", account, 1),
    ]);
    expect(tagsOf(account)?.[3]).toBe(tag("accountName", "provider/ada@example.com", 0));
    expect(tagsOf("recovery-1")?.[2]).toBe(tag("account", account, 2));
    expect(tagsOf("passkey-2")?.[0]).toBe(tag("rpId", "headway.co", 1));
    expect(tagsOf("passkey-2")?.[2]).toBe(tag("account", account, 3));
  });

  it("has a manifest that an independent reading opens and computes", () => {
    const text = openManifestIndependently(vaultKey, vaultId, goldenV2.manifest);
    expect(Buffer.byteLength(text)).toBe(256);
    expect(text.trimEnd()).toBe(
      JSON.stringify({
        version: 2,
        generation: vaultRecords.length + 2,
        count: vaultRecords.length,
        sum: computeSumIndependently(vaultKey, vaultId, goldenV2.records),
        device: encodeBase64url(createSeededRandom("golden-2")(16)),
      }),
    );
  });

  it("is the example of its document", () => {
    const [first] = goldenV2.records;
    const quoted = [
      goldenV2.vaultKey,
      vaultId,
      first?.id,
      ...(first?.tags ?? []),
      first?.nonce,
      first?.ciphertext.slice(0, 64),
      first?.ciphertext.slice(-32),
      String(goldenV2.manifest.generation),
      goldenV2.manifest.nonce,
      goldenV2.manifest.ciphertext.slice(0, 64),
      goldenV2.manifest.ciphertext.slice(-32),
      computeSumIndependently(vaultKey, vaultId, goldenV2.records),
      computeTag2Independently(vaultKey, vaultId, "rpId", "headway.co", 0),
    ];
    for (const value of quoted) expect(document("vault-format")).toContain(value);
  });
});
