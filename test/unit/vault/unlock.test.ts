import { describe, expect, it } from "vitest";
import { ARGON2_FLOOR } from "../../../lib/crypto/argon2id.ts";
import { addSlot } from "../../../lib/vault/change-slots.ts";
import { parseHeader } from "../../../lib/vault/header.ts";
import { PASSWORD_SLOT_KDF } from "../../../lib/vault/key-slots.ts";
import {
  createVault,
  slotsOfKind,
  unlockWithPassword,
  verifyPassword,
} from "../../../lib/vault/unlock.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import { errorCode } from "./error-code.ts";
import { MemoryStore } from "./memory-store.ts";
import { account } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";

const password = "correct horse battery";
const now = () => 1_760_000_000_000;

function options(seed = "vault") {
  return { password, now, random: createSeededRandom(seed), kdf: ARGON2_FLOOR };
}

describe("createVault", () => {
  it("makes a vault that its password unlocks", async () => {
    const store = new MemoryStore();
    const vaultKey = await createVault(store, options());
    expect(vaultKey).toHaveLength(32);
    expect((await unlockWithPassword(store, password)).vaultKey).toEqual(vaultKey);
    expect(parseHeader(store.header).createdAt).toBe(now());
  });

  it("costs 64 MiB and 3 passes unless told otherwise", async () => {
    const store = new MemoryStore();
    const { kdf: _floor, ...rest } = options();
    await createVault(store, rest);
    expect(slotsOfKind(parseHeader(store.header), "password")[0]?.kdf).toEqual({
      name: "argon2id",
      ...PASSWORD_SLOT_KDF,
    });
  });

  it("refuses when there is a vault, even one it cannot read", async () => {
    for (const header of [{ format: "waykey-vault", version: 9 }, "rubbish", null]) {
      const store = new MemoryStore();
      store.header = header;
      expect(await errorCode(() => createVault(store, options()))).toBe("vault/exists");
      expect(store.header).toBe(header);
    }
  });

  it("refuses when another vault is made meanwhile", async () => {
    const store = new MemoryStore();
    await createVault(store, options("first"));
    const winner = store.header;
    store.header = undefined;
    store.onCommit = () => {
      store.header = winner;
    };
    expect(await errorCode(() => createVault(store, options("second")))).toBe("vault/exists");
    expect(store.header).toBe(winner);
  });

  it("refuses to orphan records whose header is lost", async () => {
    const store = new MemoryStore();
    const vaultKey = await createVault(store, options());
    await openVault(store, vaultKey, options("records")).put(account);
    store.header = undefined;
    expect(await errorCode(() => createVault(store, options()))).toBe("vault/damaged");
    expect(await errorCode(() => unlockWithPassword(store, password))).toBe("vault/damaged");
  });

  it("refuses a short password, hostile costs and a broken random source, and writes nothing", async () => {
    const store = new MemoryStore();
    const short = { ...options(), password: "too short" };
    expect(await errorCode(() => createVault(store, short))).toBe("vault/weak-password");
    const cheap = { ...options(), kdf: { memoryKiB: 8, iterations: 1, parallelism: 1 } };
    expect(await errorCode(() => createVault(store, cheap))).toBe("kdf/parameters");
    const constant = { ...options(), random: (length: number) => new Uint8Array(length) };
    await expect(createVault(store, constant)).rejects.toThrow(RangeError);
    expect(store.header).toBeUndefined();
    expect(store.commits).toBe(0);
  });

  it("fails when the storage fails, and leaves no vault or a whole one", async () => {
    const store = new MemoryStore();
    store.failNextCommit = "before";
    expect(await errorCode(() => createVault(store, options()))).toBe("vault/storage");
    expect(await errorCode(() => unlockWithPassword(store, password))).toBe("vault/none");
    store.failNextCommit = "after";
    expect(await errorCode(() => createVault(store, options()))).toBe("vault/storage");
    expect((await unlockWithPassword(store, password)).vaultKey).toHaveLength(32);
  });

  it("fails when the header does not read back as written", async () => {
    const store = new MemoryStore();
    store.onCommitted = () => {
      store.header = { ...parseHeader(store.header), createdAt: 1 };
    };
    expect(await errorCode(() => createVault(store, options()))).toBe("vault/storage");
    const lost = new MemoryStore();
    lost.onCommitted = () => {
      lost.header = undefined;
    };
    expect(await errorCode(() => createVault(lost, options()))).toBe("vault/storage");
  });
});

describe("unlockWithPassword", () => {
  it("tells no vault, a wrong password, damage and a later version apart", async () => {
    const store = new MemoryStore();
    const unlock = (word: string) => errorCode(() => unlockWithPassword(store, word));
    expect(await unlock(password)).toBe("vault/none");
    await createVault(store, options());
    expect(await unlock("wrong password")).toBe("vault/password");
    expect(await unlock("")).toBe("vault/password");
    const header = parseHeader(store.header);
    store.header = { ...header, version: 3 };
    expect(await unlock(password)).toBe("vault/version");
    store.header = { ...header, slots: [] };
    expect(await unlock(password)).toBe("vault/damaged");
    const [slot] = slotsOfKind(header, "password");
    store.header = { ...header, slots: [{ ...slot, kdf: { ...slot?.kdf, memoryKiB: 8 } }] };
    expect(await unlock(password)).toBe("kdf/parameters");
    store.header = { ...header, mac: "A".repeat(43) };
    expect(await unlock(password)).toBe("vault/altered");
    expect(await unlock("wrong password")).toBe("vault/password");
  });

  it("tries one password slot after the other", async () => {
    const store = new MemoryStore();
    const vaultKey = await createVault(store, options());
    await addSlot(store, vaultKey, { kind: "password", password: "another password" }, options());
    for (const word of [password, "another password"]) {
      expect((await unlockWithPassword(store, word)).vaultKey).toEqual(vaultKey);
    }
  });
});

describe("verifyPassword", () => {
  it("passes for the password alone and returns no key", async () => {
    const store = new MemoryStore();
    await createVault(store, options());
    expect(await verifyPassword(store, password)).toBeUndefined();
    expect(await errorCode(() => verifyPassword(store, "another one"))).toBe("vault/password");
  });
});
