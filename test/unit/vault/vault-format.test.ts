import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { encodeHex } from "../../../lib/bytes/hex.ts";
import { createVault, unlockVault } from "../../../lib/vault/unlock.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import {
  computeTagIndependently,
  type GoldenVault,
  openRecordIndependently,
  openSlotIndependently,
} from "./independent-vault.ts";
import { MemoryStore } from "./memory-store.ts";
import { allRecords, passkey } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";

// Written by this code with the random source of seed "golden"; never to be written again. A later
// format gets a file of its own beside it.
const path = new URL("../../vectors/vault/v1.json", import.meta.url);
const golden = JSON.parse(readFileSync(path, "utf8")) as GoldenVault;
const documentPath = new URL("../../../docs/vault-format.md", import.meta.url);

function goldenStore(): MemoryStore {
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

describe("vault format 1", () => {
  it("opens the golden vault with its password, record by record", async () => {
    const store = goldenStore();
    const vaultKey = await unlockVault(store, golden.password);
    expect(encodeHex(vaultKey)).toBe(golden.vaultKey);
    const vault = openVault(store, vaultKey, { random: createSeededRandom("unused") });
    expect(await vault.listAll()).toEqual({ records: allRecords, unreadable: [] });
    expect((await vault.findPasskeysByRpId(passkey.rpId)).records).toEqual([passkey]);
  });

  it("writes the golden vault again, byte for byte, from the same random bytes", async () => {
    const store = new MemoryStore();
    const random = createSeededRandom("golden");
    const now = () => golden.header.createdAt;
    const vaultKey = await createVault(store, { password: golden.password, now, random });
    const vault = openVault(store, vaultKey, { random });
    for (const record of allRecords) await vault.put(record);
    expect(store.header).toEqual(golden.header);
    expect(store.records).toEqual(goldenStore().records);
  });

  it("is opened by an independent reading of its document", () => {
    const vaultKey = openSlotIndependently(golden);
    expect(vaultKey.toString("hex")).toBe(golden.vaultKey);
    const { vaultId } = golden.header;
    for (const [i, sealed] of golden.records.entries()) {
      const text = openRecordIndependently(vaultKey, vaultId, sealed);
      expect(Buffer.byteLength(text) % 256).toBe(0);
      expect(text.trimEnd()).toBe(JSON.stringify(allRecords[i]));
      const tag = (type: string, value: string) =>
        computeTagIndependently(vaultKey, vaultId, type, value);
      const record = allRecords[i];
      const tags = [tag("kind", record?.kind ?? "")];
      if (record?.kind === "passkey") {
        tags.push(tag("rpId", record.rpId), tag("credentialId", record.credentialId));
      }
      expect(sealed.tags).toEqual(tags);
    }
  });

  it("is the example of its document", () => {
    const document = readFileSync(documentPath, "utf8");
    const [slot] = golden.header.slots;
    const [first] = golden.records;
    const quoted = [
      golden.password,
      golden.vaultKey,
      golden.header.vaultId,
      String(golden.header.createdAt),
      slot?.salt,
      slot?.nonce,
      slot?.wrappedKey,
      first?.tags[0],
      first?.nonce,
      first?.ciphertext.slice(0, 64),
      first?.ciphertext.slice(-32),
    ];
    for (const value of quoted) expect(document).toContain(value);
  });
});
