// What vaults of 40, 1,000 and 10,000 records cost in the built extension: three browsers side by side, each
// with one, asked in turn from a page of Waykey's that does nothing of its own. Prints a table and judges nothing. The browser is
// chosen by WAYKEY_BROWSER, as for the end-to-end tests.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sealBackup } from "../../lib/exchange/backup.ts";
import type { InputOf, MethodName } from "../../lib/rpc/protocol.ts";
import type { Page } from "puppeteer";
import { addCode } from "../e2e/durability/operations.ts";
import { workerAnswer } from "../e2e/durability/worker-call.ts";
import { BACKUP_PASSWORD, VAULT_PASSWORD, WaykeyUser } from "../e2e/flows/waykey-user.ts";
import { footprintOf } from "../e2e/rig/footprint.ts";
import { KIND } from "../e2e/rig/kind.ts";
import { type Rig, startRig } from "../e2e/rig/rig.ts";
import { until } from "../e2e/rig/until.ts";
import { startWorld, type World } from "../e2e/rig/world.ts";
import { manyRecords } from "../unit/vault/many-records.ts";

const SIZES = [40, 1000, 10_000] as const;
const ROUNDS = 31;
const PROOF = { method: "password", password: VAULT_PASSWORD } as const;

/** As often as on a screen: the end-to-end tests have Firefox draw ten times a second. */
const DRAWN = { "layout.frame_rate": 60 };

type Seeded = { readonly size: number; readonly rig: Rig; readonly page: Page };

let world: World;
const seeded: Seeded[] = [];
const profiles: string[] = [];

beforeAll(async () => {
  world = await startWorld();
  for (const size of SIZES) {
    const profile = mkdtempSync(join(tmpdir(), "waykey-bench-"));
    profiles.push(profile);
    const seeding = await startRig(KIND, world, { profile });
    await new WaykeyUser(seeding).createVault();
    const seeder = await seeding.openExtensionPage("prompt.html");
    const ports = {
      now: () => 1_760_000_000_000,
      random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
    };
    const text = await sealBackup(manyRecords(size), BACKUP_PASSWORD, ports);
    const begun = performance.now();
    await workerAnswer(seeder, "backup.restore", {
      text,
      backupPassword: BACKUP_PASSWORD,
      mode: "merge",
    });
    console.info(`${KIND}, ${size}: restored in ${Math.round(performance.now() - begun)} ms`);
    await reviewed(seeder);
    await seeding.close();
    // As a vault of that size is met: by a browser that was started since, and has nothing left to write.
    const rig = await startRig(KIND, world, { profile, firefoxPrefs: DRAWN });
    const page = await rig.openExtensionPage("prompt.html");
    await reviewed(page);
    await note(size, rig, "after an unlock");
    seeded.push({ size, rig, page });
  }
}, 600_000);

afterAll(async () => {
  for (const { rig } of seeded) await rig.close();
  for (const profile of profiles) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  await world.close();
});

type WithSession = { storage: { session: { get(key: string): Promise<Record<string, unknown>> } } };

/** Waits for what the first unlock of a run has the worker go over behind everybody's back. */
async function reviewed(page: Page): Promise<void> {
  await workerAnswer(page, "vault.lock", null);
  await workerAnswer(page, "vault.unlock", PROOF);
  await until(
    "the review of both copies",
    () =>
      page.evaluate(async (key) => {
        const scope = globalThis as unknown as Record<string, WithSession | undefined>;
        const found = await (scope["browser"] ?? scope["chrome"])?.storage.session.get(key);
        return found?.[key] === true;
      }, "copies-reviewed"),
    120_000,
  );
}

/** Prints what the worker occupies: its heap in Chromium, the whole extension process in Firefox. */
async function note(size: number, rig: Rig, occasion: string): Promise<void> {
  const { memoryBytes } = await footprintOf(rig);
  console.info(`${KIND}, ${size}: ${(memoryBytes / 2 ** 20).toFixed(1)} MiB ${occasion}`);
}

/** Milliseconds that one message takes there and back, as the page sees it. */
async function timed<M extends MethodName>(page: Page, method: M, input: InputOf<M>) {
  const begun = performance.now();
  await workerAnswer(page, method, input);
  return performance.now() - begun;
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Asks every size in turn and sets the medians in relation to the smallest. */
async function compare<M extends MethodName>(
  name: string,
  method: M,
  input: (round: number) => InputOf<M>,
  prepare: (page: Page) => Promise<unknown> = () => Promise.resolve(),
  rounds = ROUNDS,
): Promise<void> {
  const times = new Map<number, number[]>(SIZES.map((size) => [size, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { size, page } of seeded) {
      await prepare(page);
      times.get(size)?.push(await timed(page, method, input(round)));
    }
  }
  const medians = SIZES.map((size) => median(times.get(size) ?? []));
  const [first = 1] = medians;
  const cells = medians.map((ms) => `${ms.toFixed(1)} ms (x${(ms / first).toFixed(2)})`);
  console.info(`${KIND}, ${name}: ${cells.join(", ")}`);
}

/** Milliseconds from a key in the popup's search field until what it finds is drawn, for each text in turn. */
async function searched(popup: Page, texts: readonly string[]): Promise<number[]> {
  return popup.$eval(
    'input[type="search"]',
    async (field, queries) => {
      const times: number[] = [];
      for (const query of queries) {
        const list = new Promise<void>((drawn) => {
          const observer = new MutationObserver(() => {
            observer.disconnect();
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.addEventListener("message", () => drawn());
              port1.start();
              port2.postMessage(null);
            });
          });
          const { body } = document;
          observer.observe(body, { subtree: true, childList: true, characterData: true });
        });
        const begun = performance.now();
        field.value = query;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        await list;
        times.push(performance.now() - begun);
      }
      return times;
    },
    texts,
  );
}

it("prints what a key in the search field costs at each size", async () => {
  for (const { size, rig } of seeded) {
    const first: number[] = [];
    const later: number[] = [];
    for (let round = 0; round < 5; round++) {
      const popup = await rig.openExtensionPage("popup.html");
      await popup.waitForSelector(".account");
      const [one = 0, ...more] = await searched(popup, [
        "p",
        "pe",
        "person-1",
        "person",
        "person-2",
      ]);
      first.push(one);
      later.push(...more);
      await popup.close();
    }
    const [one, more] = [first, later].map((times) => `${median(times).toFixed(1)} ms`);
    const most = Math.max(...first, ...later).toFixed(1);
    console.info(
      `${KIND}, ${size}: ${one} for a first key, ${more} for a later one, ${most} at most`,
    );
  }
  expect(seeded).toHaveLength(SIZES.length);
}, 300_000);

it("prints what operations cost at each size", async () => {
  await compare("a code's current value", "otp.codes", () => ({ ids: ["otp-0"] }));
  await compare("a passkey renamed", "passkey.rename", (round) => ({
    id: "passkey-0",
    label: `label ${round}`,
  }));
  await compare("a new code", "otp.add", (round) => {
    return addCode(`bench-${round}`, "person-1@example.com").input as InputOf<"otp.add">;
  });
  const lock = (page: Page) => workerAnswer(page, "vault.lock", null);
  await compare("an unlock, key derivation included", "vault.unlock", () => PROOF, lock, 7);
  await compare("everything listed", "vault.contents", () => null, undefined, 5);
  for (const { size, rig, page } of seeded) {
    await workerAnswer(page, "otp.codes", { ids: ["otp-0"] });
    await note(size, rig, "after everything was listed");
  }
  expect(seeded).toHaveLength(SIZES.length);
}, 900_000);
