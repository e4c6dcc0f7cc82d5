// Profiles of a browser whose vault holds so many records, made once for all parts of a run.

import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { inAnyCase } from "../../lib/app/in-any-case.ts";
import { sealBackup } from "../../lib/exchange/backup.ts";
import { workerAnswer } from "../e2e/durability/worker-call.ts";
import { BACKUP_PASSWORD, VAULT_PASSWORD, WaykeyUser } from "../e2e/flows/waykey-user.ts";
import { KIND } from "../e2e/rig/kind.ts";
import { type Rig, type RigOptions, startRig } from "../e2e/rig/rig.ts";
import { until } from "../e2e/rig/until.ts";
import type { World } from "../e2e/rig/world.ts";
import { manyRecords } from "../unit/vault/many-records.ts";

/** As often as on a screen: the end-to-end tests have Firefox draw ten times a second. */
export const DRAWN = { "layout.frame_rate": 60 } as const;

export const PROOF = { method: "password", password: VAULT_PASSWORD } as const;

/** A backup of so many records, sealed under BACKUP_PASSWORD. */
export function backupOf(size: number): Promise<string> {
  return sealBackup(manyRecords(size), BACKUP_PASSWORD, {
    now: () => 1_760_000_000_000,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  });
}

export type Seeded = {
  readonly size: number;
  readonly rig: Rig;
  /** A page of Waykey's that does nothing of its own. */
  readonly page: Page;
  readonly close: () => Promise<void>;
};

export class Seeds {
  readonly #folder: string;
  readonly #world: World;

  /** @param folder where the profiles are kept: those that are there already are taken */
  constructor(folder: string, world: World) {
    this.#folder = folder;
    this.#world = world;
  }

  /**
   * A browser with a vault of `size` records, unlocked, that has nothing left to do: as such a vault is met, by a
   * browser that was started since it was filled, and has gone over both copies.
   */
  async start(size: number, options: RigOptions = {}): Promise<Seeded> {
    const seed = await this.#seed(size);
    const profile = mkdtempSync(join(tmpdir(), "waykey-bench-"));
    cpSync(seed, profile, { recursive: true });
    const remove = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    const rig = await startRig(KIND, this.#world, {
      firefoxPrefs: DRAWN,
      ...options,
      profile,
    }).catch((error: unknown) => {
      remove();
      throw error;
    });
    const close = () => inAnyCase([() => rig.close(), async () => remove()]);
    try {
      const page = await rig.openExtensionPage("prompt.html");
      await noteReviewed(page);
      await unlockAgain(page);
      return { size, rig, page, close };
    } catch (error) {
      await close();
      throw error;
    }
  }

  async #seed(size: number): Promise<string> {
    const seed = join(this.#folder, `${KIND}-${size}`);
    const mark = join(seed, "waykey-seeded");
    if (existsSync(mark)) return seed;
    rmSync(seed, { recursive: true, force: true, maxRetries: 5 });
    mkdirSync(seed, { recursive: true });
    const rig = await startRig(KIND, this.#world, { profile: seed });
    try {
      await new WaykeyUser(rig).createVault();
      const page = await rig.openExtensionPage("prompt.html");
      const text = await backupOf(size);
      const restore = { text, backupPassword: BACKUP_PASSWORD, mode: "merge" } as const;
      await workerAnswer(page, "backup.restore", restore);
      await unlockAgain(page);
      await reviewed(page);
    } finally {
      await rig.close();
    }
    writeFileSync(mark, "");
    return seed;
  }
}

/** Where the worker notes that it went over both copies since the browser was started, which takes it seconds. */
const REVIEWED = "copies-reviewed";

type Session = {
  get(key: string): Promise<Record<string, unknown>>;
  set(values: Record<string, unknown>): Promise<void>;
};
type WithSession = { readonly storage: { readonly session: Session } };

async function unlockAgain(page: Page): Promise<void> {
  await workerAnswer(page, "vault.lock", null);
  await workerAnswer(page, "vault.unlock", PROOF);
}

/** Waits for what the first unlock of a run has the worker go over behind everybody's back. */
async function reviewed(page: Page): Promise<void> {
  await until(
    "the review of both copies",
    () =>
      page.evaluate(async (key) => {
        const scope = globalThis as unknown as Record<string, WithSession | undefined>;
        const found = await (scope["browser"] ?? scope["chrome"])?.storage.session.get(key);
        return found?.[key] === true;
      }, REVIEWED),
    120_000,
  );
}

/** Spares the worker that, of a profile whose copies were gone over when it was made. */
async function noteReviewed(page: Page): Promise<void> {
  await page.evaluate(async (key) => {
    const scope = globalThis as unknown as Record<string, WithSession | undefined>;
    await (scope["browser"] ?? scope["chrome"])?.storage.session.set({ [key]: true });
  }, REVIEWED);
}
