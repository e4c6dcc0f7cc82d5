import { beforeEach, describe, expect, it } from "vitest";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import { encodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { sealAesGcm } from "../../../lib/crypto/aes-gcm.ts";
import { encodeFields } from "../../../lib/vault/length-prefix.ts";
import {
  createManifest,
  type Manifest,
  openManifest,
  sealManifest,
} from "../../../lib/vault/manifest.ts";
import {
  deriveManifestKey,
  deriveVaultKeys,
  importVaultKey,
} from "../../../lib/vault/vault-keys.ts";
import { openVault, type Vault } from "../../../lib/vault/vault.ts";
import { errorCode } from "./error-code.ts";
import { MemoryStore } from "./memory-store.ts";
import { account, allRecords, otp, recovery } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { storedHeader } from "./stored-header-sample.ts";

const vaultKey: Bytes = new Uint8Array(32).fill(7);
const keysOf = async (byte: number, id: string) =>
  deriveVaultKeys(await importVaultKey(new Uint8Array(32).fill(byte)), id);
const keys = await keysOf(7, storedHeader.vaultId);
const random = createSeededRandom("manifest");
const manifest: Manifest = {
  generation: 4,
  count: 3,
  sum: new Uint8Array(32).fill(0xfe),
  device: "ICEiIyQlJicoKSorLC0uLw",
};
const open = (stored: unknown) => errorCode(() => openManifest(keys, stored));
const flip = (bytes: Uint8Array, i: number) => bytes.map((byte, j) => (i === j ? byte ^ 1 : byte));

describe("the sealed manifest", () => {
  it("opens to what was sealed, and tells only its generation", async () => {
    const sealed = await sealManifest(keys, manifest, random);
    expect(await openManifest(keys, sealed)).toEqual(manifest);
    expect(Object.keys(sealed)).toEqual(["generation", "nonce", "ciphertext"]);
    expect(sealed.ciphertext).toHaveLength(256 + 16);
  });

  it("does not open once any one byte has changed, cut at any length, or lengthened", async () => {
    const sealed = await sealManifest(keys, manifest, random);
    const { nonce, ciphertext } = sealed;
    for (let i = 0; i < nonce.length; i++) {
      expect(await open({ ...sealed, nonce: flip(nonce, i) })).toBe("vault/manifest");
    }
    for (let i = 0; i < ciphertext.length; i++) {
      const flipped = { ...sealed, ciphertext: flip(ciphertext, i) };
      expect(await open(flipped), `at ${i}`).toBe("vault/manifest");
      const cut = { ...sealed, ciphertext: ciphertext.slice(0, i) };
      expect(await open(cut), `cut at ${i}`).toBe("vault/manifest");
    }
    const longer = { ...sealed, ciphertext: new Uint8Array([...ciphertext, 0]) };
    expect(await open(longer)).toBe("vault/manifest");
  });

  it("does not open as another generation, nor under another vault or key", async () => {
    const sealed = await sealManifest(keys, manifest, random);
    for (const generation of [0, 3, 5, -1, 1.5, Number.NaN, "4"]) {
      expect(await open({ ...sealed, generation })).toBe("vault/manifest");
    }
    const others = [
      await keysOf(7, "AQECAwQFBgcICQoLDA0ODw"),
      await keysOf(8, storedHeader.vaultId),
    ];
    for (const other of others) {
      expect(await errorCode(() => openManifest(other, sealed))).toBe("vault/manifest");
    }
    for (const stored of [undefined, null, 7, "text", {}, { ...sealed, nonce: "AAAA" }]) {
      expect(await open(stored)).toBe("vault/manifest");
    }
  });

  it("checks that a well-sealed inside is a manifest of this generation", async () => {
    const { ciphertext: _old, ...outer } = await sealManifest(keys, manifest, random);
    const key = await deriveManifestKey(keys, 4);
    const data = encodeFields("waykey-vault", 2, "manifest", keys.vaultId, 4);
    const sealed = async (content: string) => {
      const ciphertext = await sealAesGcm(key, outer.nonce, encodeUtf8(content), data);
      return open({ ...outer, ciphertext });
    };
    const sum = "_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v4";
    const whole = { version: 2, generation: 4, count: 3, sum, device: manifest.device };
    expect(await sealed(JSON.stringify(whole))).toBe("none");
    for (const change of [{ generation: 5 }, { version: 3 }, { count: -1 }, { sum: "AAAA" }]) {
      expect(await sealed(JSON.stringify({ ...whole, ...change }))).toBe("vault/manifest");
    }
    expect(await sealed("{")).toBe("vault/manifest");
  });

  it("begins with nothing, and an id of its own for the copy", () => {
    const [first, second] = [createManifest(random), createManifest(random)];
    expect(first).toMatchObject({ generation: 0, count: 0, sum: new Uint8Array(32) });
    expect(first.device).not.toBe(second.device);
  });
});

describe("checking a vault against its manifest", () => {
  let store: MemoryStore;
  let vault: Vault;
  const ports = { now: () => 5, random: createSeededRandom("check") };
  const check = () => openVault(store.handle(), vaultKey, ports).checkManifest();
  const rows = () => structuredClone(new Map(store.records));
  const restore = (held: ReadonlyMap<string, unknown>) => {
    store.records.clear();
    for (const [id, row] of held) store.records.set(id, row);
  };

  beforeEach(async () => {
    store = new MemoryStore();
    store.header = storedHeader;
    store.knowKey(vaultKey);
    vault = openVault(store, vaultKey, ports);
    await vault.putAll(allRecords);
  });

  it("finds it whole after any kind of write, and counts the writes", async () => {
    expect(await check()).toEqual({ state: "whole", generation: 1, count: 5 });
    await vault.put({ ...account, updatedAt: 5 });
    await vault.remove([otp.id]);
    await vault.update(recovery.id, "recovery", (r) => ({ ...r, usedAt: 5 }));
    expect(await check()).toEqual({ state: "whole", generation: 4, count: 5 });
    expect(await vault.generation()).toBe(4);
  });

  it("finds an empty vault whole", async () => {
    const fresh = new MemoryStore();
    fresh.header = storedHeader;
    const empty = openVault(fresh, vaultKey, ports);
    expect(await empty.checkManifest()).toEqual({ state: "whole", generation: 0, count: 0 });
    expect(await empty.generation()).toBe(0);
  });

  const harms: readonly (readonly [string, () => unknown])[] = [
    ["deleted", () => store.records.delete(store.outerId(otp.id))],
    [
      "rolled back",
      async () => {
        const before = rows();
        await vault.put({ ...otp, label: "new" });
        restore(before);
      },
    ],
    [
      "brought back from the dead",
      async () => {
        const before = rows();
        await vault.remove([otp.id]);
        restore(before);
      },
    ],
    [
      "added from another time",
      async () => {
        const before = rows();
        await vault.put({ ...otp, id: "late" });
        const late = rows();
        restore(before);
        store.manifest = undefined;
        await vault.rebuildManifest();
        restore(late);
      },
    ],
    ["given another nonce", () => (store.sealed(otp.id).nonce = new Uint8Array(12))],
    [
      "given other tags",
      () => (store.sealed(otp.id).tags = store.sealed(otp.id).tags.toReversed()),
    ],
    [
      "flipped at the front",
      () => (store.sealed(otp.id).ciphertext = flip(store.sealed(otp.id).ciphertext, 0)),
    ],
    [
      "flipped at the end",
      () => (store.sealed(otp.id).ciphertext = flip(store.sealed(otp.id).ciphertext, 1039)),
    ],
    [
      "swapped",
      () => {
        const [one, two] = [store.sealed(otp.id), store.sealed(recovery.id)];
        const { ciphertext } = one;
        one.ciphertext = two.ciphertext;
        two.ciphertext = ciphertext;
      },
    ],
    ["made shapeless", () => store.records.set(store.outerId(otp.id), { id: 7 })],
  ];

  it.each(harms)("shows that a record was %s", async (_what, harm) => {
    await harm();
    expect(await check()).toMatchObject({ state: "altered" });
  });

  it.each(harms)(
    "keeps showing it when a record was %s and others are written",
    async (_, harm) => {
      await harm();
      await vault.put({ ...account, email: "b@example.com" });
      await vault.put({ ...recovery, id: "recovery-2" });
      expect(await check()).toMatchObject({ state: "altered" });
    },
  );

  it("gives the counts", async () => {
    store.records.delete(store.outerId(otp.id));
    store.sealed(account.id).ciphertext = new Uint8Array(1040);
    expect(await check()).toEqual({
      state: "altered",
      generation: 1,
      expected: 5,
      found: 4,
      broken: 1,
      isComplete: false,
    });
  });

  it("tells records that are damaged where they lie from ones that are missing or exchanged", async () => {
    const sealed = store.sealed(account.id);
    sealed.ciphertext = sealed.ciphertext.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
    expect(await check()).toMatchObject({ state: "altered", broken: 1, isComplete: true });
  });

  it("shows an older state of the whole vault by its generation alone", async () => {
    const [before, manifestBefore] = [rows(), structuredClone(store.manifest)];
    await vault.put({ ...otp, label: "new" });
    restore(before);
    store.manifest = manifestBefore;
    expect(await check()).toEqual({ state: "whole", generation: 1, count: 5 });
  });

  it("shows a stale manifest", async () => {
    const stale = structuredClone(store.manifest);
    await vault.put({ ...otp, label: "new" });
    store.manifest = stale;
    expect(await check()).toMatchObject({ state: "altered", generation: 1 });
  });

  it.each([
    ["gone", undefined],
    ["shapeless", 42],
    [
      "of another key",
      { generation: 1, nonce: new Uint8Array(12), ciphertext: new Uint8Array(272) },
    ],
  ])("lets records be read and none be written when the manifest is %s", async (_what, stored) => {
    store.manifest = stored;
    expect(await check()).toMatchObject({ state: "no-manifest", found: 5 });
    expect((await vault.listAll()).records).toHaveLength(5);
    const before = rows();
    expect(await errorCode(() => vault.put(otp))).toBe("vault/manifest");
    expect(await errorCode(() => vault.remove([otp.id]))).toBe("vault/manifest");
    expect(store.records).toEqual(before);
    await vault.rebuildManifest(9);
    expect(await check()).toEqual({ state: "whole", generation: 10, count: 5 });
    await vault.put(otp);
    expect(await vault.generation()).toBe(11);
  });

  it("fails a write whose manifest does not read back", async () => {
    const old = structuredClone(store.manifest);
    for (const stored of [old, undefined, 7]) {
      store.onCommitted = () => (store.manifest = stored);
      expect(await errorCode(() => vault.put(otp))).toBe("vault/storage");
      store.onCommitted = () => undefined;
      store.manifest = old;
    }
  });
});
