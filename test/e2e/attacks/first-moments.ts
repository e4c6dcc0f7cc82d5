// Clicks and key presses that were meant for something else: in the prompt's first moments, and in the
// first moments after it moved or changed its size, they decide nothing.

import type { Page } from "puppeteer";
import { expect, it } from "vitest";
import { fill, hasButton, seesButton } from "../flows/screen.ts";
import { VAULT_PASSWORD } from "../flows/waykey-user.ts";
import { isVerified, labCreate, labGet, openLab } from "../rig/lab.ts";
import type { Rig } from "../rig/rig.ts";
import { contentsOf, type Stage } from "./stage.ts";

/** Well before the 500 ms are over, even if the act itself takes its time. */
const EARLY_MS = 300;
const LATE_MS = 800;

/** How long ago `since` was, by the prompt's own clock; 0 is when its document began. */
function passedMs(prompt: Page, since: number): Promise<number> {
  return prompt.evaluate((then) => performance.now() - then, since);
}

/** Changes the window, as far as the prompt can tell, and resolves with when. */
function disturb(prompt: Page): Promise<number> {
  return prompt.evaluate(() => {
    window.dispatchEvent(new Event("resize"));
    return performance.now();
  });
}

async function waitUntilLate(prompt: Page, since: number): Promise<void> {
  await prompt.waitForFunction(
    (then, late) => performance.now() - then >= late,
    { polling: 20 },
    since,
    LATE_MS,
  );
}

/** Does it again and again until it is no longer early; resolves with how often it was done in time. */
async function repeatEarly(prompt: Page, since: number, act: () => Promise<void>): Promise<number> {
  let times = 0;
  while ((await passedMs(prompt, since)) < EARLY_MS) {
    await act();
    times++;
  }
  return times;
}

/** A real click in the middle of *Allow*, whether it is enabled or not. */
async function clickAllow(prompt: Page): Promise<void> {
  const place = await prompt.evaluate(() => {
    const allow = [...document.querySelectorAll("button")].find((b) => b.textContent === "Allow");
    const box = allow?.getBoundingClientRect();
    return box === undefined ? null : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
  if (place !== null) await prompt.mouse.click(place.x, place.y);
}

/** Does what ends the prompt, whose window may be gone before the act is reported as done. */
async function end(rig: Rig, prompt: Page, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!prompt.isClosed() && (await rig.findPrompt()) !== null) throw error;
  }
  await rig.promptClosed();
}

export function declareFirstMoments(stage: Stage): void {
  it("takes no real click on Allow in the first 300 ms, and one after 800 ms", async () => {
    const { rig } = stage.given;
    const page = await openLab(rig);
    const allowCredentials = [stage.mine];
    const got = labGet(page, { allowCredentials });
    const prompt = await rig.prompt();
    // As it opens; how many fit in depends on how soon the test sees the window.
    await repeatEarly(prompt, 0, () => clickAllow(prompt));
    await seesButton(prompt, "Allow");
    const since = await disturb(prompt);
    expect(await repeatEarly(prompt, since, () => clickAllow(prompt))).toBeGreaterThan(0);
    expect(await hasButton(prompt, "Allow")).toBe(true);
    await waitUntilLate(prompt, since);
    await end(rig, prompt, () => clickAllow(prompt));
    expect(await isVerified(page, await got)).toBe(true);
    await page.close();
  });

  it("takes no Enter in the first 300 ms, none of a key held down, and one after 800 ms", async () => {
    const { rig } = stage.given;
    const page = await openLab(rig);
    const allowCredentials = [stage.mine];
    const got = labGet(page, { allowCredentials, userVerification: "required" });
    const prompt = await rig.prompt();
    await seesButton(prompt, "Allow");
    await fill(prompt, "Password", VAULT_PASSWORD);
    const since = await disturb(prompt);
    const { keyboard } = prompt;
    expect(await repeatEarly(prompt, since, () => keyboard.press("Enter"))).toBeGreaterThan(0);
    const again = await disturb(prompt);
    await keyboard.down("Enter");
    await waitUntilLate(prompt, again);
    // The second `down` of a key is what a keyboard sends while it is held.
    await keyboard.down("Enter");
    await keyboard.up("Enter");
    expect(await hasButton(prompt, "Allow")).toBe(true);
    await end(rig, prompt, () => keyboard.press("Enter"));
    expect(await isVerified(page, await got, true)).toBe(true);
    await page.close();
  });

  // Cancel has the focus there, so that Enter, early or late, does the harmless thing.
  it("is cancelled by an Enter pressed when a create's prompt comes up, never allowed", async () => {
    const { given } = stage;
    const { rig } = given;
    const before = await contentsOf(given);
    const page = await openLab(rig);
    const created = labCreate(page);
    const prompt = await rig.prompt();
    await seesButton(prompt, "Cancel");
    await prompt.waitForFunction(() => document.activeElement?.textContent === "Cancel");
    await end(rig, prompt, () => prompt.keyboard.press("Enter"));
    expect(await created).toMatchObject({ ok: false, error: { name: "NotAllowedError" } });
    expect(await contentsOf(given)).toEqual(before);
    await page.close();
  });
}
