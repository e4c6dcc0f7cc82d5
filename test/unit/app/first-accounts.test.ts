import { describe, expect, it, vi } from "vitest";
import { FIRST_ACCOUNTS_KEY } from "../../../lib/app/first-accounts.ts";
import type { VaultContents } from "../../../lib/app/views.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import type { SealedManifest } from "../../../lib/vault/store.ts";
import { manyRecords } from "../vault/many-records.ts";
import { account, otp, recovery } from "../vault/sample-records.ts";
import { settle } from "./copies-kit.ts";
import { START, unlockedWorld, type Worker, type World } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const ACCOUNTS = 130;
const records = manyRecords(4 * ACCOUNTS);

const all = ({ handlers }: Worker) => handlers["vault.contents"](null);
const beginning = ({ handlers }: Worker) => handlers["vault.beginning"](null);
const idsOf = ({ accounts }: VaultContents) => accounts.map(({ id }) => id);
const last = "account-99";

describe("the beginning of a large vault's list", () => {
  let world: World;
  let worker: Worker;

  /** A vault with `more` beside, or in the place of, its many; listed once. */
  async function listed(more: readonly VaultRecord[] = []): Promise<VaultContents> {
    const ids = new Set(more.map(({ id }) => id));
    ({ world, worker } = await unlockedWorld([
      ...records.filter(({ id }) => !ids.has(id)),
      ...more,
    ]));
    const whole = await all(worker);
    await settle(worker);
    return whole;
  }

  it("is the whole until that was listed", async () => {
    ({ world, worker } = await unlockedWorld(records));
    const first = await beginning(worker);
    expect(first).not.toHaveProperty("areFirst");
    expect(first.accounts).toHaveLength(ACCOUNTS);
  });

  it("has the accounts that come first, as the whole has them, and says that there are more", async () => {
    const whole = await listed();
    const { accounts, unreadable, areFirst } = await beginning(worker);
    expect(areFirst).toBe(true);
    expect(unreadable).toEqual([]);
    expect(accounts).toEqual(whole.accounts.slice(0, 24));
    expect(idsOf(whole).at(-1)).not.toBe(accounts.at(-1)?.id);
  });

  it("opens no more records than it has", async () => {
    await listed();
    const read = vi.spyOn(world.store, "readMany");
    const snapshot = vi.spyOn(world.store, "readSnapshot");
    await beginning(worker);
    expect(read.mock.calls.map(([ids]) => ids.length)).toEqual([24 * 4]);
    expect(snapshot).not.toHaveBeenCalled();
  });

  it("is there for the next worker of the same session, and names records by their ids alone", async () => {
    await listed();
    const kept = JSON.stringify(world.sessionStore.values.get(FIRST_ACCOUNTS_KEY));
    expect(kept).not.toMatch(/example\.com|headway/);
    worker.kill();
    worker = world.bear();
    expect((await beginning(worker)).areFirst).toBe(true);
  });

  it.each<[string, VaultRecord]>([
    [
      "is a favourite",
      { ...account, id: last, role: "provider", email: "z@example.com", favourite: true },
    ],
    [
      "has the newest code that waits to be accepted",
      { ...otp, id: "otp-99", accountId: last, confirmedAt: null, createdAt: START + 1 },
    ],
    [
      "has a recovery code that was filled",
      { ...recovery, id: "recovery-99", accountId: last, usedAt: null, filledAt: START },
    ],
    [
      "awaits the successor of a used recovery code",
      { ...recovery, id: "recovery-99", accountId: last, usedAt: START },
    ],
  ])("has an account from further down that %s", async (_, record) => {
    const whole = await listed([record]);
    const found = whole.accounts.find(({ id }) => id === last);
    const { accounts, areFirst } = await beginning(worker);
    expect(areFirst).toBe(true);
    expect(accounts.find(({ id }) => id === last)).toEqual(found);
  });

  it("is the whole where the popup tells of many accounts above its list", async () => {
    await listed(
      Array.from({ length: 60 }, (_, i) => ({
        ...recovery,
        id: `recovery-${i}`,
        accountId: `account-${i}`,
        usedAt: null,
        filledAt: START,
      })),
    );
    expect((await beginning(worker)).accounts).toHaveLength(ACCOUNTS);
  });

  it("is the whole once the vault was written, and a beginning again when that was listed", async () => {
    await listed();
    await worker.handlers["account.rename"]({ id: "account-0", email: "zoe@example.com" });
    const whole = await beginning(worker);
    expect(whole).not.toHaveProperty("areFirst");
    await settle(worker);
    const first = await beginning(worker);
    expect(first.areFirst).toBe(true);
    expect(first.accounts).toEqual(whole.accounts.slice(0, 24));
  });

  it.each(["account-3", "otp-3"])(
    "is the whole, mended, where %s of it cannot be read",
    async (id) => {
      await listed();
      world.store.sealed(id).ciphertext = new Uint8Array(1040);
      const { accounts, unreadable } = await beginning(worker);
      expect(accounts).toHaveLength(ACCOUNTS);
      expect(unreadable).toEqual([]);
    },
  );

  it("is the whole where one of its records is gone", async () => {
    await listed();
    world.store.records.delete(world.store.outerId("account-3"));
    expect(await beginning(worker)).not.toHaveProperty("areFirst");
  });

  it("is the whole where the manifest does not open", async () => {
    await listed();
    const { generation, nonce, ciphertext } = world.store.manifest as SealedManifest;
    world.store.manifest = { generation, nonce, ciphertext: new Uint8Array(ciphertext.length) };
    expect((await beginning(worker)).accounts).toHaveLength(ACCOUNTS);
  });

  it("is the whole where something was moved while it was read", async () => {
    await listed();
    const readMany = world.store.readMany.bind(world.store);
    const reads = vi.spyOn(world.store, "readMany").mockImplementationOnce(async (ids) => {
      reads.mockRestore();
      await worker.handlers["holding.move"]({ id: "otp-0", account: { accountId: last } });
      return readMany(ids);
    });
    const whole = await beginning(worker);
    expect(whole).not.toHaveProperty("areFirst");
    expect(whole.accounts).toHaveLength(ACCOUNTS);
  });

  it("is not remembered of a vault that could not be read whole", async () => {
    ({ world, worker } = await unlockedWorld(records));
    world.store.sealed("otp-90").ciphertext = new Uint8Array(1040);
    await all(worker);
    await settle(worker);
    expect(world.sessionStore.values.get(FIRST_ACCOUNTS_KEY)).toBeUndefined();
  });

  it("is forgotten with a lock", async () => {
    await listed();
    await worker.handlers["vault.lock"](null);
    expect(world.sessionStore.values.get(FIRST_ACCOUNTS_KEY)).toBeNull();
  });

  it.each(["before", "after"])(
    "is forgotten with a lock just %s it is remembered",
    async (moment) => {
      ({ world, worker } = await unlockedWorld(records));
      const set = world.sessionStore.set.bind(world.sessionStore);
      world.sessionStore.set = async (key, value) => {
        const isMeant = key === FIRST_ACCOUNTS_KEY && value !== null;
        if (isMeant && moment === "before") await worker.handlers["vault.lock"](null);
        await set(key, value);
        if (isMeant && moment === "after") await worker.handlers["vault.lock"](null);
      };
      await all(worker);
      await settle(worker);
      expect(world.sessionStore.values.get(FIRST_ACCOUNTS_KEY)).toBeNull();
    },
  );

  it("is the whole where the session store cannot be read", async () => {
    await listed();
    worker.kill();
    worker = world.bear();
    const get = world.sessionStore.get.bind(world.sessionStore);
    world.sessionStore.get = async (key) => {
      if (key === FIRST_ACCOUNTS_KEY) throw new Error("out of order");
      return get(key);
    };
    expect((await beginning(worker)).accounts).toHaveLength(ACCOUNTS);
  });
});

it("has no beginning of its own where accounts are few", async () => {
  const { world, worker } = await unlockedWorld(manyRecords(80));
  await all(worker);
  await settle(worker);
  expect(world.sessionStore.values.has(FIRST_ACCOUNTS_KEY)).toBe(false);
  expect((await beginning(worker)).accounts).toHaveLength(20);
});
