// The browser or its worker is killed at seeded instants while the vault is being written, again and
// again at one profile. A killed process takes nothing with it that the system already has: what a
// power failure does is not seen here.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VAULT_PASSWORD, WaykeyUser } from "../flows/waykey-user.ts";
import { KIND } from "../rig/kind.ts";
import { type Rig, startRig } from "../rig/rig.ts";
import { SEED } from "../rig/sample.ts";
import { startWorld, type World } from "../rig/world.ts";
import { Journal } from "./journal.ts";
import { restoreBackup } from "./operations.ts";
import { readSecondCopy, readStore } from "./store-dump.ts";
import { RefusedError, workerAnswer } from "./worker-call.ts";

const MOST_ACKNOWLEDGED = 6;

/** The longest that a page may wait for the answer of a worker that has died. */
const SETTLES_WITHIN_MS = 5000;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Opens the vault with just one of the passwords that may be its own. */
async function unlock(page: Page, journal: Journal): Promise<void> {
  const opening: string[] = [];
  const refusals: string[] = [];
  for (const password of journal.passwords()) {
    try {
      await workerAnswer(page, "vault.unlock", { method: "password", password });
      opening.push(password);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refusals.push(error.message);
    }
  }
  expect(opening, `WAYKEY_SEED=${SEED}, refused: ${refusals.join("; ")}`).toHaveLength(1);
  journal.password = opening[0] ?? "";
}

/** As `expectSound`, of what would be left if the store were lost as well. */
async function expectSoundCopy(journal: Journal, page: Page, when: string): Promise<void> {
  const fault = journal.faultOf(await readSecondCopy(page, journal.passwords()));
  expect(fault, `WAYKEY_SEED=${SEED}, the second copy ${when}`).toBeNull();
}

/** Says which seed to try again, and what was wrong. */
async function expectSound(journal: Journal, page: Page, when: string): Promise<void> {
  const state = await readStore(page, journal.passwords());
  journal.password = state.password;
  const fault = journal.judge(state);
  expect(fault, `WAYKEY_SEED=${SEED}, ${when}`).toBeNull();
  const { unreadable } = await workerAnswer(page, "vault.contents", null);
  expect(unreadable, `WAYKEY_SEED=${SEED}, ${when}`).toEqual([]);
}

/** A vault with a first passkey and settings that can be made stricter many times. */
async function begin(rig: Rig, journal: Journal): Promise<Page> {
  await new WaykeyUser(rig).createVault();
  const page = await rig.openExtensionPage("options.html");
  await journal.ask(page, await restoreBackup("first"));
  const settings = {
    autoLockMinutes: 1440,
    verifiedForMinutes: 0,
    passkeyUpgrades: false,
    lockWithSystem: true,
  };
  await journal.ask(page, {
    method: "settings.set",
    input: { ...settings, password: VAULT_PASSWORD },
    change: (vault) => ({ ...vault, autoLockMinutes: 1440 }),
  });
  await expectSound(journal, page, "before the first kill");
  return page;
}

/** Some changes that are acknowledged, one that is not yet, and `kill` at some instant of it. */
async function writeUntil(
  journal: Journal,
  page: Page,
  number: number,
  kill: () => Promise<void>,
): Promise<"acknowledged" | "cut off"> {
  const count = 1 + Math.floor(journal.next() * MOST_ACKNOWLEDGED);
  for (let i = 0; i < count; i++) await journal.ask(page, await journal.draw());
  const last = await journal.drawForKill(number);
  const delayMs = journal.instantOf(last);
  const answered = journal.ask(page, last).then(
    () => "acknowledged" as const,
    (error: unknown) => {
      if (error instanceof RefusedError) throw error;
      return "cut off" as const;
    },
  );
  await wait(delayMs);
  await kill();
  const settled = await Promise.race([answered, wait(SETTLES_WITHIN_MS)]);
  if (settled === undefined) throw new Error(`${last.method} was never answered`);
  return settled;
}

export function declareBrowserKills(count: number): void {
  describe(`a vault whose browser is killed ${count} times, in ${KIND}`, () => {
    let world: World;
    let profile = "";

    beforeAll(async () => {
      world = await startWorld();
      profile = mkdtempSync(join(tmpdir(), "waykey-killed-"));
    });

    afterAll(async () => {
      await world.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    });

    it(
      "holds all that was acknowledged, and what was under way whole or not at all",
      { timeout: 60_000 + count * 30_000 },
      async () => {
        const journal = new Journal(SEED);
        let rig = await startRig(KIND, world, { profile });
        try {
          let page = await begin(rig, journal);
          for (let kill = 1; kill <= count; kill++) {
            await writeUntil(journal, page, kill, () => rig.killBrowser());
            rig = await startRig(KIND, world, { profile });
            page = await rig.openExtensionPage("options.html");
            await expectSoundCopy(journal, page, `after kill ${kill}`);
            await unlock(page, journal);
            await expectSound(journal, page, `after kill ${kill}`);
          }
        } finally {
          await rig.close();
        }
        report("browser", count, journal);
      },
    );
  });
}

export function declareWorkerKills(count: number): void {
  describe(`a vault whose worker is killed ${count} times, in ${KIND}`, () => {
    it(
      "holds all that was acknowledged, and what was under way whole or not at all",
      { timeout: 60_000 + count * 15_000 },
      async () => {
        const world = await startWorld();
        const rig = await startRig(KIND, world);
        const journal = new Journal(SEED);
        try {
          const page = await begin(rig, journal);
          for (let kill = 1; kill <= count; kill++) {
            await writeUntil(journal, page, kill, () => rig.killWorker());
            await expectSoundCopy(journal, page, `after kill ${kill}`);
            await expectSound(journal, page, `after kill ${kill}`);
          }
        } finally {
          await rig.close();
          await world.close();
        }
        report("worker", count, journal);
      },
    );
  });
}

function report(what: string, count: number, { acknowledged, found }: Journal): void {
  const cutOff = [...found].map(([method, { written, unwritten }]) => {
    return `${method} ${written} / ${unwritten}`;
  });
  console.info(
    `${KIND}: ${count} kills of the ${what}, ${acknowledged} changes acknowledged; ` +
      `of those under way written / not written: ${cutOff.join(", ")}`,
  );
}
