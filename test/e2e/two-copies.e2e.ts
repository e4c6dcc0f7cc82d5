// The vault's two copies on the disk of a closed browser: one of them is emptied, spoiled or put back to an
// older state, and nothing that the other holds is lost.

import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addCode } from "./durability/operations.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { fill, hasButton, press, sees, seesButton, textOf } from "./flows/screen.ts";
import { VAULT_PASSWORD, WaykeyUser } from "./flows/waykey-user.ts";
import { KIND } from "./rig/kind.ts";
import { type Rig, startRig } from "./rig/rig.ts";
import { until } from "./rig/until.ts";
import { startWorld, type World } from "./rig/world.ts";

/** The folders in which the browser keeps the extension's databases and its `storage.local`. */
function foldersOf(profile: string): { database: string; local: string } {
  if (KIND === "chromium") {
    const databases = join(profile, "Default", "IndexedDB");
    const locals = join(profile, "Default", "Local Extension Settings");
    return {
      database: join(
        databases,
        only(databases, (name) => name.startsWith("chrome-extension")),
      ),
      local: join(
        locals,
        only(locals, () => true),
      ),
    };
  }
  const origins = join(profile, "storage", "default");
  const isOurs = (name: string) => name.startsWith("moz-extension+++");
  const isLocal = (name: string) => name.includes("userContextId");
  return {
    database: join(
      origins,
      only(origins, (name) => isOurs(name) && !isLocal(name)),
      "idb",
    ),
    local: join(
      origins,
      only(origins, (name) => isOurs(name) && isLocal(name)),
      "idb",
    ),
  };
}

function only(folder: string, isWanted: (name: string) => boolean): string {
  const [name, ...others] = readdirSync(folder).filter(isWanted);
  if (name === undefined || others.length > 0) throw new Error(`${folder} must hold one`);
  return name;
}

function spoil(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) writeFileSync(join(entry.parentPath, entry.name), "spoiled");
  }
}

/** What the vault's password is changed to. */
const LATER_PASSWORD = "another password of mine";

describe(`the two copies of a vault in ${KIND}`, () => {
  let world: World;
  let profile = "";
  let older = "";
  let password = VAULT_PASSWORD;

  beforeAll(async () => {
    world = await startWorld();
    profile = mkdtempSync(join(tmpdir(), "waykey-copies-"));
    older = mkdtempSync(join(tmpdir(), "waykey-older-"));
    await inBrowser(async (rig) => {
      await new WaykeyUser(rig).createVault();
      const page = await rig.openExtensionPage("options.html");
      await add(page, "first");
    });
  });

  afterAll(async () => {
    await world.close();
    for (const folder of [profile, older]) {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  async function inBrowser<T>(work: (rig: Rig) => Promise<T>): Promise<T> {
    const rig = await startRig(KIND, world, { profile });
    try {
      return await work(rig);
    } finally {
      await rig.close();
    }
  }

  async function add(page: Page, label: string): Promise<void> {
    const { input } = addCode(label, "ada@example.com");
    await workerAnswer(page, "otp.add", input as never);
  }

  async function unlock(page: Page): Promise<void> {
    await fill(page, "Password", password);
    await press(page, "Unlock");
    await seesButton(page, "Lock");
  }

  async function labelsOf(page: Page): Promise<readonly string[]> {
    const { accounts, unreadable } = await workerAnswer(page, "vault.contents", null);
    expect(unreadable).toEqual([]);
    return accounts.flatMap(({ otps }) => otps.map(({ label }) => label)).toSorted();
  }

  it("puts everything back where the database is gone, and says so", async () => {
    rmSync(foldersOf(profile).database, { recursive: true });
    await inBrowser(async (rig) => {
      const popup = await rig.openExtensionPage("popup.html");
      await sees(popup, "Everything was put back from the second copy");
      await unlock(popup);
      await sees(popup, "ada@example.com");
      await sees(popup, "Everything was put back from the second copy");
      await press(popup, "OK");
      await until("the notice to go", async () => !(await textOf(popup)).includes("put back"));
      expect(await labelsOf(popup)).toEqual(["first"]);
      await add(popup, "second");
    });
  });

  it("makes the second copy anew where that is gone", async () => {
    rmSync(foldersOf(profile).local, { recursive: true });
    await inBrowser(async (rig) => {
      const options = await rig.openExtensionPage("options.html");
      await unlock(options);
      await sees(options, "was made anew");
      await press(options, "OK");
      expect(await labelsOf(options)).toEqual(["first", "second"]);
    });
    rmSync(foldersOf(profile).database, { recursive: true });
    await inBrowser(async (rig) => {
      const options = await rig.openExtensionPage("options.html");
      await unlock(options);
      expect(await labelsOf(options)).toEqual(["first", "second"]);
      await press(options, "OK");
    });
  });

  it("notices an older state, and goes on with the newer one at the user's word", async () => {
    cpSync(foldersOf(profile).database, older, { recursive: true });
    await inBrowser(async (rig) => {
      const options = await rig.openExtensionPage("options.html");
      await unlock(options);
      await add(options, "third");
      const proof = { method: "password", password } as const;
      await workerAnswer(options, "vault.change-password", { proof, newPassword: LATER_PASSWORD });
    });
    const { database } = foldersOf(profile);
    rmSync(database, { recursive: true });
    cpSync(older, database, { recursive: true });
    await inBrowser(async (rig) => {
      const options = await rig.openExtensionPage("options.html#condition");
      await unlock(options);
      await sees(options, "An older state of your vault was put back");
      expect(await labelsOf(options)).toEqual(["first", "second"]);
      await expect(workerAnswer(options, "emergency-key.make", { password })).rejects.toThrow(
        "vault/undecided",
      );
      await press(options, "Go on with the newer one");
      await sees(options, "Type the password that you set last");
      await fill(options, "Password", password);
      await press(options, "Go on with the newer one");
      await sees(options, "That is the password of the older state");
      password = LATER_PASSWORD;
      await fill(options, "Password", password);
      await press(options, "Go on with the newer one");
      await until("the newer state", async () => (await labelsOf(options)).length === 3);
      expect(await labelsOf(options)).toEqual(["first", "second", "third"]);
      await until("the card to go", async () => !(await textOf(options)).includes("older state"));
    });
  });

  it("outlives a database whose files are spoiled", async () => {
    spoil(foldersOf(profile).database);
    await inBrowser(async (rig) => {
      const options = await rig.openExtensionPage("options.html");
      await until("a way to go on", async () => {
        return (await hasButton(options, "Unlock")) || hasButton(options, "Use the second copy");
      });
      if (await hasButton(options, "Use the second copy")) {
        await sees(options, "Do not remove the extension");
        await press(options, "Use the second copy");
        await press(options, "Go on with the second copy");
      }
      await unlock(options);
      expect(await labelsOf(options)).toEqual(["first", "second", "third"]);
    });
  });
});
