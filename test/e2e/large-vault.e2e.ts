// The popup over a vault of many accounts: the first of them come ahead of the others, which are all there soon after.

import type { Page } from "puppeteer";
import { beforeAll, describe, expect, it } from "vitest";
import { sealBackup } from "../../lib/exchange/backup.ts";
import { manyRecords } from "../unit/vault/many-records.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { fill, seesButton } from "./flows/screen.ts";
import { BACKUP_PASSWORD } from "./flows/waykey-user.ts";
import { KIND } from "./rig/kind.ts";
import { shiftsOn } from "./rig/layout-shifts.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const ACCOUNTS = 300;

describe(`the popup over ${ACCOUNTS} accounts in ${KIND}`, () => {
  const given = useRig({ vault: true });

  beforeAll(async () => {
    const page = await given.rig.openExtensionPage("prompt.html");
    const text = await sealBackup(manyRecords(4 * ACCOUNTS), BACKUP_PASSWORD, {
      now: () => 1_760_000_000_000,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    });
    const restore = { text, backupPassword: BACKUP_PASSWORD, mode: "merge" } as const;
    await workerAnswer(page, "backup.restore", restore);
    await workerAnswer(page, "vault.contents", null);
    await page.close();
  }, 60_000);

  /** Whether the worker has a beginning to give, asked by a page that closes again. */
  async function hasBeginning(): Promise<boolean> {
    const page = await given.rig.openExtensionPage("prompt.html");
    const { areFirst = false } = await workerAnswer(page, "vault.beginning", null);
    await page.close();
    return areFirst;
  }

  const rowsOf = (popup: Page) =>
    popup.$$eval("ul.accounts > li bdi", (names) => names.map((name) => name.textContent));

  async function seesAll(popup: Page): Promise<void> {
    await popup.waitForFunction(
      (last) => document.querySelector("main")?.innerText.includes(last) === true,
      {},
      `50 of ${ACCOUNTS}`,
    );
  }

  async function opened(): Promise<Page> {
    const popup = await given.rig.openExtensionPage("popup.html");
    await popup.waitForSelector("ul.accounts .code");
    return popup;
  }

  it("begins with the accounts that the whole list begins with, and nothing moves when that comes", async () => {
    await until("the beginning to be known", hasBeginning);
    const popup = await opened();
    const first = await rowsOf(popup);
    await seesAll(popup);
    expect(first.length).toBeGreaterThan(3);
    expect((await rowsOf(popup)).slice(0, first.length)).toEqual(first);
    if (KIND === "chromium") expect(await shiftsOn(popup)).toEqual([]);
    await popup.close();
  });

  it("has a beginning for a worker that was stopped, and finds what is far down the list", async () => {
    await until("the beginning to be known", hasBeginning);
    await given.rig.killWorker();
    const popup = await opened();
    await fill(popup, "Search accounts", "person-298");
    await seesButton(popup, "Details of person-298@example.com Provider");
    await popup.close();
  });

  it("shows what was changed since, and has a beginning again when all was opened", async () => {
    const page = await given.rig.openExtensionPage("prompt.html");
    await workerAnswer(page, "account.rename", { id: "account-1", email: "aaron@example.com" });
    await page.close();
    const popup = await opened();
    expect((await rowsOf(popup))[0]).toBe("aaron@example.com");
    await seesAll(popup);
    await popup.close();
    await until("the beginning to be known", hasBeginning);
    const again = await opened();
    expect((await rowsOf(again))[0]).toBe("aaron@example.com");
    await again.close();
  });
});
