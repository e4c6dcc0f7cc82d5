// Thousands of entries through the real page: how far it is, in words; cancelled, cut off in the middle, and to the end.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { afterEach, describe, expect, it } from "vitest";
import { encodeBase64url } from "../../lib/bytes/base64url.ts";
import { encodeBase32 } from "../../lib/bytes/base32.ts";
import { sealBackup } from "../../lib/exchange/backup.ts";
import { account, otp } from "../unit/vault/sample-records.ts";
import { createSeededRandom } from "../unit/vault/seeded-random.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { fill, press, seesButton, textOf } from "./flows/screen.ts";
import { chooseFile, noteStatus, openImportPage } from "./imports/import-page.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const MANY = 6000;
const FEWER = 1500;
/** An account with nothing in it, whose screen comes at once. */
const QUIET = { role: "provider", email: "quiet@example.com" } as const;
const PATIENCE_MS = 120_000;
const BACKUP_PASSWORD = "a password for many entries";
const IS_STORED = "The entries are stored.";
const CANCELLED = "Nothing was changed.";
const INTERRUPTED = "Waykey was interrupted before it was done";
const DONE_BEFORE = "Waykey was interrupted, but everything had been stored before that.";

/** As Google Authenticator's users keep them in a text: links, one a line, of one account. */
function links(name: string, count = MANY): string {
  const secrets = createSeededRandom(name);
  return Array.from({ length: count }, () => {
    return `otpauth://totp/Headway:${name}%40example.com?secret=${encodeBase32(secrets(20))}&issuer=Headway`;
  }).join("\n");
}

type Step = { readonly step: string; readonly hint: string; readonly mayCancel: boolean };

/**
 * Notes from now on what stands beside the bar, however briefly.
 * @returns looks up what was noted so far
 */
async function noteProgress(page: Page): Promise<() => Promise<readonly Step[]>> {
  await page.evaluate(() => {
    const steps: Step[] = [];
    Object.assign(globalThis, { steps });
    new MutationObserver(() => {
      const stack = document.querySelector("#import progress")?.parentElement;
      const buttons = [...document.querySelectorAll<HTMLButtonElement>("#import button")];
      const cancel = buttons.find(({ textContent }) => textContent === "Cancel");
      if (stack === null || stack === undefined || cancel === undefined) return;
      const textOfPart = (selector: string) => stack.querySelector(selector)?.textContent ?? "";
      steps.push({
        step: textOfPart("[role=status]"),
        hint: textOfPart(".hint"),
        mayCancel: !cancel.disabled,
      });
    }).observe(document.body, {
      attributes: true,
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  return () => page.evaluate(() => (globalThis as unknown as { steps: Step[] }).steps);
}

/** Looks within the page, so that nothing is over before it is seen. */
async function stepBegins(page: Page, start: string): Promise<void> {
  await page.waitForFunction(
    (text) => {
      const said = document.querySelector("#import progress")?.parentElement?.textContent;
      return said?.startsWith(text) === true;
    },
    { polling: 30, timeout: PATIENCE_MS },
    start,
  );
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
    await seesSoon(page, "Add 6,000 entries");
    return page;
  }

  it("are restored out of a backup, or not when that is cancelled", async () => {
    const random = createSeededRandom("a backup of many");
    // Of one account: the lists of a page with a thousand would take longer than the restore.
    const codes = Array.from({ length: MANY }, (_, i) => {
      return { ...otp, id: `otp-${i}`, secret: encodeBase64url(random(20)) };
    });
    const text = await sealBackup([account, ...codes], BACKUP_PASSWORD, {
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
    expect(await heldCodes()).toBe(before + MANY);
  });

  it("are not added when that is cancelled in time, and then are, with words at a calm pace", async () => {
    const before = await heldCodes();
    const page = await review("ada");
    await press(page, "Add 6,000 entries");
    await press(page, "Cancel");
    await seesSoon(page, CANCELLED);
    expect(await textOf(page)).toContain("You cancelled it");
    expect(await heldCodes()).toBe(before);

    const announced = await noteStatus(page);
    const noted = await noteProgress(page);
    await press(page, "Add 6,000 entries");
    await seesSoon(page, "6,000 codes were added");
    const said = await announced();
    expect(said.some((text) => text.startsWith(IS_STORED))).toBe(true);
    expect(said.filter((text) => text.includes(" left"))).toEqual([]);
    const steps = await noted();
    expect(steps.some(({ hint }) => /^About .* left$/u.test(hint))).toBe(true);
    const stored = steps.filter(({ step }) => step.startsWith(IS_STORED));
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.every(({ mayCancel }) => !mayCancel)).toBe(true);
    expect(await heldCodes()).toBe(before + MANY);
  });

  it("are added while the user looks at an account, and the page says so afterwards", async () => {
    const before = await heldCodes();
    const asker = await given.rig.openExtensionPage("prompt.html");
    await workerAnswer(asker, "account.create", QUIET);
    await asker.close();
    const page = await openImportPage(given.rig);
    await chooseFile(given.rig, page, links("cy", FEWER));
    await seesSoon(page, "Add 1,500 entries");
    await press(page, "Add 1,500 entries");
    await press(page, `Details of ${QUIET.email} Provider`);
    await seesButton(page, "Back");
    expect(await textOf(page)).not.toContain("1,500");
    await until(
      "the entries to be added",
      async () => (await heldCodes()) === before + FEWER,
      PATIENCE_MS,
    );
    await press(page, "Back");
    await seesSoon(page, "1,500 codes were added");
  });

  it("are added all or not at all where the worker dies, and the page says which", async () => {
    const before = await heldCodes();
    const page = await review("bo");
    await press(page, "Add 6,000 entries");
    await given.rig.killWorker();
    await seesSoon(page, INTERRUPTED);
    expect(await textOf(page)).toContain("Nothing was changed. Try again.");
    expect(await heldCodes()).toBe(before);

    await press(page, "Add 6,000 entries");
    await stepBegins(page, IS_STORED);
    await given.rig.killWorker();
    await seesSoon(page, DONE_BEFORE);
    expect(await textOf(page)).toContain("6,000 codes were added");
    expect(await heldCodes()).toBe(before + MANY);
  });
});
