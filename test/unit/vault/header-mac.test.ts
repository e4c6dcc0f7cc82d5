import { beforeEach, describe, expect, it, vi } from "vitest";
import { type NewSlot, addSlot, removeSlot } from "../../../lib/vault/change-slots.ts";
import { authenticateHeader, checkHeader } from "../../../lib/vault/header-mac.ts";
import { parseHeader, type VaultHeaderV2 } from "../../../lib/vault/header.ts";
import { createPasswordSlot, PASSWORD_SLOT_KDF } from "../../../lib/vault/key-slots.ts";
import {
  createVault,
  unlockWithEmergencyKey,
  unlockWithPassword,
  unlockWithPrf,
  verifyPassword,
} from "../../../lib/vault/unlock.ts";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import { errorCode } from "./error-code.ts";
import { MemoryStore } from "./memory-store.ts";
import { createSeededRandom } from "./seeded-random.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("./cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const password = "correct horse battery";
const prfOutput = new Uint8Array(32).fill(9);
const emergencyKey = new Uint8Array(20).fill(5);
const device: NewSlot = {
  kind: "device",
  credentialId: "AAECAwQF",
  prfSalt: new Uint8Array(32).fill(3),
  prfOutput,
  rpId: "headway.co",
};
const ports = { now: () => 1_760_000_000_000, random: createSeededRandom("mac") };

let store: MemoryStore;
let vaultKey: Bytes;
let header: VaultHeaderV2;

function readHeader(): VaultHeaderV2 {
  const read = parseHeader(store.header);
  if (read.version !== 2) throw new Error("The header must be of version 2");
  return read;
}

beforeEach(async () => {
  store = new MemoryStore();
  vaultKey = await createVault(store, { password, ...ports });
  await addSlot(store, vaultKey, device, ports);
  await addSlot(store, vaultKey, { kind: "emergency", emergencyKey }, ports);
  header = readHeader();
});

/** The codes of all ways to unlock. */
async function unlockAll(): Promise<readonly string[]> {
  return [
    await errorCode(() => unlockWithPassword(store, password)),
    await errorCode(() => verifyPassword(store, password)),
    await errorCode(() => unlockWithPrf(store, "AAECAwQF", prfOutput)),
    await errorCode(() => unlockWithEmergencyKey(store, emergencyKey)),
  ];
}

const altered = ["vault/altered", "vault/altered", "vault/altered", "vault/altered"];

describe("the authentication of the header", () => {
  it("passes what Waykey wrote", async () => {
    expect(await unlockAll()).toEqual(["none", "none", "none", "none"]);
    expect(await checkHeader(vaultKey, header)).toBeUndefined();
  });

  it("shows that a slot was removed", async () => {
    const [first, second, third] = header.slots;
    store.header = { ...header, slots: [first, second] };
    expect(await unlockAll()).toEqual([
      "vault/altered",
      "vault/altered",
      "vault/altered",
      "vault/no-slot",
    ]);
    store.header = { ...header, slots: [second, third] };
    expect((await unlockAll()).slice(2)).toEqual(["vault/altered", "vault/altered"]);
  });

  it("counts its changes, and shows a count that was altered", async () => {
    expect(header.revision).toBe(3);
    store.header = { ...header, revision: 4 };
    expect(await unlockAll()).toEqual(altered);
  });

  it("shows that a slot was added, exchanged for an older one, or put elsewhere", async () => {
    const [first, second, third] = header.slots;
    if (first === undefined || second === undefined || third === undefined) throw new Error("3");
    const strange = await createPasswordSlot(
      header,
      new Uint8Array(32),
      "an intruder's password",
      PASSWORD_SLOT_KDF,
      ports.random,
    );
    store.header = { ...header, slots: [...header.slots, strange] };
    expect(await unlockAll()).toEqual(altered);
    store.header = { ...header, slots: [first, third, second] };
    expect(await unlockAll()).toEqual(altered);
    store.header = header;
    await removeSlot(store, vaultKey, third.id);
    store.header = { ...readHeader(), slots: [first, second, third] };
    expect(await unlockAll()).toEqual(altered);
  });

  it("lets an intruder's own slot open nothing", async () => {
    const intruder = "an intruder's password";
    const theirKey = new Uint8Array(32);
    const slot = await createPasswordSlot(
      header,
      theirKey,
      intruder,
      PASSWORD_SLOT_KDF,
      ports.random,
    );
    store.header = { ...header, slots: [...header.slots, slot] };
    expect(await errorCode(() => unlockWithPassword(store, intruder))).toBe("vault/altered");
    const theirs = await authenticateHeader(theirKey, header, [...header.slots, slot]);
    store.header = theirs;
    expect(await unlockAll()).toEqual(altered);
  });

  it("shows every change of any one character, of what the unlocking slot does not bind too", async () => {
    const text = JSON.stringify(header);
    let reached = 0;
    for (let i = 0; i < text.length; i++) {
      const changed = String.fromCodePoint((text.codePointAt(i) ?? 0) ^ 1);
      try {
        store.header = JSON.parse(text.slice(0, i) + changed + text.slice(i + 1));
      } catch {
        continue;
      }
      const code = await errorCode(() => unlockWithEmergencyKey(store, emergencyKey));
      expect(code, `at ${i}`).not.toBe("none");
      if (code === "vault/altered") reached++;
    }
    expect(reached).toBeGreaterThan(200);
  });

  it("wipes the key it does not give out, and the copy it was checked with", async () => {
    const wiped: string[] = [];
    const spy = vi.spyOn(Uint8Array.prototype, "fill").mockImplementation(function (
      this: Uint8Array,
    ) {
      wiped.push(this.join());
      this.set(new Uint8Array(this.length));
      return this;
    });
    store.header = { ...header, mac: "A".repeat(43) };
    const code = await errorCode(() => unlockWithEmergencyKey(store, emergencyKey));
    spy.mockRestore();
    expect(code).toBe("vault/altered");
    expect(wiped.filter((bytes) => bytes === vaultKey.join())).toHaveLength(2);
  });

  it("has nothing to say of a header of version 1", async () => {
    const { mac: _mac, revision: _revision, slots: _slots, ...rest } = header;
    const first = parseHeader({
      ...rest,
      version: 1,
      slots: header.slots
        .filter((slot) => slot.kind === "password")
        .map(({ sealVersion: _v2, ...slot }) => slot),
    });
    expect(await checkHeader(new Uint8Array(32), first)).toBeUndefined();
  });

  it("is not got round by calling the header one of version 1", async () => {
    const { mac: _mac, revision: _revision, slots: _slots, ...rest } = header;
    const slots = header.slots
      .filter((slot) => slot.kind === "password")
      .map(({ sealVersion: _v2, ...slot }) => slot);
    store.header = { ...rest, version: 1, slots };
    expect(await errorCode(() => unlockWithPassword(store, password))).toBe("vault/password");
  });
});
