import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { encodeHex } from "../../../lib/bytes/hex.ts";
import { parseEmergencyKey } from "../../../lib/vault/emergency-key.ts";
import {
  unlockWithEmergencyKey,
  unlockWithPassword,
  unlockWithPrf,
} from "../../../lib/vault/unlock.ts";
import { type GoldenHeaders, makeGoldenHeaders } from "./golden-header.ts";
import {
  computeMacIndependently,
  openSlotsIndependently,
  readEmergencyKeyIndependently,
} from "./independent-header.ts";
import type { GoldenVault } from "./independent-vault.ts";
import { MemoryStore } from "./memory-store.ts";

// Written once by `golden-header.ts`; never to be written again.
const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const golden = JSON.parse(read("test/vectors/vault/v2-header.json")) as GoldenHeaders;
const first = JSON.parse(read("test/vectors/vault/v1.json")) as GoldenVault;
const headers = [
  ["header", golden.vaultKey],
  ["carriedOver", first.vaultKey],
] as const;

describe("header format 2", () => {
  it.each(headers)("opens the golden %s in every way it has", async (name, vaultKey) => {
    const store = new MemoryStore();
    store.header = golden[name];
    const keys = [
      await unlockWithPassword(store, golden.password),
      await unlockWithEmergencyKey(store, parseEmergencyKey(golden.emergencyKey)),
    ];
    for (const slot of golden[name].slots) {
      if (slot.kind !== "device") continue;
      const output = Uint8Array.from(
        Buffer.from(golden.prfOutputs[slot.credentialId] ?? "", "hex"),
      );
      keys.push(await unlockWithPrf(store, slot.credentialId, output));
    }
    expect(keys.map((unlocked) => encodeHex(unlocked.vaultKey))).toEqual(keys.map(() => vaultKey));
    expect(keys).toHaveLength(golden[name].slots.length);
  });

  it("writes the golden headers again, byte for byte, from the same random bytes", async () => {
    expect(await makeGoldenHeaders(first)).toEqual(golden);
  });

  it.each(headers)("%s is opened by an independent reading of its document", (name, vaultKey) => {
    const header = golden[name];
    const keys = openSlotsIndependently(header, golden);
    expect(keys).toEqual(header.slots.map(() => vaultKey));
    expect(computeMacIndependently(header, vaultKey)).toBe(header.mac);
  });

  it("carries the slot of version 1 over as it was", () => {
    expect(golden.carriedOver.slots[0]).toEqual(first.header.slots[0]);
  });

  it("is the example of its document", () => {
    const document = read("docs/vault-format.md");
    const { header, emergencyKey, vaultKey } = golden;
    const key = readEmergencyKeyIndependently(emergencyKey).toString("hex");
    const [, device, , emergency] = header.slots;
    const quoted = [emergencyKey, key, vaultKey, header.vaultId, header.mac];
    for (const slot of [device, emergency]) {
      quoted.push(slot?.id ?? "?", slot?.nonce ?? "?", slot?.wrappedKey ?? "?");
    }
    if (device?.kind === "device") {
      quoted.push(
        device.credentialId,
        device.prfSalt,
        golden.prfOutputs[device.credentialId] ?? "?",
      );
    }
    for (const value of quoted) expect(document).toContain(value);
  });
});
