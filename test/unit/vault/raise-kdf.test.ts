import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  type Argon2Parameters,
  ARGON2_FLOOR,
  deriveArgon2id,
} from "../../../lib/crypto/argon2id.ts";
import { addSlot, replacePassword } from "../../../lib/vault/change-slots.ts";
import { parseHeader } from "../../../lib/vault/header.ts";
import { PASSWORD_SLOT_KDF } from "../../../lib/vault/key-slots.ts";
import { raiseKdf } from "../../../lib/vault/raise-kdf.ts";
import {
  createVault,
  slotsOfKind,
  unlockWithEmergencyKey,
  unlockWithPassword,
} from "../../../lib/vault/unlock.ts";
import { errorCode } from "./error-code.ts";
import type { GoldenVault } from "./independent-vault.ts";
import { MemoryStore } from "./memory-store.ts";
import { createSeededRandom } from "./seeded-random.ts";

type Derive = typeof deriveArgon2id;

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const original = await importOriginal<{ readonly deriveArgon2id: Derive }>();
  const { deriveCheaply } = await import("./cheap-kdf.ts");
  const derive = vi.fn<Derive>(deriveCheaply);
  return { ...original, deriveArgon2id: derive, deriveForReal: original.deriveArgon2id };
});

const password = "correct horse battery";
const other = "another password";
const emergencyKey = new Uint8Array(20).fill(5);
const ports = { now: () => 1_760_000_000_000, random: createSeededRandom("raise") };

let store: MemoryStore;
const kdfs = () => slotsOfKind(parseHeader(store.header), "password").map(({ kdf }) => kdf);
const raised = { name: "argon2id", ...PASSWORD_SLOT_KDF };

const make = (kdf: Argon2Parameters) => createVault(store, { password, kdf, ...ports });
async function unlockAndRaise(word = password) {
  const unlocked = await unlockWithPassword(store, word);
  return raiseKdf(store, unlocked, word, ports);
}

beforeEach(() => {
  store = new MemoryStore();
});

describe("raising the cost of the password", () => {
  it.each([
    ["less memory", { memoryKiB: 32_768, iterations: 10, parallelism: 1 }],
    ["fewer passes", { memoryKiB: 65_536, iterations: 2, parallelism: 1 }],
    ["more memory and much fewer passes", { memoryKiB: 131_072, iterations: 1, parallelism: 1 }],
    ["the lowest cost", ARGON2_FLOOR],
  ])("seals a slot of %s anew", async (_what, kdf) => {
    const vaultKey = await make(kdf);
    expect(await unlockAndRaise()).toBe("raised");
    expect(kdfs()).toEqual([raised]);
    expect((await unlockWithPassword(store, password)).vaultKey).toEqual(vaultKey);
    expect(await unlockAndRaise()).toBe("not-needed");
  });

  it.each([
    ["the usual cost", PASSWORD_SLOT_KDF],
    ["more memory and as much work", { memoryKiB: 196_608, iterations: 1, parallelism: 1 }],
    ["more passes", { memoryKiB: 65_536, iterations: 4, parallelism: 1 }],
    ["more lanes", { memoryKiB: 65_536, iterations: 3, parallelism: 4 }],
  ])("leaves a slot of %s alone", async (_what, kdf) => {
    await make(kdf);
    const before = structuredClone(store.header);
    expect(await unlockAndRaise()).toBe("not-needed");
    expect(store.header).toEqual(before);
  });

  it("touches the slot that opened, at its place, and no other", async () => {
    const vaultKey = await make(ARGON2_FLOOR);
    await addSlot(store, vaultKey, { kind: "password", password: other, kdf: ARGON2_FLOOR }, ports);
    await addSlot(store, vaultKey, { kind: "emergency", emergencyKey }, ports);
    expect(await unlockAndRaise()).toBe("raised");
    expect(kdfs()).toEqual([raised, { name: "argon2id", ...ARGON2_FLOOR }]);
    expect((await unlockWithEmergencyKey(store, emergencyKey)).vaultKey).toEqual(vaultKey);
    expect(await unlockAndRaise(other)).toBe("raised");
    expect(kdfs()).toEqual([raised, raised]);
  });

  it("never fails the unlock, and does it the next time", async () => {
    await make(ARGON2_FLOOR);
    for (const [failure, outcome] of [
      ["before", "failed"],
      // What reads back is what was written.
      ["after", "raised"],
    ] as const) {
      store.failNextCommit = failure;
      expect(await unlockAndRaise()).toBe(outcome);
      expect(await errorCode(() => unlockWithPassword(store, password))).toBe("none");
    }
    expect(await unlockAndRaise()).toBe("not-needed");
    const bug = new TypeError("A bug");
    store = new MemoryStore();
    await make(ARGON2_FLOOR);
    store.onCommit = () => {
      throw bug;
    };
    await expect(unlockAndRaise()).rejects.toThrow(bug);
  });

  it("brings no password back that was replaced meanwhile", async () => {
    const vaultKey = await make(ARGON2_FLOOR);
    const unlocked = await unlockWithPassword(store, password);
    store.onCommit = async () => {
      store.onCommit = () => undefined;
      await replacePassword(store, vaultKey, { password: other }, ports);
    };
    expect(await raiseKdf(store, unlocked, password, ports)).toBe("failed");
    expect(await errorCode(() => unlockWithPassword(store, password))).toBe("vault/password");
    expect(await errorCode(() => unlockWithPassword(store, other))).toBe("none");
    expect(await raiseKdf(store, unlocked, password, ports)).toBe("not-needed");
  });
});

describe("a vault of version 1", () => {
  const golden = JSON.parse(
    readFileSync(new URL("../../vectors/vault/v1.json", import.meta.url), "utf8"),
  ) as GoldenVault;
  const vaultKey = Uint8Array.from(Buffer.from(golden.vaultKey, "hex"));

  beforeEach(async () => {
    const module: unknown = await import("../../../lib/crypto/argon2id.ts");
    const { deriveForReal } = module as { readonly deriveForReal: Derive };
    vi.mocked(deriveArgon2id).mockImplementation(deriveForReal);
    store.header = structuredClone(golden.header);
  });

  it("is left as it is by an unlock at the usual cost", async () => {
    const unlocked = await unlockWithPassword(store, golden.password);
    expect(unlocked.vaultKey).toEqual(vaultKey);
    expect(await raiseKdf(store, unlocked, golden.password, ports)).toBe("not-needed");
    expect(store.header).toEqual(golden.header);
  });

  it("becomes one of version 2 with the next slot, its password's slot carried over", async () => {
    await addSlot(store, vaultKey, { kind: "emergency", emergencyKey }, ports);
    const header = parseHeader(store.header);
    expect(header.version).toBe(2);
    expect(header.slots[0]).toEqual(golden.header.slots[0]);
    expect((await unlockWithPassword(store, golden.password)).vaultKey).toEqual(vaultKey);
    expect((await unlockWithEmergencyKey(store, emergencyKey)).vaultKey).toEqual(vaultKey);
  });

  it("has its password's slot sealed anew at the next unlock after that", async () => {
    await addSlot(store, vaultKey, { kind: "emergency", emergencyKey }, ports);
    const unlocked = await unlockWithPassword(store, golden.password);
    expect(await raiseKdf(store, unlocked, golden.password, ports)).toBe("raised");
    expect(slotsOfKind(parseHeader(store.header), "password")).toMatchObject([{ sealVersion: 2 }]);
    expect((await unlockWithPassword(store, golden.password)).vaultKey).toEqual(vaultKey);
  });
});
