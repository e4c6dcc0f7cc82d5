// Pages that go away while the prompt is open: nothing is signed for them, nothing is kept, and the
// prompt goes with them.

import type { Page } from "puppeteer";
import { expect, it } from "vitest";
import { seesButton } from "../flows/screen.ts";
import { KIND } from "../rig/kind.ts";
import { isVerified, labCreate, labGet, openLab } from "../rig/lab.ts";
import type { Rig } from "../rig/rig.ts";
import { contentsOf, type Stage } from "./stage.ts";

/** Throws a tab's document away, as Chromium does when it is short of memory. */
async function discard(rig: Rig, page: Page): Promise<void> {
  const url = page.url();
  // The tab in front is never discarded.
  const other = await rig.open("https://headway.co/login");
  await other.bringToFront();
  const worker = await rig.worker();
  const discarded = await worker.evaluate(async (address) => {
    type Tab = { readonly id: number };
    type Tabs = {
      query(info: { url: string }): Promise<Tab[]>;
      discard(id: number): Promise<Tab | undefined>;
    };
    const { tabs } = (globalThis as unknown as { chrome: { tabs: Tabs } }).chrome;
    const found = await tabs.query({ url: address });
    const gone = await Promise.all(found.map(({ id }) => tabs.discard(id)));
    return gone.filter((tab) => tab !== undefined).length;
  }, url);
  expect(discarded).toBe(1);
  await rig.promptClosed();
  await other.close();
  // What is left of the tab is no page that puppeteer knows.
  await page.close().catch(() => undefined);
}

type Departure = readonly [name: string, leave: (rig: Rig, page: Page) => Promise<unknown>];

/** Firefox discards no tab at a test's word. */
const DEPARTURES: readonly Departure[] = [
  ["is reloaded", (_rig, page) => page.reload()],
  ["is closed", (_rig, page) => page.close()],
  ...(KIND === "chromium" ? ([["is discarded", discard]] as const) : []),
];

export function declareDepartures(stage: Stage): void {
  it.each(DEPARTURES)(
    "ends the prompt of a page that %s, and keeps nothing",
    async (_name, leave) => {
      const { given } = stage;
      const { rig } = given;
      const before = await contentsOf(given);
      const page = await openLab(rig);
      labCreate(page).catch(() => undefined);
      await seesButton(await rig.prompt(), "Allow");
      await leave(rig, page);
      await rig.promptClosed();
      expect(await contentsOf(given)).toEqual(before);
      if (!page.isClosed()) await page.close();
    },
  );

  it("serves a page that was left with a call open and kept alive, once the user is back", async () => {
    const { rig, user } = stage.given;
    const page = await openLab(rig);
    const allowCredentials = [stage.mine];
    labGet(page, { allowCredentials }).catch(() => undefined);
    await seesButton(await rig.prompt(), "Allow");
    await page.evaluate(() => {
      addEventListener("pageshow", ({ persisted }) => Object.assign(window, { persisted }));
    });
    await page.goto("https://headway.co/login");
    await rig.promptClosed();
    // Puppeteer's own way back waits for a load, and here nothing loads.
    await page.evaluate(() => history.back());
    // The very document that was left, not one loaded anew.
    await page.waitForFunction(() => "persisted" in window && window.persisted === true);
    await page.bringToFront();
    const got = labGet(page, { allowCredentials });
    await user.allow();
    expect(await isVerified(page, await got)).toBe(true);
    await page.close();
  });
}
