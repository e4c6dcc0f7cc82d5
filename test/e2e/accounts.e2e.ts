// Accounts made by hand and from the page in use, told apart by kind, renamed, and removed.

import { describe, expect, it } from "vitest";
import { Person } from "./flows/person.ts";
import { fill, hasButton, press, sees, seesButton, textOf, tick } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

describe(`accounts in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("are made from the page in use", async () => {
    const page = await given.rig.browser.newPage();
    const person = new Person(given.rig, page, "provider", "eva@example.com");
    await person.signUp();
    const popup = await given.rig.openExtensionPage("popup.html");
    await sees(popup, "sigmund.headway.co");
    await press(popup, "Add an account");
    await sees(popup, "Taken from sigmund.headway.co");
    await press(popup, "Add account");
    await seesButton(popup, "Remove account");
    expect(await textOf(popup)).toContain("eva@example.com");
    await press(popup, "Back");
    await seesButton(popup, "Details of eva@example.com Provider");
    await popup.close();
    await page.close();
  });

  it("are made by hand, with one address in both kinds, and opened where there is one already", async () => {
    const options = await given.rig.openExtensionPage("options.html#accounts");
    await press(options, "Add an account");
    await fill(options, "E-mail", "eva@example");
    await press(options, "Add account");
    await sees(options, "This isn’t a complete e-mail address");
    await fill(options, "E-mail", "eva@example.com");
    await press(options, "Add account");
    await seesButton(options, "Add an account");
    await options.close();

    const popup = await given.rig.openExtensionPage("popup.html");
    await seesButton(popup, "Details of eva@example.com Client");
    await seesButton(popup, "Details of eva@example.com Provider");
    await press(popup, "Add an account");
    await tick(popup, "Provider");
    await fill(popup, "E-mail", "EVA@example.com");
    await press(popup, "Add account");
    await sees(popup, "You have this account already");
    await popup.close();
  });

  it("get another address, but none that one of their kind has", async () => {
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Add an account");
    await tick(popup, "Client");
    await fill(popup, "E-mail", "ida@example.com");
    await press(popup, "Add account");
    await press(popup, "Change e-mail");
    await fill(popup, "E-mail", "eva@example.com");
    await press(popup, "Save address");
    await sees(popup, "Another account of this kind has that address");
    await fill(popup, "E-mail", "ida@new.example");
    await press(popup, "Save address");
    await seesButton(popup, "Change e-mail");
    await popup.close();
    await given.rig.killWorker();
    const again = await given.rig.openExtensionPage("popup.html");
    await seesButton(again, "Details of ida@new.example Client");
    await again.close();
  });

  it("are removed at once while they hold nothing, and else after the question", async () => {
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Details of ida@new.example Client");
    await press(popup, "Remove account");
    await seesButton(popup, "Add an account");
    await until("the account to be gone", async () => {
      return !(await hasButton(popup, "Details of ida@new.example Client"));
    });
    await press(popup, "Details of eva@example.com Client");
    await press(popup, "Not set up: Security key");
    await sees(popup, "Not set up · you said so on");
    await press(popup, "Remove account");
    await sees(popup, "This removes 1 note on a way to sign in");
    await press(popup, "Keep account");
    await seesButton(popup, "Remove account");
    await popup.close();
  });
});
