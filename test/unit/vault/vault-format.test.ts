import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { encodeHex } from "../../../lib/bytes/hex.ts";
import { createVault, unlockWithPassword } from "../../../lib/vault/unlock.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import {
  computeTagIndependently,
  type GoldenVault,
  openRecordIndependently,
  openSlotIndependently,
} from "./independent-vault.ts";
import { MemoryStore } from "./memory-store.ts";
import { allRecords, asFirstWritten, vaultRecords } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";

// Written by this code with the random source of seed "golden"; never to be written again. `v1.json`
// is of the first release, whose records had fewer fields; `v1-passkeys.json` has every field and kind.
// A later format gets a file of its own beside them.
const readGolden = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../vectors/vault/${name}.json`, import.meta.url), "utf8"),
  ) as GoldenVault;
const first = readGolden("v1");
const latest = readGolden("v1-passkeys");
const documentPath = new URL("../../../docs/vault-format.md", import.meta.url);

function storeOf(golden: GoldenVault): MemoryStore {
  const store = new MemoryStore();
  store.header = golden.header;
  for (const { nonce, ciphertext, ...rest } of golden.records) {
    const [nonceBytes, sealed] = [nonce, ciphertext].map((hex) => Buffer.from(hex, "hex"));
    store.records.set(rest.id, {
      ...rest,
      nonce: new Uint8Array(nonceBytes ?? []),
      ciphertext: new Uint8Array(sealed ?? []),
    });
  }
  return store;
}

describe("vault format 1, of headers and records", () => {
  it.each([
    ["v1", first, allRecords],
    ["v1-passkeys", latest, vaultRecords],
  ] as const)("opens the golden vault %s with its password", async (_name, golden, records) => {
    const store = storeOf(golden);
    const { vaultKey } = await unlockWithPassword(store, golden.password);
    expect(encodeHex(vaultKey)).toBe(golden.vaultKey);
    const vault = openVault(store, vaultKey, { random: createSeededRandom("unused") });
    expect(await vault.listAll()).toEqual({ records, unreadable: [] });
    expect((await vault.findPasskeysByRpId("headway.co")).records).toEqual(
      records.filter(({ kind }) => kind === "passkey"),
    );
  });

  it("writes the latest golden records again, byte for byte, from the same random bytes", async () => {
    const store = new MemoryStore();
    const random = createSeededRandom("golden");
    const now = () => latest.header.createdAt;
    const vaultKey = await createVault(store, { password: latest.password, now, random });
    const vault = openVault(store, vaultKey, { random });
    for (const record of vaultRecords) await vault.put(record);
    expect(encodeHex(vaultKey)).toBe(latest.vaultKey);
    expect(store.records).toEqual(storeOf(latest).records);
  });

  it.each([
    ["v1", first, allRecords.map(asFirstWritten)],
    ["v1-passkeys", latest, vaultRecords],
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
    const document = readFileSync(documentPath, "utf8");
    const [slot] = first.header.slots;
    const [record] = first.records;
    const quoted = [
      first.password,
      first.vaultKey,
      first.header.vaultId,
      String(first.header.createdAt),
      slot?.salt,
      slot?.nonce,
      slot?.wrappedKey,
      record?.tags[0],
      record?.nonce,
      record?.ciphertext.slice(0, 64),
      record?.ciphertext.slice(-32),
    ];
    for (const value of quoted) expect(document).toContain(value);
  });
});
