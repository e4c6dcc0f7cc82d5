// What a vault of 10, 1,000 and 10,000 records costs in time, taken side by side: each round goes through
// the sizes in turn, and medians are set in relation to the smallest. Prints a table and judges nothing:
// a busy machine is no failure. In Node over a store in memory, so without the disk's share.

import { expect, it, vi } from "vitest";
import { findAccounts, prepareSearch } from "../../components/popup/find-accounts.ts";
import { vaultContents } from "../../lib/app/vault-contents.ts";
import type { World } from "../unit/app/kit.ts";
import { worldOf } from "../unit/app/operation-cost.ts";
import { FLAT_OPERATIONS, LOGARITHMIC_OPERATIONS, type Operation } from "../unit/app/operations.ts";

vi.mock("../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../unit/vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const SIZES = [10, 1000, 10_000] as const;

let serial = 0;

/** Operations that can be repeated; those that use something up are left to the tests that count. */
const REPEATED: Readonly<Record<string, Operation>> = {
  ...pick(FLAT_OPERATIONS, [
    "an unlock",
    "the preview of a code",
    "the current codes",
    "a passkey renamed",
    "a recovery code marked as used",
    "a page looked at",
    "a code filled",
    "a sign-in with a listed passkey",
    "a sign-in with any passkey of the site",
  ]),
  ...pick(LOGARITHMIC_OPERATIONS, ["a new passkey"]),
  "a new code of an account that is there": (_world, { handlers }) =>
    handlers["otp.add"]({ text: secretOf(++serial), account: { accountId: "account-1" } }),
  "a new code of a new account": (_world, { handlers }) =>
    handlers["otp.add"]({
      text: secretOf(++serial),
      account: { role: "provider", email: `new-${serial}@example.com` },
    }),
};

function pick(from: Readonly<Record<string, Operation>>, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, from[name] as Operation]));
}

/** A setup key of 16 letters for each number. */
function secretOf(number: number): string {
  return `WAYKEY${number.toString(2).padStart(26, "0").replaceAll("0", "A").replaceAll("1", "B")}`;
}

type Times = Map<number, number[]>;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function row(name: string, times: Times, divide: (size: number) => number = () => 1) {
  const medians = SIZES.map((size) => median(times.get(size) ?? []) / divide(size));
  const [first = Number.NaN] = medians;
  const cells = medians.map((value) => `${value.toFixed(3)} ms (×${(value / first).toFixed(2)})`);
  return { name, ...Object.fromEntries(SIZES.map((size, i) => [size, cells[i]])) };
}

async function compare(worlds: ReadonlyMap<number, World>, operation: Operation, rounds: number) {
  const times: Times = new Map(SIZES.map((size) => [size, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [size, world] of worlds) {
      const worker = world.bear();
      await world.unlock(worker);
      const time = await timed(() => operation(world, worker));
      if (round > 2) times.get(size)?.push(time);
    }
  }
  return times;
}

it("measures a vault of 10, 1,000 and 10,000 records side by side", async () => {
  const worlds = new Map<number, World>();
  for (const size of SIZES) worlds.set(size, await worldOf(size));
  const table = [];
  for (const [name, operation] of Object.entries(REPEATED)) {
    table.push(row(name, await compare(worlds, operation, 43)));
  }
  const plain: Operation = async (world) => world.vault().listAll();
  const quick: Operation = async (world) => world.vault().listAll({ vaultKey: world.vaultKey() });
  const shown: Operation = async (_world, { app }) => vaultContents(app);
  table.push(
    row(
      "list everything, a record, keys not extractable",
      await compare(worlds, plain, 8),
      (n) => n,
    ),
    row("list everything, a record", await compare(worlds, quick, 8), (n) => n),
    row("list everything", await compare(worlds, quick, 8)),
    row("the contents that the popup is sent", await compare(worlds, shown, 8)),
  );
  const prepared: Times = new Map();
  const search: Times = new Map();
  const bytes: Record<string, number> = {};
  for (const [size, world] of worlds) {
    const worker = world.bear();
    await world.unlock(worker);
    const contents = await vaultContents(worker.app);
    bytes[size] = JSON.stringify(contents).length;
    const { accounts } = contents;
    prepared.set(size, [await timed(async () => prepareSearch(accounts))]);
    const keys: number[] = [];
    for (let i = 0; i < 20; i++) {
      keys.push(await timed(async () => findAccounts(accounts, "person-2 client")));
    }
    search.set(size, keys);
  }
  table.push(row("the search made ready", prepared), row("a search", search));
  console.table(table);
  console.log("Characters of JSON in the contents:", bytes);
  expect(table.length).toBeGreaterThan(0);
});
