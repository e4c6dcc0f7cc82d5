// Ten thousand entries through the real page: how far it is, in words; cancelled, cut off in the middle, and to the end.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { afterEach, describe, expect, it } from "vitest";
import { encodeBase32 } from "../../lib/bytes/base32.ts";
import { sealBackup } from "../../lib/exchange/backup.ts";
import { manyRecords } from "../unit/vault/many-records.ts";
import { createSeededRandom } from "../unit/vault/seeded-random.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { fill, press, seesButton, textOf } from "./flows/screen.ts";
import { chooseFile, noteStatus, openImportPage } from "./imports/import-page.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const MANY = 10_000;
const PATIENCE_MS = 120_000;
const BACKUP_PASSWORD = "a password for many entries";
const SEALING = "Encrypting the entries";
const IS_STORED = "The entries are stored.";
const CANCELLED = "Nothing was changed.";
const INTERRUPTED = "Waykey was interrupted before it was done";
const DONE_BEFORE = "Waykey was interrupted, but everything had been stored before that.";

/** As Google Authenticator's users keep them in a text: links, one a line, of one account. */
function links(name: string): string {
  const secrets = createSeededRandom(name);
  return Array.from({ length: MANY }, () => {
    return `otpauth://totp/Headway:${name}%40example.com?secret=${encodeBase32(secrets(20))}&issuer=Headway`;
  }).join("\n");
}

describe(`thousands of entries in ${KIND}`, { timeout: 4 * PATIENCE_MS }, () => {
  const given = useRig({ vault: true });

  afterEach(async () => {
    for (const page of (await given.rig.browser.pages()).slice(1)) await page.close();
  });

  async function heldCodes(): Promise<number> {
    const asker = await given.rig.openExtensionPage("prompt.html");
    const { accounts } = await workerAnswer(asker, "vault.contents", null);
    await asker.close();
    return accounts.reduce((sum, { otps }) => sum + otps.length, 0);
  }

  const seesSoon = (page: Page, ...texts: readonly string[]) =>
    until(
      `one of ${texts.join(", ")}`,
      async () => {
        const text = await textOf(page);
        return texts.find((each) => text.includes(each)) ?? null;
      },
      PATIENCE_MS,
    );

  async function review(name: string): Promise<Page> {
    const page = await openImportPage(given.rig);
    await chooseFile(given.rig, page, links(name));
    await seesSoon(page, "Add 10,000 entries");
    return page;
  }

  it("are restored out of a backup, or not when that is cancelled", async () => {
    const random = createSeededRandom("a backup of many");
    const text = await sealBackup(manyRecords(4000), BACKUP_PASSWORD, {
      now: () => Date.now(),
      random,
    });
    const path = join(given.rig.world.keep, "many.json");
    writeFileSync(path, text);
    const before = await heldCodes();
    const page = await given.rig.openExtensionPage("options.html#restore");
    const field = await page.waitForSelector("#restore input[type=file]" as "input");
    await field?.uploadFile(path);
    await fill(page, "Password of this backup", BACKUP_PASSWORD);
    await press(page, "Check backup");
    await seesButton(page, "Restore");
    await press(page, "Restore");
    await press(page, "Cancel");
    await seesSoon(page, CANCELLED);
    expect(await heldCodes()).toBe(before);
    await press(page, "Restore");
    await seesSoon(page, "The backup was restored");
    expect(await heldCodes()).toBe(before + 1000);
  });

  it("are not added when that is cancelled in time, and then are, with words at a calm pace", async () => {
    const before = await heldCodes();
    const page = await review("ada");
    await press(page, "Add 10,000 entries");
    await seesSoon(page, SEALING);
    await press(page, "Cancel");
    await seesSoon(page, CANCELLED);
    expect(await textOf(page)).toContain("You cancelled it");
    expect(await heldCodes()).toBe(before);

    const announced = await noteStatus(page);
    await press(page, "Add 10,000 entries");
    await seesSoon(page, SEALING);
    await seesSoon(page, "seconds left", "second left");
    await seesSoon(page, IS_STORED);
    const cancel = await page.$$eval("#import button", (buttons) =>
      buttons.filter(({ textContent }) => textContent === "Cancel").map(({ disabled }) => disabled),
    );
    expect(cancel).toEqual([true]);
    await seesSoon(page, "10,000 codes were added");
    const said = new Set(await announced());
    expect(said).toContain(SEALING);
    expect([...said].filter((text) => text.includes(" left"))).toEqual([]);
    expect(await heldCodes()).toBe(before + MANY);
  });

  it("are added all or not at all where the worker dies, and the page says which", async () => {
    const before = await heldCodes();
    const page = await review("bo");
    await press(page, "Add 10,000 entries");
    await seesSoon(page, SEALING);
    await given.rig.killWorker();
    await seesSoon(page, INTERRUPTED);
    expect(await textOf(page)).toContain("Nothing was changed. Try again.");
    expect(await heldCodes()).toBe(before);

    await press(page, "Add 10,000 entries");
    await seesSoon(page, IS_STORED);
    await given.rig.killWorker();
    await seesSoon(page, DONE_BEFORE);
    expect(await textOf(page)).toContain("10,000 codes were added");
    expect(await heldCodes()).toBe(before + MANY);
  });
});
