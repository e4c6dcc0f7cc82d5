// One random history of a vault over an IndexedDB in memory and its second copy: saves, deaths, failures of
// the copy, changed slots, old states put back and decided on, a store that is emptied.

import "fake-indexeddb/auto";
import { openDB } from "idb";
import { ARGON2_FLOOR } from "../../../lib/crypto/argon2id.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { laterVersion } from "../../../lib/exchange/later-version.ts";
import { createIdbStore } from "../../../lib/platform/idb-store.ts";
import { addSlot } from "../../../lib/vault/change-slots.ts";
import { encodeEntry, isSameEntry } from "../../../lib/vault/copy-store.ts";
import { recoverStore } from "../../../lib/vault/recover-store.ts";
import { reviewCopies } from "../../../lib/vault/review-copies.ts";
import { sealCheck } from "../../../lib/vault/seal-check.ts";
import { copyChanges } from "../../../lib/vault/second-copy.ts";
import { adoptCopy, findLaterHeader, writeWaiting } from "../../../lib/vault/settle-copies.ts";
import { createVault } from "../../../lib/vault/unlock.ts";
import { openVault } from "../../../lib/vault/vault.ts";
import { MemoryCopy } from "../../unit/vault/memory-copy.ts";
import { otp } from "../../unit/vault/sample-records.ts";
import { createSeededRandom } from "../../unit/vault/seeded-random.ts";

const STORES = ["vault", "buckets", "tags", "changed", "aside"];
const STEPS = 25;

type Dump = readonly {
  readonly name: string;
  readonly keys: unknown[];
  readonly values: unknown[];
}[];

async function dump(database: string): Promise<Dump> {
  const open = await openDB(database);
  const all = await Promise.all(
    STORES.map(async (name) => ({
      name,
      keys: await open.getAllKeys(name),
      values: await open.getAll(name),
    })),
  );
  open.close();
  return all;
}

/** Puts the database back as it was, behind the store's back. */
async function load(database: string, state: Dump): Promise<void> {
  const open = await openDB(database);
  for (const { name, keys, values } of state) {
    await open.clear(name);
    for (const [i, key] of keys.entries()) await open.put(name, values[i], key as IDBValidKey);
  }
  open.close();
}

const EMPTY: Dump = STORES.map((name) => ({ name, keys: [], values: [] }));

/** @returns what is wrong in the end, and what led to it; nothing if all is well */
export async function runHistory(seed: number): Promise<readonly string[]> {
  const database = `history-${seed}`;
  const random = createSeededRandom(database);
  const below = (n: number) => ((random(2)[0] ?? 0) * 256 + (random(2)[1] ?? 0)) % n;
  let now = 1_760_000_300_000;
  const ports = { now: () => now, random };
  let store = createIdbStore(() => Promise.resolve(database));
  const copy = new MemoryCopy();
  const vaultKey = await createVault(store, {
    password: "correct horse battery",
    ...ports,
    kdf: ARGON2_FLOOR,
  });
  let vault = openVault(store, vaultKey, ports);
  const log: string[] = [];
  const wanted = new Map<string, string>();
  let earlier: Dump | null = null;
  let isUndecided = false;

  const isSealed = (stored: unknown) => vault.maintain(({ keys }) => sealCheck(keys)(stored));
  /** A worker that dies or a copy that fails shows as such a failure, and is no end of the history. */
  async function attempt<T>(what: string, work: () => Promise<T>): Promise<T | null> {
    try {
      const result = await work();
      log.push(`${what}: ${JSON.stringify(result) ?? "done"}`);
      return result;
    } catch (error) {
      if (!(error instanceof WaykeyError)) throw error;
      log.push(`${what}: ${error.code} (${error.message})`);
      return null;
    }
  }
  const follow = () => attempt("copy", () => copyChanges(store, copy, isSealed));
  const review = () =>
    attempt("review", () => vault.maintain((context) => reviewCopies(context, copy, "full")));

  /** As after an unlock: whatever is to be decided is decided for the later state. */
  async function settle(): Promise<void> {
    if ((await review())?.state === "older") {
      await attempt("adopt", () =>
        vault.maintain(async (context) => {
          await adoptCopy(context, copy, await findLaterHeader(context, copy), laterVersion);
        }),
      );
      await attempt("waiting", () =>
        vault.maintain((context) => writeWaiting(context, laterVersion)),
      );
      await review();
    }
    isUndecided = false;
  }

  async function save(): Promise<void> {
    const [id, label] = [`otp-${below(6)}`, `label-${log.length}`];
    const secret = Buffer.from(`secret-${below(4)}-aaaaaaaaaa`).toString("base64url");
    await vault.put({ ...otp, id, label, secret, updatedAt: now });
    wanted.set(id, label);
    log.push(`saved ${id} as ${label}`);
  }

  function reopen(): void {
    store = createIdbStore(() => Promise.resolve(database));
    vault = openVault(store, vaultKey, ports);
  }

  const steps: readonly (() => Promise<unknown>)[] = [
    async () => {
      await save();
      if (!isUndecided) await follow();
    },
    async () => {
      copy.fails = true;
      await follow();
      copy.fails = false;
    },
    async () => {
      await save();
      copy.onWritten = () => {
        throw new WaykeyError("vault/storage", "The worker died when the copy was written");
      };
      if (!isUndecided) await follow();
      copy.onWritten = () => undefined;
    },
    () =>
      attempt("slot", () =>
        addSlot(
          store,
          vaultKey,
          { kind: "password", password: `another ${log.length}`, kdf: ARGON2_FLOOR },
          ports,
        ),
      ),
    async () => {
      if (isUndecided) return;
      await follow();
      if (earlier === null) {
        earlier = await dump(database);
        log.push("a state is kept");
        return;
      }
      await load(database, earlier);
      earlier = null;
      isUndecided = true;
      reopen();
      log.push("the state is put back");
    },
    settle,
    async () => {
      if (isUndecided) return;
      await follow();
      await load(database, EMPTY);
      earlier = null;
      reopen();
      log.push("the store is emptied");
      await attempt("recovery", () => recoverStore(store, copy));
    },
  ];
  /** Saves are what there is most of. */
  const weights = [0, 0, 0, 0, 1, 2, 3, 4, 4, 5, 5, 6];

  await save();
  await follow();
  for (let i = 0; i < STEPS; i++) {
    now += 1000;
    await steps[weights[below(weights.length)] ?? 0]?.();
  }
  await settle();
  await follow();

  const wrong: string[] = [];
  const { records, unreadable } = await vault.listAll();
  if (unreadable.length > 0) wrong.push(`${unreadable.length} unreadable`);
  const labels = new Map(records.map((each) => [each.id, "label" in each ? each.label : ""]));
  for (const [id, label] of wanted) {
    if (labels.get(id) !== label) wrong.push(`${id} is ${labels.get(id)} and not ${label}`);
  }
  const { state } = await vault.checkManifest();
  if (state !== "whole") wrong.push(`the manifest is ${state}`);
  const held = (await store.readSnapshot()).records as readonly { readonly id: string }[];
  for (const stored of held) {
    const isCopied = isSameEntry(copy.entries.get(stored.id), encodeEntry(stored.id, stored));
    if (!isCopied) wrong.push(`${stored.id} is not copied`);
  }
  if (copy.entries.size !== held.length + 2) wrong.push("there are strays in the copy");
  const changed = (await dump(database)).find(({ name }) => name === "changed");
  if (changed?.keys.length !== 0) wrong.push("changes are left to be copied");
  return wrong.length === 0 ? [] : [`history ${seed}`, ...wrong, ...log];
}
