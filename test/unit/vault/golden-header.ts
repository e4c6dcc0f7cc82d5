// How the golden headers of version 2 came about: out of the random source of seed "golden-v2", with
// the password of the golden vaults. One has every kind of slot; the other is the golden header of
// version 1 after an emergency key was added to it.

import { addSlot } from "../../../lib/vault/change-slots.ts";
import { formatEmergencyKey } from "../../../lib/vault/emergency-key.ts";
import { createVault } from "../../../lib/vault/unlock.ts";
import type { GoldenHeader, GoldenSecrets } from "./independent-header.ts";
import { MemoryStore } from "./memory-store.ts";
import { createSeededRandom } from "./seeded-random.ts";

export type GoldenHeaders = GoldenSecrets & {
  readonly vaultKey: string;
  readonly header: GoldenHeader;
  /** The vault key of v1.json. */
  readonly carriedOver: GoldenHeader;
};

const CREATED_AT = 1_760_000_000_000;
const ADDED_AT = 1_760_000_200_000;
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** @param first the golden vault of version 1 */
export async function makeGoldenHeaders(first: {
  readonly password: string;
  readonly vaultKey: string;
  readonly header: unknown;
}): Promise<GoldenHeaders> {
  const random = createSeededRandom("golden-v2");
  const ports = { now: () => ADDED_AT, random };
  const { password } = first;
  const store = new MemoryStore();
  const vaultKey = await createVault(store, { password, now: () => CREATED_AT, random });
  const prfOutputs: Record<string, string> = {};
  for (const rpId of [null, "headway.co"]) {
    const credentialId = Buffer.from(random(32)).toString("base64url");
    const [prfSalt, prfOutput] = [random(32), random(32)];
    const device = { kind: "device" as const, credentialId, prfSalt, prfOutput, rpId };
    await addSlot(store, vaultKey, device, ports);
    prfOutputs[credentialId] = toHex(prfOutput);
  }
  const emergencyKey = random(20);
  await addSlot(store, vaultKey, { kind: "emergency", emergencyKey }, ports);

  const older = new MemoryStore();
  older.header = structuredClone(first.header);
  const olderKey = Uint8Array.from(Buffer.from(first.vaultKey, "hex"));
  await addSlot(older, olderKey, { kind: "emergency", emergencyKey }, ports);
  return {
    password,
    emergencyKey: formatEmergencyKey(emergencyKey),
    prfOutputs,
    vaultKey: toHex(vaultKey),
    header: store.header as GoldenHeader,
    carriedOver: older.header as GoldenHeader,
  };
}
