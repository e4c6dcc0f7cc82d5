// Codes into every make-up of the page, by button and by keyboard shortcut, and never into a field
// that asks for another kind of code.

import type { Page } from "puppeteer";
import { afterEach, describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { Person } from "./flows/person.ts";
import { fill, hasButton, press, sees, seesButton, textOf } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { VAULT_PASSWORD } from "./flows/waykey-user.ts";
import { pressFillShortcut } from "./rig/shortcut.ts";
import { until } from "./rig/until.ts";
import { type RigInUse, useRig } from "./rig/use-rig.ts";

let people = 0;

async function newPerson(given: RigInUse): Promise<Person> {
  people += 1;
  const page = await given.rig.browser.newPage();
  return new Person(given.rig, page, "client", `person${people}@example.com`);
}

/** Signed up and with the authenticator app enrolled, before the page that shows the recovery code. */
async function atRecoveryCode(given: RigInUse): Promise<Person> {
  const person = await newPerson(given);
  await person.signUp();
  await person.enroll("otp");
  await given.user.scanQr();
  await given.user.fillCode();
  await person.submitCode();
  return person;
}

/** The same, with the recovery code put away. */
async function withAuthenticator(given: RigInUse): Promise<Person> {
  const person = await atRecoveryCode(given);
  await person.recordRecoveryCode();
  return person;
}

/** What stands in the page's code field or boxes. */
function codeIn(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>("#code, .boxes input, fieldset input")]
      .filter((input) => input.type !== "hidden")
      .map((input) => input.value)
      .join(""),
  );
}

/** Takes the code out again, as a person would who clears the field. */
async function emptyCode(page: Page): Promise<void> {
  for (const input of await page.$$("#code, .boxes input:not([type=hidden])")) {
    await input.focus();
    await page.keyboard.press("End");
    for (let left = 0; left < 6; left++) await page.keyboard.press("Backspace");
  }
  expect(await codeIn(page)).toBe("");
}

describe.each(["form", "react", "boxes"] as const)(
  `filling a page of %s fields in ${KIND}`,
  (makeUp) => {
    const given = useRig({ makeUp, vault: true });

    it("fills by the keyboard shortcut and by the button, and submits nothing by itself", async () => {
      const person = await newPerson(given);
      await person.signUp();
      await person.enroll("otp");
      await given.user.scanQr();
      const { events } = given.world.site.state;
      const before = events.length;
      await person.page.bringToFront();
      await pressFillShortcut(given.rig);
      await until("the code in the page", async () => /^\d{6}$/.test(await codeIn(person.page)));
      await emptyCode(person.page);
      await given.user.fillCode();
      expect(await codeIn(person.page)).toMatch(/^\d{6}$/);
      expect(events.length).toBe(before);
      await person.submitCode();
      await person.shownRecoveryCode();
      expect(events.findLast((event) => event.what === "otp")).toMatchObject({ ok: true });
    });

    it("knows that the site accepted the code", async () => {
      await given.user.seesNothingUnconfirmed();
    });
  },
);

describe(`a code that is about to change in ${KIND}`, () => {
  const given = useRig({ vault: true });
  /** Shorter than the site's, so that its end comes soon. */
  const PERIOD_SECONDS = 15;
  const PERIOD_MS = 1000 * PERIOD_SECONDS;
  const leftMs = () => PERIOD_MS - (Date.now() % PERIOD_MS);
  /** Less than what a fill waits for, with room for the clicks of a slow machine. */
  const lastSeconds = () =>
    until("the last seconds of the code", () => leftMs() < 4500 && leftMs() > 3500, 31_000);

  /** On the page that asks for a code, with a code in the vault that the site has nothing to do with. */
  async function atCodePage(): Promise<Person> {
    const person = await newPerson(given);
    await person.signUp();
    const asker = await given.rig.openExtensionPage("prompt.html");
    const secret = `JBSWY3DPEHPK3PX${"ABCDEFGHIJ".charAt(people)}`;
    await workerAnswer(asker, "otp.add", {
      text: `otpauth://totp/Headway?secret=${secret}&period=${PERIOD_SECONDS}`,
      account: { role: "client", email: person.email },
    });
    await asker.close();
    await person.enroll("otp");
    return person;
  }

  it("is waited for by the shortcut, and shown with the next one, which the popup fills", async () => {
    const person = await atCodePage();
    await person.page.bringToFront();
    await lastSeconds();
    await pressFillShortcut(given.rig);
    await until("the code in the page", async () => /^\d{6}$/.test(await codeIn(person.page)));
    expect(leftMs()).toBeGreaterThan(5000);
    await emptyCode(person.page);

    const popup = await given.rig.openExtensionPage("popup.html");
    await seesButton(popup, "Fill code");
    await lastSeconds();
    await sees(popup, "Next:");
    const next = await popup.evaluate(() => document.querySelector(".code-next")?.textContent);
    await press(popup, "Fill code");
    await sees(popup, "the next one is filled in");
    expect(await codeIn(person.page)).toBe("");
    await sees(popup, "The code is in the page");
    expect(`Next: ${await codeIn(person.page)}`).toBe(next);
  });

  it("is not filled for someone who goes to another page meanwhile", async () => {
    const elsewhere = await given.rig.open("https://headway.co/");
    const person = await atCodePage();
    const popup = await given.rig.openExtensionPage("popup.html");
    await seesButton(popup, "Fill code");
    await lastSeconds();
    await press(popup, "Fill code");
    // Some time later: by then the worker has the press.
    await sees(popup, "the next one is filled in 2 s");
    await elsewhere.bringToFront();
    await sees(popup, "The next code was not filled");
    expect(await codeIn(person.page)).toBe("");
  });

  it("is not filled into a page that was loaded anew meanwhile", async () => {
    const person = await atCodePage();
    const popup = await given.rig.openExtensionPage("popup.html");
    await seesButton(popup, "Fill code");
    await lastSeconds();
    await press(popup, "Fill code");
    await sees(popup, "the next one is filled in 2 s");
    await person.page.reload();
    await sees(popup, "The next code was not filled");
    expect(await codeIn(person.page)).toBe("");
  });
});

describe(`fields of another kind in ${KIND}`, () => {
  const given = useRig({ vault: true });

  afterEach(async () => {
    for (const page of (await given.rig.browser.pages()).slice(1)) await page.close();
  });

  it("get no authenticator code: a texted one", async () => {
    const person = await withAuthenticator(given);
    await person.enroll("phone");
    await person.page.locator("input[name=phone]").fill("+1 415 555 0123");
    await person.continue();
    const popup = await given.rig.openExtensionPage("popup.html");
    await seesButton(popup, "Add a code");
    await sees(popup, "a code sent to your phone");
    expect(await hasButton(popup, "Fill code")).toBe(false);
    await person.page.bringToFront();
    await pressFillShortcut(given.rig);
    await sees(popup, "a code sent to your phone");
    expect(await codeIn(person.page)).toBe("");
  });

  it("are left by the page's own button, which Waykey presses on request", async () => {
    const person = await withAuthenticator(given);
    await person.enroll("phone");
    await person.page.locator("input[name=phone]").fill("+1 415 555 0199");
    await person.continue();
    const texted = () => given.world.site.state.phoneMessages("+14155550199").at(-1)?.code ?? "";
    await person.page.locator("#code").fill(texted());
    await person.continue();
    await person.logOut();
    await person.logIn();
    await person.tryAnotherMethod("Phone (text or call)");
    await person.page.locator("#code").fill("12");
    const popup = await given.rig.openExtensionPage("popup.html");
    await sees(popup, `For ${person.email} (Client) Waykey holds an authenticator code.`);
    const before = given.world.site.state.events.length;
    await press(popup, "Try another method");
    await sees(popup, "The page shows its other methods");
    await sees(popup, "choose “Authenticator app”");
    await sees(person.page, "Select a verification method");
    expect(given.world.site.state.events.length).toBe(before);
    await press(popup, "Try another method");
    await sees(popup, "There’s no such button in view on the page");
  });

  it("get no authenticator code: a recovery code's field", async () => {
    const person = await withAuthenticator(given);
    await person.logOut();
    await person.logIn();
    await person.tryAnotherMethod("Recovery code");
    const popup = await given.rig.openExtensionPage("popup.html");
    await sees(popup, "recovery code");
    expect(await hasButton(popup, "Fill code")).toBe(false);
    expect(await codeIn(person.page)).toBe("");
  });

  it("hold nothing before a recovery code's use was confirmed with the password", async () => {
    const person = await atRecoveryCode(given);
    const code = await person.shownRecoveryCode();
    await given.user.saveRecoveryCode();
    await person.recordRecoveryCode();
    await person.logOut();
    await person.logIn();
    await person.tryAnotherMethod("Recovery code");
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Fill recovery code");
    await fill(popup, "Password", "a wrong password here");
    await press(popup, "Fill and use it up");
    await sees(popup, "not the right password");
    expect(await textOf(popup)).not.toContain(code);
    expect(await codeIn(person.page)).toBe("");

    await fill(popup, "Password", VAULT_PASSWORD);
    await press(popup, "Fill and use it up");
    await seesButton(popup, "It was not used");
    expect(await codeIn(person.page)).toBe(code);
    await popup.close();
    // Whether it was used is still to be said after a lock.
    await given.user.lock();
    await given.user.unlock();
    await given.user.inPopup(async (again) => {
      await press(again, "Mark as used");
      await until("the question to go", async () => !(await hasButton(again, "It was not used")));
    });
  });
});
