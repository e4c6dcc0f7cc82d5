// The popup by the keyboard alone: search, move to an account, copy its code, add a key, fill.

import type { Page } from "puppeteer";
import { beforeAll, describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { Person } from "./flows/person.ts";
import { hasButton, pressStarting, sees, seesButton } from "./flows/screen.ts";
import { clipboardText } from "./rig/clipboard.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const NAMES = ["ana", "ben", "cleo", "dan", "eva", "finn", "gus"];
const LINK = "otpauth://totp/Headway:hal@example.com?secret=GEZDGNBVGY3TQOJQ&issuer=Headway";

/** What has the focus, by its accessible name. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    const name = element?.ariaLabel ?? element?.labels?.[0]?.textContent ?? element?.textContent;
    return (name ?? "").replaceAll(/\s+/g, " ").trim();
  });
}

async function isAt(page: Page, start: string): Promise<void> {
  await until(`the focus on "${start}"`, async () => (await focusedName(page)).startsWith(start));
}

async function tabBack(page: Page): Promise<void> {
  await page.keyboard.down("Shift");
  await page.keyboard.press("Tab");
  await page.keyboard.up("Shift");
}

/** Presses Tab, or `move` in its place, until the focus is there. */
async function tabTo(
  page: Page,
  start: string,
  move = () => page.keyboard.press("Tab"),
): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await move();
    const name = await focusedName(page);
    if (name.startsWith(start)) return;
    passed.push(name);
  }
  throw new Error(`Tab never comes to "${start}": ${passed.join(" | ")}`);
}

describe(`the popup by the keyboard in ${KIND}`, () => {
  const given = useRig({ vault: true });

  beforeAll(async () => {
    const asker = await given.rig.openExtensionPage("prompt.html");
    for (const [index, name] of NAMES.entries()) {
      await workerAnswer(asker, "otp.add", {
        text: `JBSWY3DPEHPK3PX${"ABCDEFG"[index]}`,
        account: { role: "client", email: `${name}@example.com` },
      });
    }
    await asker.close();
  });

  it("finds an account and copies its code", async () => {
    const popup = await given.rig.openExtensionPage("popup.html");
    await seesButton(popup, "Copy code");
    await popup.keyboard.type("eva");
    await sees(popup, "1 account matches");
    await popup.keyboard.press("ArrowDown");
    await isAt(popup, "Details of eva@example.com");
    await popup.keyboard.press("Tab");
    await isAt(popup, "Favourite eva@example.com (Client)");
    await popup.keyboard.press("Tab");
    await isAt(popup, "Copy code");
    await popup.keyboard.press("Enter");
    await until("the code", async () => /^\d{6}$/.test(await clipboardText(popup)));
    await popup.close();
  });

  it("moves through the accounts by the arrow keys, and back to where a detail was left", async () => {
    const popup = await given.rig.openExtensionPage("popup.html");
    await seesButton(popup, "Copy code");
    await popup.keyboard.press("/");
    await isAt(popup, "Search accounts");
    for (const name of ["ana", "ben", "cleo"]) {
      await popup.keyboard.press("ArrowDown");
      await isAt(popup, `Details of ${name}@example.com`);
    }
    await popup.keyboard.press("Enter");
    await seesButton(popup, "Back");
    await isAt(popup, "cleo@example.com");
    await popup.keyboard.down("Shift");
    await popup.keyboard.press("Tab");
    await isAt(popup, "Favourite cleo@example.com");
    await popup.keyboard.press("Tab");
    await popup.keyboard.up("Shift");
    await isAt(popup, "Back");
    await popup.keyboard.press("Enter");
    await isAt(popup, "Details of cleo@example.com");
    // Until its code is there, the button beneath cannot be pressed, and Tab passes it by.
    await popup.waitForSelector('[aria-label="Copy code for cleo@example.com (Client)"]:enabled');
    await popup.keyboard.press("Tab");
    await isAt(popup, "Favourite cleo@example.com");
    await popup.keyboard.press("Tab");
    await isAt(popup, "Copy code for cleo@example.com");
    await popup.keyboard.press("ArrowUp");
    await isAt(popup, "Copy code for ben@example.com");
    await popup.keyboard.press("ArrowUp");
    await isAt(popup, "Copy code");
    await popup.keyboard.press("ArrowUp");
    await isAt(popup, "Search accounts");
    await popup.close();
  });

  it("opens and folds the sections of an account, and comes to the field that a finding leads to", async () => {
    const popup = await given.rig.openExtensionPage("popup.html");
    await pressStarting(popup, "Details of dan@example.com");
    await isAt(popup, "dan@example.com");
    expect(await hasButton(popup, "Remove account")).toBe(false);
    await tabTo(popup, "This account");
    await popup.keyboard.press("Enter");
    await seesButton(popup, "Remove account");
    await popup.keyboard.press("Tab");
    await isAt(popup, "Change e-mail");
    await tabBack(popup);
    await isAt(popup, "This account");
    await popup.keyboard.press(" ");
    await until("it to be folded", async () => !(await hasButton(popup, "Remove account")));
    await isAt(popup, "This account");
    // Open by itself, since a finding asks for what is said there.
    const asked = "Not set up: Phone (text or call)";
    await seesButton(popup, asked);
    const backTo = (name: string) => tabTo(popup, name, () => tabBack(popup));
    for (let times = 0; times < 2; times++) {
      await backTo("Ways to sign in");
      await popup.keyboard.press("Enter");
      await until("them to be folded", async () => !(await hasButton(popup, asked)));
      await backTo("I have it elsewhere");
      await popup.keyboard.press("Enter");
      await isAt(popup, "Where is it?");
      await seesButton(popup, asked);
    }
    await popup.close();
  });

  it("adds a key, and fills its code", async () => {
    const page = await given.rig.browser.newPage();
    const person = new Person(given.rig, page, "client", "hal@example.com");
    await person.signUp();
    await person.enroll("otp");
    const popup = await given.rig.openExtensionPage("popup.html");
    await seesButton(popup, "Add a code");
    await tabTo(popup, "Add a code");
    await popup.keyboard.press("Enter");
    await isAt(popup, "Add a code");
    await tabTo(popup, "Setup key or otpauth link");
    await popup.keyboard.type(LINK);
    await sees(popup, "Compare with the page");
    await tabTo(popup, "Add");
    await popup.keyboard.press("Enter");
    await isAt(popup, "Fill code");
    await popup.keyboard.press("Enter");
    await sees(popup, "The code is in the page");
    expect(await page.$eval("#code", (field) => (field as HTMLInputElement).value)).toMatch(
      /^\d{6}$/,
    );
  });
});
