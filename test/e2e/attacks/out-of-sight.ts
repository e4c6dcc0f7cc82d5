// Pages that the user does not look at: one behind another tab, one that the browser loads ahead of the
// user's going there, and one that asked before the user went to another tab.

import type { Page } from "puppeteer";
import { expect, it } from "vitest";
import { seesButton } from "../flows/screen.ts";
import { KIND } from "../rig/kind.ts";
import { isVerified, type LabOutcome, labGet, openLab } from "../rig/lab.ts";
import type { RigInUse } from "../rig/use-rig.ts";
import { addVirtualKey } from "../rig/virtual-key.ts";
import { promptOf, type Stage } from "./stage.ts";

/** What nobody answers within this time is left to wait, in both browsers. */
const PATIENCE_MS = 2_000;

/** What the page's own call comes to, without being brought in front for it. */
function callUnseen(page: Page): Promise<string> {
  return page.evaluate(async (patienceMs) => {
    const get = (
      window as unknown as { lab: { get(options: object): Promise<LabOutcome> } }
    ).lab.get({ challenge: "AAAAAAAAAAAAAAAAAAAAAA", rpId: location.hostname });
    const patience = new Promise<string>((resolve) => {
      setTimeout(() => resolve("waits"), patienceMs);
    });
    const name = (outcome: LabOutcome) => (outcome.ok ? "credential" : outcome.error.name);
    return `${document.visibilityState}: ${await Promise.race([get.then(name), patience])}`;
  }, PATIENCE_MS);
}

/** How a call ended, and whether Waykey asked the user. */
type Call = { readonly end: string; readonly asked: boolean };
type Early = { readonly isPrerendered: boolean; readonly end: string };

/** A call from a tab behind another one: its end, and whether Waykey asked. */
async function callBehind({ rig }: RigInUse): Promise<Call> {
  const page = await openLab(rig);
  const key = await addVirtualKey(rig, page);
  const front = await rig.open("https://headway.co/login");
  await front.bringToFront();
  const call = callUnseen(page);
  const prompt = await promptOf(rig, call);
  const end = await call;
  await key.remove();
  await front.close();
  await page.close();
  return { end, asked: prompt !== null };
}

/**
 * Has the browser prerender a page that asks at once: how that ends, and whether Waykey asked. Without a
 * virtual key: beside the session that one takes, Chromium prerenders nothing.
 */
async function callPrerendered({ rig }: RigInUse): Promise<Call & Early> {
  const page = await rig.browser.newPage();
  await page.setBypassCSP(true);
  await page.goto("https://headway.co/lab");
  const call = page.evaluate(async (patienceMs) => {
    const rules = document.createElement("script");
    rules.type = "speculationrules";
    rules.textContent = JSON.stringify({
      prerender: [{ urls: ["/lab?early"], eagerness: "immediate" }],
    });
    const told = new Promise((resolve) => {
      addEventListener("storage", resolve, { once: true });
    });
    document.head.append(rules);
    await told;
    await new Promise((resolve) => setTimeout(resolve, patienceMs));
    return localStorage.getItem("early");
  }, PATIENCE_MS);
  const prompt = await promptOf(rig, call);
  const early = JSON.parse((await call) ?? "{}") as Early;
  await page.close();
  return { ...early, asked: prompt !== null };
}

export function declareOutOfSight(stage: Stage): void {
  const { given, bare } = stage;

  it("leaves a call of a tab behind another to the browser", async () => {
    const seen = await callBehind(given);
    expect(seen).toEqual(await callBehind(bare));
    expect(seen.asked).toBe(false);
    expect(seen.end).toMatch(/^hidden: /);
  });

  // Firefox prerenders nothing.
  it.runIf(KIND === "chromium")("leaves a call of a prerendered page to the browser", async () => {
    const seen = await callPrerendered(given);
    expect(seen).toEqual(await callPrerendered(bare));
    expect(seen).toMatchObject({ isPrerendered: true, asked: false });
  });

  it("answers the page that asked, whatever tab is in front when the user allows", async () => {
    const { rig, user } = given;
    const asking = await openLab(rig);
    const other = await openLab(rig);
    const got = labGet(asking, { allowCredentials: [stage.mine] });
    const prompt = await rig.prompt();
    await seesButton(prompt, "Allow");
    await other.bringToFront();
    await prompt.bringToFront();
    await user.allow();
    expect(await isVerified(asking, await got)).toBe(true);
    // The other page's own call is a call of its own.
    const next = labGet(other, { allowCredentials: [stage.mine] });
    await user.allow();
    expect(await isVerified(other, await next)).toBe(true);
    await other.close();
    await asking.close();
  });
}
