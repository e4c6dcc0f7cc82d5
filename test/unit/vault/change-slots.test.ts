import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  addSlot,
  changeSlots,
  removeSlot,
  replaceEmergencyKey,
  replacePassword,
} from "../../../lib/vault/change-slots.ts";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { type KeySlot, parseHeader, type VaultHeaderV2 } from "../../../lib/vault/header.ts";
import { PASSWORD_SLOT_KDF } from "../../../lib/vault/key-slots.ts";
import {
  createVault,
  slotsOfKind,
  unlockWithEmergencyKey,
  unlockWithPassword,
  unlockWithPrf,
} from "../../../lib/vault/unlock.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import { errorCode } from "./error-code.ts";
import { MemoryStore } from "./memory-store.ts";
import { account } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("./cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const password = "correct horse battery";
const prfOutput = new Uint8Array(32).fill(9);
const emergencyKey = new Uint8Array(20).fill(5);
const otherKey = new Uint8Array(20).fill(6);
const phone = {
  kind: "device" as const,
  credentialId: "AAECAwQF",
  prfSalt: new Uint8Array(32).fill(3),
  prfOutput,
  rpId: null,
};
const ports = { now: () => 1_760_000_000_000, random: createSeededRandom("changes") };

let store: MemoryStore;
let vaultKey: Bytes;

const header = () => parseHeader(store.header);
const slots = (): readonly KeySlot[] => header().slots;
const kinds = () => slots().map(({ kind }) => kind);
const byPassword = (word: string) => errorCode(() => unlockWithPassword(store, word));
const byEmergencyKey = (key: Bytes) => errorCode(() => unlockWithEmergencyKey(store, key));
const byPrf = (answer = prfOutput, id = phone.credentialId) =>
  errorCode(() => unlockWithPrf(store, id, answer));
const add = (slot: Parameters<typeof addSlot>[2]) => addSlot(store, vaultKey, slot, ports);
const addEmergency = () => add({ kind: "emergency", emergencyKey });
const remove = (id: string) => errorCode(() => removeSlot(store, vaultKey, id));

beforeEach(async () => {
  store = new MemoryStore();
  vaultKey = await createVault(store, { password, ...ports });
});

/** Runs `write` once, just before the next commit of anybody else checks its expectations. */
function letRivalIn(write: () => Promise<unknown>): void {
  store.onCommit = async () => {
    store.onCommit = () => undefined;
    await write();
  };
}

describe("adding a slot", () => {
  it("gives the vault another way to the same key", async () => {
    const [deviceId, emergencyId] = [await add(phone), await addEmergency()];
    expect(kinds()).toEqual(["password", "device", "emergency"]);
    expect(await unlockWithPassword(store, password)).toEqual({
      vaultKey,
      slotId: slots()[0]?.id,
    });
    expect(await unlockWithPrf(store, phone.credentialId, prfOutput)).toEqual({
      vaultKey,
      slotId: deviceId,
    });
    expect(await unlockWithEmergencyKey(store, emergencyKey)).toEqual({
      vaultKey,
      slotId: emergencyId,
    });
  });

  it("leaves the records as they were", async () => {
    await openVault(store, vaultKey, ports).put(account);
    const before = structuredClone(store.records);
    await addEmergency();
    await replacePassword(store, vaultKey, { password: "another password" }, ports);
    expect(store.records).toEqual(before);
    const unlocked = await unlockWithEmergencyKey(store, emergencyKey);
    expect(await openVault(store, unlocked.vaultKey, ports).get(account.id)).toEqual(account);
  });

  it("tells a way that is not there from one that does not open", async () => {
    expect(await byEmergencyKey(emergencyKey)).toBe("vault/no-slot");
    expect(await byPrf()).toBe("vault/no-slot");
    await add(phone);
    await addEmergency();
    expect(await byEmergencyKey(otherKey)).toBe("vault/emergency-key");
    expect(await byPrf(new Uint8Array(32))).toBe("vault/device");
    expect(await byPrf(prfOutput, "AAECAwQG")).toBe("vault/no-slot");
  });

  it("keeps one slot of a passkey, the newest", async () => {
    const first = await add(phone);
    const renewed = { ...phone, prfOutput: new Uint8Array(32).fill(4) };
    expect(await add(renewed)).not.toBe(first);
    expect(kinds()).toEqual(["password", "device"]);
    expect(await byPrf()).toBe("vault/device");
    expect(await byPrf(renewed.prfOutput)).toBe("none");
    await add({ ...phone, credentialId: "AAECAwQG" });
    expect(kinds()).toEqual(["password", "device", "device"]);
  });

  it("stops at eight", async () => {
    for (let i = 0; i < 7; i++) await addEmergency();
    const before = structuredClone(store.header);
    expect(await errorCode(addEmergency)).toBe("vault/too-many-slots");
    expect(store.header).toEqual(before);
    await replaceEmergencyKey(store, vaultKey, otherKey, ports);
    expect(kinds()).toEqual(["password", "emergency"]);
  });

  it("refuses a short password, a hostile cost and keys of another length, and writes nothing", async () => {
    const before = structuredClone(store.header);
    const short = { kind: "password" as const, password: "too short" };
    expect(await errorCode(() => add(short))).toBe("vault/weak-password");
    const kdf = { memoryKiB: 8, iterations: 1, parallelism: 1 };
    const cheap = { kind: "password" as const, password, kdf };
    expect(await errorCode(() => add(cheap))).toBe("kdf/parameters");
    const cut = { kind: "emergency" as const, emergencyKey: new Uint8Array(16) };
    await expect(add(cut)).rejects.toThrow(RangeError);
    const half = vaultKey.slice(16);
    await expect(addSlot(store, half, phone, ports)).rejects.toThrow(RangeError);
    expect(store.header).toEqual(before);
  });
});

describe("replacing the password", () => {
  it("shuts every earlier one out and nothing else", async () => {
    await add({ kind: "password", password: "a second password" });
    await addEmergency();
    const id = await replacePassword(store, vaultKey, { password: "a third password" }, ports);
    expect(await byPassword(password)).toBe("vault/password");
    expect(await byPassword("a second password")).toBe("vault/password");
    expect(await unlockWithPassword(store, "a third password")).toEqual({ vaultKey, slotId: id });
    expect(await byEmergencyKey(emergencyKey)).toBe("none");
    expect(slotsOfKind(header(), "password").map(({ kdf }) => kdf)).toEqual([
      { name: "argon2id", ...PASSWORD_SLOT_KDF },
    ]);
  });

  it("works for whoever forgot it and came in by the emergency key", async () => {
    await addEmergency();
    const unlocked = await unlockWithEmergencyKey(store, emergencyKey);
    await replacePassword(store, unlocked.vaultKey, { password: "a new password" }, ports);
    expect(await byPassword("a new password")).toBe("none");
  });

  it("refuses a short one and keeps the old", async () => {
    const replace = () => replacePassword(store, vaultKey, { password: "short" }, ports);
    expect(await errorCode(replace)).toBe("vault/weak-password");
    expect(await byPassword(password)).toBe("none");
  });
});

describe("replacing the emergency key", () => {
  it("shuts every earlier one out", async () => {
    await addEmergency();
    await replaceEmergencyKey(store, vaultKey, otherKey, ports);
    expect(await byEmergencyKey(emergencyKey)).toBe("vault/emergency-key");
    expect(await byEmergencyKey(otherKey)).toBe("none");
    expect(await byPassword(password)).toBe("none");
    expect(kinds()).toEqual(["password", "emergency"]);
  });

  it("makes the first one too", async () => {
    await replaceEmergencyKey(store, vaultKey, otherKey, ports);
    expect(await byEmergencyKey(otherKey)).toBe("none");
  });
});

describe("removing a slot", () => {
  it("shuts that way and no other", async () => {
    const [deviceId, emergencyId] = [await add(phone), await addEmergency()];
    expect(await remove(deviceId)).toBe("none");
    expect(await byPrf()).toBe("vault/no-slot");
    expect(await byPassword(password)).toBe("none");
    expect(await remove(deviceId)).toBe("vault/no-slot");
    expect(await remove(slots()[0]?.id ?? "")).toBe("none");
    expect(await byPassword(password)).toBe("vault/no-slot");
    expect(await byEmergencyKey(emergencyKey)).toBe("none");
    expect(await remove(emergencyId)).toBe("vault/last-slot");
  });

  it("never takes the last password or emergency key, since devices get lost", async () => {
    const id = slots()[0]?.id ?? "";
    expect(await remove(id)).toBe("vault/last-slot");
    await add(phone);
    const before = structuredClone(store.header);
    expect(await remove(id)).toBe("vault/last-slot");
    expect(store.header).toEqual(before);
  });
});

describe("a change of the slots", () => {
  it("is made upon whatever another one left", async () => {
    letRivalIn(() => add(phone));
    await addEmergency();
    expect(kinds()).toEqual(["password", "device", "emergency"]);
    for (const code of [await byPassword(password), await byPrf()]) expect(code).toBe("none");
    expect(await byEmergencyKey(emergencyKey)).toBe("none");
  });

  it("never lets two removals between them take the last way in", async () => {
    const emergencyId = await addEmergency();
    const passwordId = slots()[0]?.id ?? "";
    letRivalIn(() => removeSlot(store, vaultKey, emergencyId));
    expect(await remove(passwordId)).toBe("vault/last-slot");
    expect(await byPassword(password)).toBe("none");
  });

  it("gives up after five conflicts", async () => {
    let attempts = 0;
    const interfere = async () => {
      attempts++;
      store.onCommit = () => undefined;
      await replaceEmergencyKey(store, vaultKey, otherKey, ports);
      store.onCommit = interfere;
    };
    store.onCommit = interfere;
    expect(await errorCode(() => add(phone))).toBe("vault/conflict");
    expect(attempts).toBe(5);
    store.onCommit = () => undefined;
    expect(await byPrf()).toBe("vault/no-slot");
  });

  it("takes a header for another one whatever differs, and not for its order of members", async () => {
    const emergencyId = await addEmergency();
    const {
      mac,
      slots: held,
      ...rest
    } = header() as Extract<ReturnType<typeof header>, { version: 2 }>;
    store.header = { slots: held, mac, ...rest };
    expect(await remove(emergencyId)).toBe("none");
  });

  it("fails when the storage fails, and leaves the old header or the new one, whole", async () => {
    store.failNextCommit = "before";
    expect(await errorCode(addEmergency)).toBe("vault/storage");
    expect(kinds()).toEqual(["password"]);
    expect(await byPassword(password)).toBe("none");
    store.failNextCommit = "after";
    expect(await errorCode(addEmergency)).toBe("none");
    expect(kinds()).toEqual(["password", "emergency"]);
    expect(await byEmergencyKey(emergencyKey)).toBe("none");
  });

  it("says that it cannot tell which of the two counts, where it cannot look", async () => {
    const commit = store.commit.bind(store);
    store.commit = (change) => {
      store.readHeader = () => {
        Reflect.deleteProperty(store, "readHeader");
        return Promise.reject(new WaykeyError("vault/storage", "The disk went away"));
      };
      return commit(change);
    };
    for (const failing of ["before", "after", null] as const) {
      store.failNextCommit = failing;
      expect(await errorCode(addEmergency)).toBe("vault/unsure");
    }
  });

  it("fails when what reads back is neither what was written nor what was there", async () => {
    const before = structuredClone(store.header);
    const other = new MemoryStore();
    await createVault(other, { password, ...ports });
    const { mac: _mac, revision: _revision, ...rest } = before as VaultHeaderV2;
    const asFirst = rest.slots.map((slot) => ({ ...slot, sealVersion: undefined }));
    const v1 = parseHeader(JSON.parse(JSON.stringify({ ...rest, version: 1, slots: asFirst })));
    store.onCommitted = () => {
      store.header = structuredClone(before);
    };
    expect(await errorCode(addEmergency)).toBe("vault/storage");
    for (const damage of [
      () => undefined,
      () => "rubbish",
      () => other.header,
      () => ({ ...header(), mac: "A".repeat(43) }),
      () => ({ ...header(), slots: slots().slice(0, 1) }),
      () => v1,
    ]) {
      store.header = structuredClone(before);
      store.onCommitted = () => {
        store.header = structuredClone(damage());
      };
      expect(await errorCode(addEmergency)).toBe("vault/unsure");
    }
  });

  it("stands when yet another followed before it read back", async () => {
    store.onCommitted = () => {
      store.onCommitted = () => undefined;
      store.readHeader = async () => {
        Reflect.deleteProperty(store, "readHeader");
        await add(phone);
        return store.readHeader();
      };
    };
    await addEmergency();
    expect(kinds()).toEqual(["password", "emergency", "device"]);
  });

  it("is refused to another vault's key, and on a header that was altered", async () => {
    const before = structuredClone(store.header);
    const wrong = new Uint8Array(32);
    const change = () => replaceEmergencyKey(store, wrong, otherKey, ports);
    expect(await errorCode(change)).toBe("vault/altered");
    await addEmergency();
    const altered = { ...header(), slots: slots().slice(0, 1) };
    store.header = altered;
    expect(await errorCode(addEmergency)).toBe("vault/altered");
    expect(store.header).toEqual(altered);
    store.header = before;
    expect(await errorCode(addEmergency)).toBe("none");
  });

  it("writes no header that it could not read again", async () => {
    const before = structuredClone(store.header);
    const twice = () => changeSlots(store, vaultKey, (held) => [...held, ...held]);
    const none = () => changeSlots(store, vaultKey, () => []);
    for (const change of [twice, none]) {
      expect(await errorCode(change)).toBe("vault/damaged");
      expect(store.header).toEqual(before);
    }
  });
});
