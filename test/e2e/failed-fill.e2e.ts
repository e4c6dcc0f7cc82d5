// A fill by the keyboard shortcut or the context menu that the page does not take: the popup that opens says so,
// and the code is in the clipboard, of a counter too, which is used up once.

import type { Page } from "puppeteer";
import { beforeAll, describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { openedPopup, openRealPopup, type RealPopup } from "./flows/real-popup.ts";
import { press, seesButton, textOf } from "./flows/screen.ts";
import { clipboardText } from "./rig/clipboard.ts";
import { KIND } from "./rig/kind.ts";
import { chooseInMenu } from "./rig/menu.ts";
import { pressFillShortcut } from "./rig/shortcut.ts";
import { until } from "./rig/until.ts";
import { type RigInUse, useRig } from "./rig/use-rig.ts";

/** RFC 4226, appendix D. */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const [CODE_0, CODE_1] = ["755224", "287082"];
const NOT_FILLED = "The code was not filled";

/** Headway's page that asks for the code, in a state in which its field keeps nothing. */
async function refusingPage({ rig }: RigInUse): Promise<Page> {
  const page = await rig.open("https://headway.co/");
  await page.evaluate(() => {
    document.body.innerHTML = `<h1>Enter your code</h1>
      <form><label for="code">Enter the code from your authenticator app</label>
      <input id="code" autocomplete="one-time-code" inputmode="numeric"><button>Continue</button></form>`;
    const field = document.querySelector<HTMLInputElement>("#code");
    let isTaken = false;
    document.addEventListener("take-it", () => (isTaken = true));
    field?.addEventListener("input", () => {
      if (!isTaken) field.value = "";
      document.body.dataset["tried"] = "yes";
    });
  });
  return page;
}

function codeIn(page: Page): Promise<string> {
  return page.$eval("#code", (field) => (field as HTMLInputElement).value);
}

describe.each([
  ["by time", `otpauth://totp/Headway:ana@example.com?secret=${SECRET}&issuer=Headway`],
  [
    "by a counter",
    `otpauth://hotp/Headway:ana@example.com?secret=${SECRET}&issuer=Headway&counter=0`,
  ],
] as const)(`a code %s that the page does not take in ${KIND}`, (type, link) => {
  const given = useRig({ vault: true });

  let asker: Page;

  beforeAll(async () => {
    asker = await given.rig.openExtensionPage("prompt.html");
    await workerAnswer(asker, "otp.add", {
      text: link,
      account: { role: "client", email: "ana@example.com" },
    });
  });

  /** By the shortcut, or by the menu on the field. */
  async function tryToFill(page: Page): Promise<RealPopup> {
    await page.bringToFront();
    if (type === "by time") await pressFillShortcut(given.rig);
    else await chooseInMenu(given.rig, page, "#code", "Fill the code");
    await page.waitForFunction(() => document.body.dataset["tried"] !== undefined);
    const popup = await openedPopup(given.rig);
    await until("the popup to say so", async () => (await popup.text()).includes(NOT_FILLED));
    return popup;
  }

  it("is copied, and the popup that opens says why", async () => {
    const page = await refusingPage(given);
    const popup = await tryToFill(page);
    const text = await popup.text();
    expect(text).toContain("It was that of ana@example.com (Client).");
    expect(text).toContain("The page didn’t keep what was put in.");
    expect(text).toContain("The code is copied, for you to paste.");
    expect(await clipboardText(asker)).toMatch(type === "by time" ? /^\d{6}$/ : CODE_0);
    expect(await codeIn(page)).toBe("");
    if (type === "by a counter") {
      await popup.press("New code");
      await until("the next code", async () =>
        (await popup.text()).replaceAll(/\s/g, "").includes(CODE_1),
      );
    }
    await page.close();
  });

  it("is told to a popup that hangs open already, and to the next, until the code is filled", async () => {
    const page = await refusingPage(given);
    const open = await openRealPopup(given.rig, page);
    await until("the popup", async () => (await open.text()).includes("Fill code"));
    await tryToFill(page);
    await given.user.inPopup(async (again) => {
      await until("the next popup", async () => (await textOf(again)).includes(NOT_FILLED));
      await page.evaluate(() => document.dispatchEvent(new Event("take-it")));
      await press(again, "Fill code");
      await until("the code in the page", async () => (await codeIn(page)) !== "");
      expect(await textOf(again)).not.toContain(NOT_FILLED);
    });
    await given.user.inPopup(async (after) => {
      await seesButton(after, "Fill code");
      expect(await textOf(after)).not.toContain(NOT_FILLED);
    });
    await page.close();
  });
});
