import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { fillHoles } from "../../../lib/vault/fill-holes.ts";
import { createVault } from "../../../lib/vault/unlock.ts";
import { openVault, type Vault } from "../../../lib/vault/vault.ts";
import { MemoryStore } from "./memory-store.ts";
import { account, passkey } from "./sample-records.ts";
import { createSeededRandom } from "./seeded-random.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("./cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const COUNT = 40;
const random = createSeededRandom("holes");
const ports = { now: () => 1_760_000_300_000, random };

let store: MemoryStore;
let vault: Vault;

const idOf = (n: number) => `passkey-${n}`;
const passkeyOf = (n: number) => ({
  ...passkey,
  id: idOf(n),
  credentialId: Buffer.from(`credential-no-${1000 + n}`).toString("base64url"),
});

let whole: Pick<MemoryStore, "manifest" | "records">;

/** One after the other, so that the n-th bears the n-th tag of their site and account. */
beforeAll(async () => {
  store = new MemoryStore();
  const vaultKey = await createVault(store, { password: "long enough", ...ports });
  store.knowKey(vaultKey);
  vault = openVault(store, vaultKey, ports);
  await vault.put(account);
  for (let n = 0; n < COUNT; n++) await vault.put(passkeyOf(n));
  whole = structuredClone({ manifest: store.manifest, records: store.records });
});

beforeEach(putWholeBack);

function putWholeBack(): void {
  const { manifest, records } = structuredClone(whole);
  store.manifest = manifest;
  store.records.clear();
  for (const [id, record] of records) store.records.set(id, record);
}

async function found(): Promise<readonly string[]> {
  const { records } = await vault.findPasskeysByRpId(passkey.rpId);
  return records.map(({ id }) => id).toSorted();
}

async function held(): Promise<readonly string[]> {
  const { records } = await vault.listAll();
  return records
    .filter(({ kind }) => kind === "passkey")
    .map(({ id }) => id)
    .toSorted();
}

function lose(...numbers: readonly number[]): void {
  for (const n of numbers) store.records.delete(store.outerId(idOf(n)));
}

const fill = () => vault.maintain((context) => fillHoles(context));

describe("what damage has left without a bearer", () => {
  it.each([0, 3, 11, 27, COUNT - 1])("hides nothing where it is one record, no. %i", async (n) => {
    lose(n);
    expect(await found()).toEqual(await held());
  });

  it("hides others no more once it is filled, and numbers are given out as ever", async () => {
    lose(2, 3, 10, 11);
    const others = await held();
    expect(others).toHaveLength(COUNT - 4);
    expect((await found()).length).toBeLessThan(others.length);
    await vault.rebuildManifest();
    // Four each of the site, the account and the user; no other record has their credential IDs.
    expect(await fill()).toBe(12);
    expect(await found()).toEqual(others);
    expect((await vault.findByAccount(account.id)).records).toHaveLength(others.length);
    await vault.put(passkeyOf(COUNT));
    expect(await found()).toEqual(await held());
    expect((await vault.checkManifest()).state).toBe("whole");
    expect(await fill()).toBe(0);
  });

  it("is filled where the record is there and its tags are not its own any more", async () => {
    for (const n of [2, 3]) {
      const sealed = store.sealed(idOf(n));
      sealed.tags = sealed.tags.map(() => Buffer.from(random(16)).toString("base64url"));
    }
    expect(await fill()).toBe(6);
    expect(await found()).toEqual(await held());
    expect((await vault.listAll()).unreadable).toHaveLength(2);
  });

  it("is nothing in a vault that is whole, and nothing is written", async () => {
    await vault.remove([idOf(3), idOf(4)]);
    const { commits } = store;
    expect(await fill()).toBe(0);
    expect(store.commits).toBe(commits);
  });

  it("hides nothing after it is filled, whatever was lost or removed", async () => {
    const numbers = fc.uniqueArray(fc.nat({ max: COUNT - 1 }), { maxLength: COUNT });
    await fc.assert(
      fc.asyncProperty(numbers, fc.nat({ max: 5 }), async (lost, removed) => {
        putWholeBack();
        await vault.remove(Array.from({ length: removed }, (_, i) => idOf(i * 7)));
        lose(...lost);
        await vault.rebuildManifest();
        await fill();
        expect(await found()).toEqual(await held());
      }),
      { numRuns: 20 },
    );
  });
});
