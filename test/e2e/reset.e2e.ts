// A reset at Headway: a client's at once, a provider's within the week that support grants. What was set up before
// is put away, the check-up asks for what is to be set up anew, and all of it can be taken back.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { Person } from "./flows/person.ts";
import { fill, press, sees, seesButton, textOf, tick, unfold } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

describe.each(["client", "provider"] as const)(`the reset of a %s in ${KIND}`, (role) => {
  const given = useRig({ vault: true });

  it("puts away what was set up, asks for it anew, and takes the new code", async () => {
    const email = `${role}@example.com`;
    const details = `Details of ${email} ${role === "client" ? "Client" : "Provider"}`;
    const person = new Person(given.rig, await given.rig.browser.newPage(), role, email);
    await person.signUp();
    await person.enroll("otp");
    await given.user.scanQr();
    await given.user.fillCode();
    await person.submitCode();
    await person.recordRecoveryCode();

    if (role === "provider") {
      await given.user.inPopup(async (popup) => {
        await press(popup, details);
        await unfold(popup, "Reset at Headway");
        await press(popup, "Support has let me in");
        await sees(popup, "Reset your ways to sign in by");
        await press(popup, "That was a mistake");
        await seesButton(popup, "Support has let me in");
        expect(await textOf(popup)).not.toContain("Reset your ways to sign in by");
        await press(popup, "Support has let me in");
        await sees(popup, "Support let you in on");
      });
      given.world.site.state.grantExemption(email);
      await person.logOut();
      await person.logIn();
    }
    await person.reset();
    await given.user.inPopup(async (popup) => {
      if (role === "provider") await sees(popup, "Reset your ways to sign in by");
      await press(popup, details);
      // While the week runs it is open by itself.
      if (role === "client") await unfold(popup, "Reset at Headway");
      await press(popup, "I have reset it");
      await press(popup, "Yes, put the old ones away");
      await sees(popup, "No second step is known");
      await sees(popup, "Put away (1)");
      expect(await textOf(popup)).not.toContain("Reset your ways to sign in by");
    });

    await person.enroll("otp");
    await given.user.scanQr();
    await given.user.fillCode();
    await person.submitCode();
    await person.recordRecoveryCode();
    await given.user.inPopup(async (popup) => {
      await press(popup, details);
      await popup.evaluate(() => document.querySelector<HTMLElement>("summary")?.click());
      await press(popup, `Use again: ${email}`);
      await until("two codes in use", async () => {
        return (await popup.evaluate(() => document.querySelectorAll(".code").length)) === 2;
      });
    });
  });
});

/** How many reminders of weeks the browser holds. */
async function remindersIn(page: Page): Promise<number> {
  const names = await page.evaluate(async () => {
    const { alarms } = (globalThis as unknown as { chrome: { alarms: Alarms } }).chrome;
    return (await alarms.getAll()).map(({ name }) => name);
  });
  return names.filter((name) => name.startsWith("reset-reminder:")).length;
}

type Alarms = { getAll(): Promise<readonly { readonly name: string }[]> };

describe(`the reminder of a provider's week in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("goes with its account, and comes back with a backup", async () => {
    const { user, world, rig } = given;
    await user.inPopup(async (popup) => {
      await press(popup, "Add an account");
      await tick(popup, "Provider");
      await fill(popup, "E-mail", "kit@example.com");
      await press(popup, "Add account");
      expect(await remindersIn(popup)).toBe(0);
      await unfold(popup, "Reset at Headway");
      await press(popup, "Support has let me in");
      await seesButton(popup, "That was a mistake");
      await until("the reminder", async () => (await remindersIn(popup)) === 1);
    });
    const backup = await user.exportBackup(world.keep);
    await rig.killWorker();
    await user.inPopup(async (popup) => {
      await press(popup, "Details of kit@example.com Provider");
      expect(await remindersIn(popup)).toBe(1);
      await unfold(popup, "This account");
      await press(popup, "Remove account");
      await until("the reminder to go", async () => (await remindersIn(popup)) === 0);
    });
    await user.restoreBackup(backup);
    await user.inPopup(async (popup) => {
      await until("the reminder", async () => (await remindersIn(popup)) === 1);
    });
  });
});
