// Codes that are hidden, as the options let the user choose: they are not in the popup's document until they are
// shown, and are copied and filled all the same. A recovery code is never there unasked.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { Person } from "./flows/person.ts";
import { press, pressStarting, sees, seesButton, tick, unfold } from "./flows/screen.ts";
import { clipboardText } from "./rig/clipboard.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

/** All of the document, seen or not, without white space. */
const everything = (page: Page): Promise<string> =>
  page.evaluate(() => document.documentElement.outerHTML.replaceAll(/\s/g, ""));

/** Two groups of three digits, as the popup draws a code. */
const CODE = /class="digits">\d{3}</;

describe(`codes on the screen in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("are shown by default, and a recovery code is not", async () => {
    const page = await given.rig.browser.newPage();
    const person = new Person(given.rig, page, "client", "ana@example.com");
    await person.signUp();
    await person.enroll("otp");
    await given.user.scanQr();
    await given.user.fillCode();
    await person.submitCode();
    const recoveryCode = (await person.shownRecoveryCode()).replaceAll(/[\s-]/g, "");
    await given.user.saveRecoveryCode();
    await given.user.inPopup(async (popup) => {
      await until("a code", async () => CODE.test(await everything(popup)));
      expect((await everything(popup)).replaceAll("-", "")).not.toContain(recoveryCode);
      await pressStarting(popup, "Details of ana@example.com");
      await unfold(popup, "Recovery code");
      await sees(popup, "Reveal");
      expect((await everything(popup)).replaceAll("-", "")).not.toContain(recoveryCode);
    });
  });

  it("are hidden on request until they are shown, and copied and filled without", async () => {
    await given.user.inOptions("settings", async (options) => {
      await tick(options, "Hide codes until I press Show");
      await until("the choice to be kept", async () => {
        return (await workerAnswer(options, "preferences.get", null)).hidesCodes;
      });
    });
    const page = await given.rig.open("https://headway.co/");
    await page.evaluate(() => {
      document.body.innerHTML = `<h1>Enter your code</h1>
        <form><label for="code">Enter the code from your authenticator app</label>
        <input id="code" autocomplete="one-time-code" inputmode="numeric"><button>Continue</button></form>`;
    });
    await given.user.inPopup(async (popup) => {
      await seesButton(popup, "Show code");
      await press(popup, "Copy code");
      await until("the code to be copied", async () => /^\d{6}$/.test(await clipboardText(popup)));
      await press(popup, "Fill code");
      await sees(popup, "The code is in the page");
      const filled = await page.$eval("#code", (field) => (field as HTMLInputElement).value);
      expect(filled).toMatch(/^\d{6}$/);
      const hidden = await everything(popup);
      expect(hidden).not.toMatch(CODE);
      expect(hidden).not.toContain(filled);
      await press(popup, "Show code");
      await until("the code", async () => CODE.test(await everything(popup)));
      await press(popup, "Hide code");
      await until("no code", async () => !CODE.test(await everything(popup)));
    });
  });
});
