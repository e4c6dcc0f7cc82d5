import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import { addSlot } from "../../../lib/vault/change-slots.ts";
import { type CopyEntry, encodeEntry } from "../../../lib/vault/copy-store.ts";
import { laterVersion } from "../../../lib/exchange/later-version.ts";
import { exportSealed } from "../../../lib/vault/export-sealed.ts";
import { recoverStore } from "../../../lib/vault/recover-store.ts";
import type { VaultHeader } from "../../../lib/vault/header.ts";
import { type CopyReview, reviewCopies } from "../../../lib/vault/review-copies.ts";
import { sealCheck } from "../../../lib/vault/seal-check.ts";
import { copyChanges, renewCopy } from "../../../lib/vault/second-copy.ts";
import {
  adoptCopy,
  findLaterHeader,
  keepOwn,
  writeWaiting,
} from "../../../lib/vault/settle-copies.ts";
import { createVault, unlockWithPassword } from "../../../lib/vault/unlock.ts";
import { openVault, type Vault } from "../../../lib/vault/vault.ts";
import { errorCode } from "./error-code.ts";
import { MemoryCopy } from "./memory-copy.ts";
import { MemoryStore } from "./memory-store.ts";
import { account, otp, passkey, recovery } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("./cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const password = "correct horse battery";
const NOW = 1_760_000_300_000;
const NOTHING = { records: 0, manifest: false };
const WHOLE: CopyReview = {
  state: "whole",
  restored: NOTHING,
  renewed: false,
  isUnproven: false,
};

const random = createSeededRandom("copies");
const ports = { now: () => NOW, random };
let store: MemoryStore;
let copy: MemoryCopy;
let vaultKey: Bytes;
let vault: Vault;

const isSealed = (stored: unknown) => vault.maintain(({ keys }) => sealCheck(keys)(stored));
const review = (depth: "quick" | "full" = "full") =>
  vault.maintain((context) => reviewCopies(context, copy, depth));
const labels = async () => {
  const { records } = await vault.listAll();
  return Object.fromEntries(
    records.map((record) => [record.id, "label" in record && record.label]),
  );
};
const bytesOf = (stored: unknown) => stored as { ciphertext: Uint8Array };

function damage(id: string): void {
  const sealed = store.sealed(id);
  sealed.ciphertext = sealed.ciphertext.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
}

function damageEntry(name: string): void {
  const entry = copy.entries.get(name) as CopyEntry;
  copy.entries.set(name, { ...entry, body: `${entry.body} ` });
}

/** For the later state, as who has opened what it puts in force. */
function adopt(): Promise<void> {
  return vault.maintain(async (context) => {
    await adoptCopy(context, copy, await findLaterHeader(context, copy), laterVersion);
  });
}

beforeEach(async () => {
  store = new MemoryStore();
  copy = new MemoryCopy();
  vaultKey = await createVault(store, { password, ...ports });
  store.knowKey(vaultKey);
  vault = openVault(store, vaultKey, ports);
  await vault.putAll([account, otp, passkey]);
  await copyChanges(store, copy, isSealed);
});

describe("the second copy", () => {
  it("holds header, manifest and every record, each under a checksum", () => {
    const outerIds = [account, otp, passkey].map(({ id }) => store.outerId(id));
    expect([...copy.entries.keys()].toSorted()).toEqual(
      [...outerIds, "header", "manifest"].toSorted(),
    );
    for (const name of outerIds) {
      expect(copy.entries.get(name)).toEqual(encodeEntry(name, store.records.get(name)));
    }
  });

  it("takes in what changed, and nothing else", async () => {
    const { written } = copy;
    await vault.put({ ...otp, label: "new" });
    expect(await copyChanges(store, copy, isSealed)).toBe("up-to-date");
    expect(copy.written - written).toBe(3);
    expect(copy.entries.get(store.outerId(otp.id))).toEqual(
      encodeEntry(store.outerId(otp.id), store.sealed(otp.id)),
    );
    expect(await copyChanges(store, copy, isSealed)).toBe("up-to-date");
    expect(copy.written - written).toBe(3);
  });

  it("opens nothing that was proven just now, unless something else lies there by now", async () => {
    await vault.putAll([recovery, { ...otp, label: "new" }]);
    const proven = structuredClone(
      new Map([recovery, otp].map(({ id }) => [store.outerId(id), store.sealed(id)])),
    );
    const opened = vi.fn<typeof isSealed>(isSealed);
    damage(recovery.id);
    expect(await copyChanges(store, copy, opened, { proven })).toBe("up-to-date");
    expect(opened.mock.calls).toEqual([[store.sealed(recovery.id)]]);
    expect(copy.entries.has(store.outerId(recovery.id))).toBe(false);
    expect(copy.entries.get(store.outerId(otp.id))).toEqual(
      encodeEntry(store.outerId(otp.id), store.sealed(otp.id)),
    );
  });

  it("is copied again after a failure, and after a death before the store heard of it", async () => {
    await vault.put(recovery);
    copy.fails = true;
    expect(await errorCode(() => copyChanges(store, copy, isSealed))).toBe("vault/storage");
    copy.fails = false;
    store.failNextNote = true;
    expect(await errorCode(() => copyChanges(store, copy, isSealed))).toBe("vault/storage");
    // What was written is known again without the keys, since it is all there.
    expect(await copyChanges(store, copy, null)).toBe("up-to-date");
    await vault.put({ ...otp, label: "more" });
    expect(await copyChanges(store, copy, null)).toBe("waiting");
    expect(await copyChanges(store, copy, isSealed)).toBe("up-to-date");
    expect(await review()).toEqual(WHOLE);
  });

  it("does not count as made when it does not read back", async () => {
    await vault.put(recovery);
    copy.onWritten = () => damageEntry("manifest");
    expect(await errorCode(() => copyChanges(store, copy, isSealed))).toBe("vault/storage");
    expect(store.changed.size).toBeGreaterThan(0);
  });

  it("is made anew where nothing of it is left", async () => {
    copy.entries.clear();
    expect(await copyChanges(store, copy, isSealed)).toBe("renewed");
    expect(await review()).toEqual(WHOLE);
  });

  it("is left alone where its header or manifest is damaged, missing, or another's", async () => {
    const spoils = [
      () => damageEntry("header"),
      () => damageEntry("manifest"),
      () => copy.entries.delete("manifest"),
      () => copy.entries.set("manifest", encodeEntry("manifest", { generation: 1 })),
    ];
    for (const spoil of spoils) {
      spoil();
      const entries = new Map(copy.entries);
      expect(await copyChanges(store, copy, isSealed)).toBe("parted");
      await vault.put({ ...otp, label: "more" });
      expect(await copyChanges(store, copy, isSealed)).toBe("parted");
      expect(copy.entries).toEqual(entries);
      expect(await review("quick")).toEqual({ ...WHOLE, renewed: true });
      expect(await review()).toEqual(WHOLE);
    }
  });

  it("is not written over by a store that was put back to an older state", async () => {
    const { manifest, changes, copied, ownWrites } = store;
    const records = new Map(structuredClone([...store.records]));
    await vault.put({ ...otp, label: "later" });
    await copyChanges(store, copy, isSealed);
    for (const [id, stored] of records) store.records.set(id, stored);
    Object.assign(store, { manifest, changes, copied, ownWrites });
    const entries = new Map(copy.entries);
    expect(await copyChanges(store, copy, isSealed)).toBe("parted");
    for (let i = 0; i < 3; i++) await vault.put({ ...account, email: `${i}@example.com` });
    expect(await copyChanges(store, copy, isSealed)).toBe("parted");
    expect(copy.entries).toEqual(entries);
    expect((await review("quick")).state).toBe("older");
  });
});

describe("a review of both copies", () => {
  it("finds nothing to do where both are whole, quick or full", async () => {
    expect(await review("quick")).toEqual(WHOLE);
    expect(await review("full")).toEqual(WHOLE);
    expect(store.aside).toEqual([]);
  });

  it("does so for a vault that nothing was written to", async () => {
    store = new MemoryStore();
    copy = new MemoryCopy();
    vault = openVault(store, await createVault(store, { password, ...ports }), ports);
    expect(await review("quick")).toEqual(WHOLE);
    expect(await review("full")).toEqual(WHOLE);
    expect([...copy.entries.keys()]).toEqual(["header"]);
  });

  it("puts damaged, missing and rolled back records back as they were, and keeps the damaged", async () => {
    const older = structuredClone(store.sealed(account.id));
    await vault.put({ ...account, email: "new@example.com" });
    await copyChanges(store, copy, isSealed);
    const before = new Map(structuredClone([...store.records]));
    damage(otp.id);
    const damaged = structuredClone(store.sealed(otp.id));
    store.records.delete(store.outerId(passkey.id));
    store.records.set(older.id, older);
    expect(await review()).toEqual({
      ...WHOLE,
      restored: { records: 3, manifest: false },
    });
    expect(new Map(store.records)).toEqual(before);
    expect(store.aside).toEqual(expect.arrayContaining([damaged, older]));
    expect(store.aside).toHaveLength(2);
    expect(await vault.checkManifest()).toMatchObject({ state: "whole" });
  });

  it("puts a lost or damaged manifest back even when it only looks quickly", async () => {
    const { manifest } = store;
    for (const lost of [undefined, { ...bytesOf(manifest), generation: 99 }, "text"]) {
      store.manifest = lost;
      expect(await review("quick")).toEqual({
        ...WHOLE,
        restored: { records: 0, manifest: true },
      });
      expect(store.manifest).toEqual(manifest);
    }
    expect(store.aside).toHaveLength(2);
  });

  it("leaves to the user what the copy does not explain", async () => {
    await vault.put({ ...otp, label: "not copied" });
    store.records.delete(store.outerId(otp.id));
    expect(await review()).toEqual({
      state: "altered",
      restored: { records: 1, manifest: false },
      renewed: false,
      isUnproven: false,
    });
    expect(await labels()).toMatchObject({ [otp.id]: otp.label });
  });

  it("makes the copy anew where entries of it are damaged, missing, old or strange", async () => {
    const id = store.outerId(otp.id);
    const old = copy.entries.get(id);
    await vault.put({ ...otp, label: "new" });
    await copyChanges(store, copy, isSealed);
    for (const spoil of [
      () => damageEntry(id),
      () => copy.entries.delete(id),
      () => copy.entries.set(id, old),
      () => copy.entries.set("AAAAAAAAAAAAAAAAAAAAAA", old),
    ]) {
      spoil();
      expect(await review("full")).toEqual({ ...WHOLE, renewed: true });
      expect(await review("full")).toEqual(WHOLE);
    }
  });

  it("does not take a forged newer copy for one", async () => {
    const manifest = { ...(store.manifest as object), generation: 999 };
    copy.entries.set("manifest", encodeEntry("manifest", manifest));
    expect(await copyChanges(store, copy, isSealed)).toBe("parted");
    expect(await review("quick")).toEqual({ ...WHOLE, renewed: true });
    const header = { ...(store.header as object), revision: 999 };
    copy.entries.set("header", encodeEntry("header", header));
    expect(await review("quick")).toEqual({ ...WHOLE, renewed: true });
    expect(await review("full")).toEqual(WHOLE);
  });

  it("does not take the copy of another vault for its own", async () => {
    const other = new MemoryStore();
    const otherKey = await createVault(other, { password, ...ports });
    const otherVault = openVault(other, otherKey, ports);
    for (let i = 0; i < 5; i++) await otherVault.put({ ...otp, id: `otp-${i}` });
    copy.entries.clear();
    await renewCopy(other, copy, null, "wish");
    expect(await review()).toEqual({ ...WHOLE, renewed: true });
    expect((await vault.listAll()).records).toHaveLength(3);
    expect(copy.entries.size).toBe(5);
  });

  it("fails as the stores do, and changes nothing", async () => {
    damage(otp.id);
    const before = structuredClone(store.sealed(otp.id));
    store.failNextCommit = "before";
    expect(await errorCode(() => review())).toBe("vault/storage");
    copy.fails = true;
    expect(await errorCode(() => review())).toBe("vault/storage");
    expect(store.sealed(otp.id)).toEqual(before);
  });
});

describe("an older state of the store", () => {
  type State = Pick<
    MemoryStore,
    "header" | "manifest" | "records" | "changes" | "copied" | "ownWrites"
  >;
  let older: State;

  beforeEach(async () => {
    const { header, manifest, records, changes, copied, ownWrites } = store;
    older = structuredClone({ header, manifest, records, changes, copied, ownWrites });
    await vault.update(otp.id, "otp", (record) => ({ ...record, label: "later", updatedAt: NOW }));
    await vault.put(recovery);
    await vault.remove([passkey.id]);
    await copyChanges(store, copy, isSealed);
  });

  function rollBack(): void {
    store.records.clear();
    for (const [id, stored] of older.records) store.records.set(id, stored);
    store.manifest = older.manifest;
    store.header = older.header;
    store.changes = older.changes;
    store.copied = older.copied;
    store.ownWrites = older.ownWrites;
    store.changed.clear();
    vault = openVault(store, vaultKey, ports);
  }

  it("is told from a whole one, and neither side is touched", async () => {
    rollBack();
    const [records, entries] = [new Map(store.records), new Map(copy.entries)];
    expect((await review("quick")).state).toBe("older");
    expect((await review("full")).state).toBe("older");
    expect(new Map(store.records)).toEqual(records);
    await vault.put({ ...otp, label: "meanwhile" });
    await copyChanges(store, copy, isSealed);
    expect(copy.entries).toEqual(entries);
  });

  it("shows when only the key slots are older", async () => {
    const { header } = store;
    const emergencyKey = new Uint8Array(20).fill(4);
    await addSlot(store, vaultKey, { kind: "emergency", emergencyKey }, ports);
    await copyChanges(store, copy, isSealed);
    const later = store.header;
    store.header = header;
    expect((await review("quick")).state).toBe("older");
    // None that nobody has opened is put in force.
    for (const opened of [null, header as VaultHeader]) {
      const unopened = () =>
        vault.maintain((context) => adoptCopy(context, copy, opened, laterVersion));
      expect(await errorCode(unopened)).toBe("vault/conflict");
      expect(store.header).toEqual(header);
    }
    await adopt();
    expect(store.header).toEqual(later);
    expect(await review()).toEqual(WHOLE);
  });

  it("gives way to the later one, and what was written here since can be written again", async () => {
    rollBack();
    const mine = { ...otp, id: "otp-mine", label: "mine", updatedAt: NOW + 1 };
    await vault.put(mine);
    await vault.put({ ...account, email: "mine@example.com", updatedAt: NOW + 1 });
    await adopt();
    expect(store.waiting).toHaveLength(2);
    expect(await vault.checkManifest()).toMatchObject({ state: "whole" });
    expect(await labels()).toEqual({
      [account.id]: false,
      [otp.id]: "later",
      [recovery.id]: false,
    });
    await vault.maintain((context) => writeWaiting(context, laterVersion));
    expect(store.waiting).toEqual([]);
    expect(await review()).toEqual(WHOLE);
    expect(await labels()).toMatchObject({ [mine.id]: "mine" });
    expect((await vault.findAccounts("provider", "mine@example.com")).records).toHaveLength(1);
  });

  it("is kept at the user's word, above the later one, which goes aside", async () => {
    rollBack();
    await vault.maintain((context) => keepOwn(context, copy));
    expect(await review()).toEqual(WHOLE);
    expect(await labels()).toMatchObject({ [otp.id]: otp.label, [passkey.id]: passkey.label });
    expect(store.aside).toHaveLength(3);
    expect((JSON.parse(await vault.exportRaw()) as { aside: unknown[] }).aside).toHaveLength(3);
    await vault.put({ ...otp, label: "on" });
    expect(await copyChanges(store, copy, isSealed)).toBe("up-to-date");
  });

  it("is kept with its key slots, above the later ones", async () => {
    const { header } = store;
    const emergencyKey = new Uint8Array(20).fill(4);
    await addSlot(store, vaultKey, { kind: "emergency", emergencyKey }, ports);
    await copyChanges(store, copy, isSealed);
    store.header = header;
    await vault.maintain((context) => keepOwn(context, copy));
    expect(store.header).toMatchObject({ revision: 3 });
    expect((await unlockWithPassword(store, password)).vaultKey).toEqual(vaultKey);
    expect(await review()).toEqual(WHOLE);
  });
});

describe("a store that lost its header or everything", () => {
  it("has everything again from the copy, without a key", async () => {
    const lost = store;
    store = new MemoryStore();
    store.knowKey(vaultKey);
    expect(await recoverStore(store, copy)).toBe("vault");
    expect(store.header).toEqual(lost.header);
    expect(store.manifest).toEqual(lost.manifest);
    expect(new Map(store.records)).toEqual(new Map(lost.records));
    expect((await unlockWithPassword(store, password)).vaultKey).toEqual(vaultKey);
    vault = openVault(store, vaultKey, ports);
    expect(await review()).toEqual(WHOLE);
    await vault.put(recovery);
    await copyChanges(store, copy, isSealed);
    expect(await review()).toEqual(WHOLE);
  });

  it("has its header again, missing or damaged, with the damaged one aside", async () => {
    const { header } = store;
    store.header = { ...(header as object), mac: 7 };
    const damaged = store.header;
    expect(await recoverStore(store, copy)).toBe("header");
    expect(store.header).toEqual(header);
    expect(store.aside).toEqual([damaged]);
    store.header = undefined;
    expect(await recoverStore(store, copy)).toBe("header");
    expect(store.header).toEqual(header);
  });

  it("is left alone where its header is readable, of a later version, or no copy has a better one", async () => {
    expect(await recoverStore(store, copy)).toBeNull();
    store.header = { ...(store.header as object), version: 9 };
    expect(await recoverStore(store, copy)).toBeNull();
    store.header = "damaged";
    damageEntry("header");
    expect(await recoverStore(store, copy)).toBeNull();
    copy.entries.clear();
    expect(await recoverStore(store, copy)).toBeNull();
    expect(store.header).toBe("damaged");
  });

  it("leaves damaged entries of the copy out", async () => {
    damageEntry(store.outerId(otp.id));
    store = new MemoryStore();
    store.knowKey(vaultKey);
    expect(await recoverStore(store, copy)).toBe("vault");
    vault = openVault(store, vaultKey, ports);
    expect(Object.keys(await labels()).toSorted()).toEqual([account.id, passkey.id]);
    expect((await review()).state).toBe("altered");
    expect(copy.entries.size).toBe(5);
  });
});

describe("the export of everything sealed", () => {
  it("holds both copies and what is aside, and no side keeps the other from it", async () => {
    await store.repair({ aside: ["old"] });
    const all = JSON.parse(await exportSealed(store, copy, null)) as Record<string, unknown>;
    expect(all).toMatchObject({ format: "waykey-sealed", version: 2, aside: ["old"] });
    expect(all["header"]).toEqual(store.header);
    expect(all["records"]).toHaveLength(3);
    expect(Object.keys(all["copy"] as object)).toHaveLength(5);
    copy.fails = true;
    expect(JSON.parse(await exportSealed(store, copy, null))).toMatchObject({
      copy: null,
      aside: ["old"],
    });
  });
});
