// Writes the golden vaults of version 2 from fixed random bytes: the vault key and header of the latest
// golden vault of version 1, one commit for each record, then one change and one removal. With a path as
// argument it writes the file of the latest, which happened once.

import { writeFileSync } from "node:fs";
import { openVault } from "../../../lib/vault/vault.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import type { SealedManifest, SealedRecord } from "../../../lib/vault/store.ts";
import { goldenV1Passkeys } from "./golden-v1.ts";
import type { GoldenVault2 } from "./independent-vault.ts";
import { MemoryStore } from "./memory-store.ts";
import { vaultRecordsWithDays, otp, passkey } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";

const NOW = 1_760_000_200_000;
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

export async function writeGoldenVault(records: readonly VaultRecord[]): Promise<GoldenVault2> {
  const { vaultKey, header } = goldenV1Passkeys;
  const store = new MemoryStore();
  store.header = header;
  const key = new Uint8Array(Buffer.from(vaultKey, "hex"));
  const vault = openVault(store, key, { now: () => NOW, random: createSeededRandom("golden-2") });
  for (const record of records) await vault.put(record);
  await vault.update(passkey.id, "passkey", (record) => record);
  await vault.remove([otp.id]);
  const { generation, nonce, ciphertext } = store.manifest as SealedManifest;
  return {
    vaultKey,
    header,
    manifest: { generation, nonce: toHex(nonce), ciphertext: toHex(ciphertext) },
    records: [...store.records.values()].map((stored) => {
      const { id, revision, tags, ...bytes } = stored as SealedRecord;
      const [nonceHex, ciphertextHex] = [toHex(bytes.nonce), toHex(bytes.ciphertext)];
      return { id, revision, tags, nonce: nonceHex, ciphertext: ciphertextHex };
    }),
  };
}

const [, script, path] = process.argv;
if (path !== undefined && script?.endsWith("golden-writer.ts") === true) {
  const golden = await writeGoldenVault(vaultRecordsWithDays);
  writeFileSync(path, `${JSON.stringify(golden, null, 2)}\n`, { flag: "wx" });
}
