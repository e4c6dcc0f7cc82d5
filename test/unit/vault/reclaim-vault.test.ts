import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import { addSlot } from "../../../lib/vault/change-slots.ts";
import { parseHeader } from "../../../lib/vault/header.ts";
import { reclaimVault } from "../../../lib/vault/reclaim-vault.ts";
import {
  createVault,
  unlockWithEmergencyKey,
  unlockWithPassword,
} from "../../../lib/vault/unlock.ts";
import { errorCode } from "./error-code.ts";
import { MemoryStore } from "./memory-store.ts";
import { createSeededRandom } from "./seeded-random.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("./cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const secret = { kind: "password" as const, password: "correct horse battery" };
const emergencyKey = new Uint8Array(20).fill(5);
const ports = { now: () => 1_760_000_000_000, random: createSeededRandom("reclaim") };

let store: MemoryStore;
let vaultKey: Bytes;

const kinds = () => parseHeader(store.header).slots.map(({ kind }) => kind);
const alter = () => {
  store.header = { ...parseHeader(store.header), mac: "A".repeat(43) };
};

beforeEach(async () => {
  store = new MemoryStore();
  vaultKey = await createVault(store, { ...secret, ...ports });
  await addSlot(store, vaultKey, { kind: "emergency", emergencyKey }, ports);
});

describe("reclaiming a vault whose header was altered", () => {
  it("keeps the slot that opened, alone, and the vault is as any other again", async () => {
    alter();
    expect(await errorCode(() => unlockWithPassword(store, secret.password))).toBe("vault/altered");
    expect((await reclaimVault(store, secret)).vaultKey).toEqual(vaultKey);
    expect(kinds()).toEqual(["password"]);
    expect((await unlockWithPassword(store, secret.password)).vaultKey).toEqual(vaultKey);
    await addSlot(store, vaultKey, { kind: "emergency", emergencyKey }, ports);
    expect(kinds()).toEqual(["password", "emergency"]);
  });

  it("works with the emergency key as well", async () => {
    alter();
    await reclaimVault(store, { kind: "emergency", emergencyKey });
    expect(kinds()).toEqual(["emergency"]);
    expect((await unlockWithEmergencyKey(store, emergencyKey)).vaultKey).toEqual(vaultKey);
  });

  it("changes nothing without the right secret", async () => {
    alter();
    const before = structuredClone(store.header);
    const wrong = { ...secret, password: "an intruder's" };
    expect(await errorCode(() => reclaimVault(store, wrong))).toBe("vault/password");
    const wrongKey = { kind: "emergency" as const, emergencyKey: new Uint8Array(20) };
    expect(await errorCode(() => reclaimVault(store, wrongKey))).toBe("vault/emergency-key");
    expect(store.header).toEqual(before);
  });

  it("changes nothing where nothing was altered", async () => {
    const before = structuredClone(store.header);
    expect((await reclaimVault(store, secret)).vaultKey).toEqual(vaultKey);
    expect(store.header).toEqual(before);
  });

  it("fails when the storage fails or another came first, and can be done again", async () => {
    alter();
    store.failNextCommit = "before";
    expect(await errorCode(() => reclaimVault(store, secret))).toBe("vault/storage");
    store.onCommit = () => {
      store.onCommit = () => undefined;
      store.header = { ...parseHeader(store.header), mac: "B".repeat(42) + "A" };
    };
    expect(await errorCode(() => reclaimVault(store, secret))).toBe("vault/conflict");
    await reclaimVault(store, secret);
    expect(kinds()).toEqual(["password"]);
  });
});
