// Accounts made by hand and from the page in use, told apart by kind, renamed, and removed.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Person } from "./flows/person.ts";
import {
  fill,
  hasButton,
  press,
  pressLink,
  sees,
  seesButton,
  textOf,
  tick,
  unfold,
} from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

describe(`accounts in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("are made from the page in use: its host tells the kind, and what it shows the address", async () => {
    const page = await given.rig.browser.newPage();
    await new Person(given.rig, page, "client", "kim@example.com").signUp();
    const popup = await given.rig.openExtensionPage("popup.html");
    await sees(popup, "headway.co");
    await press(popup, "Add an account");
    await sees(popup, "Taken from headway.co");
    await press(popup, "Add account");
    await sees(popup, "This account");
    expect(await textOf(popup)).toContain("kim@example.com");
    await press(popup, "Back");
    await seesButton(popup, "Details of kim@example.com Client");
    await popup.close();

    // A provider without a second step is shown no page that names them.
    await new Person(given.rig, page, "provider", "eva@example.com").signUp();
    const again = await given.rig.openExtensionPage("popup.html");
    await sees(again, "sigmund.headway.co");
    await press(again, "Add an account");
    await sees(again, "Taken from sigmund.headway.co");
    await fill(again, "E-mail", "eva@example.com");
    await press(again, "Add account");
    await sees(again, "This account");
    await press(again, "Back");
    await seesButton(again, "Details of eva@example.com Provider");
    await again.close();
    const options = await given.rig.openExtensionPage("options.html#accounts");
    await press(options, "Add an account");
    await sees(options, "Taken from sigmund.headway.co");
    await press(options, "Add no account");
    await options.close();
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
    await unfold(popup, "This account");
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
    await unfold(popup, "This account");
    await press(popup, "Remove account");
    await seesButton(popup, "Add an account");
    await until("the account to be gone", async () => {
      return !(await hasButton(popup, "Details of ida@new.example Client"));
    });
    await press(popup, "Details of eva@example.com Client");
    await press(popup, "Not set up: Security key");
    await sees(popup, "Not set up · you said so on");
    await unfold(popup, "This account");
    await press(popup, "Remove account");
    await sees(popup, "This removes 1 note of yours");
    await press(popup, "Keep account");
    await seesButton(popup, "Remove account");
    await popup.close();
  });

  it("have what they hold moved to another, and back into it by no older backup", async () => {
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Add a code");
    await fill(
      popup,
      "Setup key or otpauth link",
      "otpauth://totp/H:eva@example.com?secret=GEZDGNBVGY3TQOJQ",
    );
    await sees(popup, "Compare with the page");
    await tick(popup, "eva@example.com (Client)");
    await press(popup, "Add");
    await seesButton(popup, "Add an account");
    await popup.close();
    const folder = mkdtempSync(join(tmpdir(), "waykey-move-"));
    const backup = await given.user.exportBackup(folder);

    const again = await given.rig.openExtensionPage("popup.html");
    await press(again, "Details of eva@example.com Client");
    await press(again, "Move code");
    await tick(again, "eva@example.com (Provider)");
    await press(again, "Move to this account");
    await sees(again, "Moved to eva@example.com (Provider).");
    await unfold(again, "This account");
    await press(again, "Change e-mail");
    await fill(again, "E-mail", "eva@new.example");
    await press(again, "Save address");
    await seesButton(again, "Change e-mail");
    await again.close();
    await given.rig.killWorker();

    await given.user.restoreBackup(backup);
    const after = await given.rig.openExtensionPage("popup.html");
    await press(after, "Details of eva@example.com Provider");
    await seesButton(after, "Copy code");
    await press(after, "Back");
    await press(after, "Details of eva@new.example Client");
    await sees(after, "No code is kept");
    await press(after, "Back");
    expect(await after.evaluate(() => document.querySelectorAll(".account").length)).toBe(3);
    await after.close();
    rmSync(folder, { recursive: true });
  });

  it("are opened on the full page too, which prints, and is left by Back and by its links", async () => {
    const options = await given.rig.openExtensionPage("options.html#accounts");
    const isLeft = (details: string) =>
      until(`"${details}" to have the focus`, () =>
        options.evaluate((name) => document.activeElement?.textContent === name, details),
      );
    await press(options, "Details of kim@example.com Client");
    await sees(options, "Check-up");
    expect(await hasButton(options, "Create backup")).toBe(false);
    await unfold(options, "This account");
    await press(options, "Change e-mail");
    await fill(options, "E-mail", "kim@new.example");
    await press(options, "Save address");
    await seesButton(options, "Change e-mail");
    await press(options, "Back");
    await isLeft("Details of kim@new.example Client");

    await press(options, "Details of kim@new.example Client");
    await unfold(options, "Recovery code");
    await press(options, "Type a recovery code");
    await fill(options, "Recovery code", "QK7X2MPD9WVB4ZTH8NRC5JYG");
    await press(options, "Save typed code");
    await press(options, "Print");
    await seesButton(options, "Print sheet");
    expect(await options.$eval("#print select", (list) => list.selectedOptions[0]?.text)).toBe(
      "kim@new.example (Client)",
    );
    await press(options, "Details of kim@new.example Client");
    await seesButton(options, "Back");
    await pressLink(options, "Clock");
    await seesButton(options, "Create backup");
    await press(options, "Details of kim@new.example Client");
    await seesButton(options, "Back");
    await options.evaluate(() => history.back());
    await seesButton(options, "Create backup");

    await press(options, "Details of kim@new.example Client");
    await unfold(options, "This account");
    await press(options, "Remove account");
    await press(options, "Remove account for good");
    await seesButton(options, "Create backup");
    expect(await hasButton(options, "Details of kim@new.example Client")).toBe(false);
    await options.close();
  });
});
