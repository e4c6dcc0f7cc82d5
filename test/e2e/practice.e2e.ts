// The practice page: a newcomer fills a code there, by the popup and by the keyboard shortcut, hands it in, and hears
// whether it is right. No account is made of it, and no page of the web has a part in it.

import type { Page } from "puppeteer";
import { beforeEach, describe, expect, it } from "vitest";
import { practiceCodeAt } from "../../lib/app/practice.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { openedPopup, openRealPopup } from "./flows/real-popup.ts";
import { fill, hasButton, press, sees, seesButton, textOf } from "./flows/screen.ts";
import { faultsByAxe } from "./rig/axe.ts";
import { KIND } from "./rig/kind.ts";
import { pressFillShortcut } from "./rig/shortcut.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const FILL = "Fill the practice code";
const TITLES = ["Set up Waykey first", "Unlock Waykey first"] as const;

/** What the field holds. */
function typed(page: Page): Promise<string> {
  return page.$eval("input", (field) => field.value);
}

async function codeArrives(page: Page): Promise<void> {
  await until("the code in the field", async () => /^\d{6}$/.test(await typed(page)));
}

/** Types the code, and continues. */
async function handIn(page: Page, code: string): Promise<void> {
  await page.bringToFront();
  await fill(page, "Practice code", code);
  await press(page, "Continue");
}

/** What of a fill still waits for a page. */
function keptFills(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    type Api = { storage: { session: { get(key: string): Promise<unknown> } } };
    const { browser, chrome } = globalThis as unknown as Record<string, Api | undefined>;
    return (browser ?? chrome)?.storage.session.get("practice-fill");
  });
}

describe(`the practice page in ${KIND}, before there is a vault`, () => {
  const given = useRig();

  it("says that Waykey is to be set up first, and goes on by itself", async () => {
    const practice = await given.rig.openExtensionPage("practice.html");
    await sees(practice, TITLES[0]);
    const popup = await given.rig.openExtensionPage("popup.html");
    await seesButton(popup, "Create vault");
    expect(await hasButton(popup, FILL)).toBe(false);
    await popup.close();
    await given.user.createVault();
    await practice.bringToFront();
    await until("the notice to go", async () => !(await textOf(practice)).includes(TITLES[0]));
    await practice.close();
  });
});

describe(`the practice page in ${KIND}`, () => {
  const given = useRig({ vault: true });
  let practice: Page;

  beforeEach(async () => {
    await practice?.close();
    practice = await given.rig.openExtensionPage("practice.html");
    await seesButton(practice, "Continue");
  });

  it("is filled by the popup that hangs over it, and says what comes next on Headway", async () => {
    const popup = await openRealPopup(given.rig, practice);
    await until("the card", async () => (await popup.text()).includes("Practice page"));
    await popup.press(FILL);
    await until("the word of it", async () =>
      (await popup.text()).includes("The practice code is in the page"),
    );
    await codeArrives(practice);
    await press(practice, "Continue");
    await sees(practice, "That’s right");
    await sees(practice, "Next, on Headway");
    expect(await faultsByAxe(practice)).toEqual([]);
    expect(await keptFills(practice)).toEqual({});
  });

  it("is filled by the popup in a tab, and by Enter handed in", async () => {
    await given.user.inPopup(async (popup) => {
      await seesButton(popup, FILL);
      expect(await faultsByAxe(popup)).toEqual([]);
      await press(popup, FILL);
      await sees(popup, "The practice code is in the page");
      const { accounts } = await workerAnswer(popup, "vault.contents", null);
      expect(accounts).toEqual([]);
    });
    await practice.bringToFront();
    await codeArrives(practice);
    await practice.focus("input");
    await practice.keyboard.press("Enter");
    await sees(practice, "That’s right");
  });

  it("is filled by the keyboard shortcut, with a worker that was just born", async () => {
    await practice.bringToFront();
    await given.rig.killWorker();
    await practice.bringToFront();
    await pressFillShortcut(given.rig);
    await codeArrives(practice);
    await press(practice, "Continue");
    await sees(practice, "That’s right");
  });

  it("says of an old code and of a wrong one what to do", async () => {
    await handIn(practice, practiceCodeAt(Date.now() - 120_000).code);
    await sees(practice, "This code is too old");
    expect(await faultsByAxe(practice)).toEqual([]);
    await handIn(practice, "12345");
    await sees(practice, "This is not the practice code");
    const text = await textOf(practice);
    expect(text).not.toContain("This code is too old");
    expect(text).not.toContain("Next, on Headway");
  });

  it("names the shortcuts as they are set", async () => {
    await sees(practice, "or press Alt+Shift+K");
    await sees(practice, "Alt+Shift+L fills the code at once");
  });

  it("is nothing to the popup over any other page", async () => {
    const site = await given.rig.open("https://evilheadway.co/");
    const popup = await openRealPopup(given.rig, site);
    await until("the popup", async () => (await popup.text()).includes("Add a code"));
    expect(await popup.text()).not.toContain("Practice page");
    await site.close();
  });

  it("wants Waykey unlocked first: the shortcut opens its popup for that", async () => {
    await given.user.lock();
    await practice.bringToFront();
    await sees(practice, TITLES[1]);
    await pressFillShortcut(given.rig);
    const popup = await openedPopup(given.rig);
    await until("the screen to unlock", async () => (await popup.text()).includes("Unlock"));
    expect(await popup.text()).not.toContain(FILL);
    expect(await typed(practice)).toBe("");
    await given.user.unlock();
    await practice.bringToFront();
    await until("the notice to go", async () => !(await textOf(practice)).includes(TITLES[1]));
    await pressFillShortcut(given.rig);
    await codeArrives(practice);
  });
});
