// Addresses where Waykey has nothing to do, or has to warn: plain http, and a sibling of Headway's that
// asks for its passkeys for the first time.

import type { Page } from "puppeteer";
import { expect, it } from "vitest";
import { sees, seesButton, textOf } from "../flows/screen.ts";
import { channelNameOf } from "../rig/browsers.ts";
import { KIND } from "../rig/kind.ts";
import type { Stage } from "./stage.ts";

const FIRST_TIME = "First time at this address";

/** Whether a bridge of Waykey's starts in the page that is opened: it says so on the document. */
async function openListening(page: Page, url: string): Promise<readonly string[]> {
  await page.evaluateOnNewDocument((name) => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const type of [name, `${name}.ready`]) {
      document.addEventListener(type, (event) => heard.push(event.type), { capture: true });
    }
  }, channelNameOf(KIND));
  await page.goto(url);
  return page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}

export function declarePlaces({ given }: Stage): void {
  // A host of Headway's that has no https: where there is one, Chromium goes there by itself.
  it("stays out of plain http pages and their frames", async () => {
    const page = await given.rig.browser.newPage();
    // What shows a bridge at all: without this, silence would prove nothing.
    expect(await openListening(page, "https://headway.co/lab")).not.toEqual([]);
    expect(await openListening(page, "http://plain.headway.co/")).toEqual([]);
    expect(page.frames()).toHaveLength(2);
    for (const frame of page.frames()) {
      const seen = await frame.evaluate(() => ({
        protocol: location.protocol,
        credentials: "credentials" in navigator,
        publicKey: "PublicKeyCredential" in window,
        heard: (window as unknown as { heard: string[] }).heard,
      }));
      expect(seen).toEqual({ protocol: "http:", credentials: false, publicKey: false, heard: [] });
    }
    await page.close();
  });

  it("says when a sibling of Headway's asks for the first time, and only then", async () => {
    const { rig, user } = given;
    const page = await rig.open("https://old.headway.co/?rpId=headway.co");
    await page.locator("[data-call=get]").click();
    const prompt = await rig.prompt();
    await seesButton(prompt, "Allow");
    await sees(prompt, FIRST_TIME);
    await sees(prompt, "https://old.headway.co");
    await user.allow();
    await page.waitForFunction(() => (document.querySelector("#result")?.textContent ?? "") !== "");
    const result = await page.evaluate(() => document.querySelector("#result")?.textContent ?? "");
    expect(JSON.parse(result)).toMatchObject({ ok: true });
    await page.bringToFront();
    await page.locator("[data-call=get]").click();
    const second = await rig.prompt();
    await seesButton(second, "Allow");
    expect(await textOf(second)).not.toContain(FIRST_TIME);
    await user.decide(second, "Cancel");
    await page.close();
  });
}
