// Honest user verification: PIN, the device's own authenticator, the password, and the time for which
// the user stays verified. What was signed says exactly what happened.

import type { Page } from "puppeteer";
import { afterEach, describe, expect, it } from "vitest";
import { VAULT_PASSWORD } from "./flows/waykey-user.ts";
import { fill, hasButton, hasField, press, sees, seesButton } from "./flows/screen.ts";
import { DeviceOfTheMachine } from "./rig/device-of-the-machine.ts";
import { KIND } from "./rig/kind.ts";
import { flagsOf, isVerified, labCreate, labGet, openLab } from "./rig/lab.ts";
import { useRig } from "./rig/use-rig.ts";

describe(`verifying the user in ${KIND}`, () => {
  const given = useRig({ vault: true });
  let allowCredentials: readonly object[] = [];

  afterEach(async () => {
    const prompt = await given.rig.findPrompt();
    await prompt?.close();
  });

  async function lab(): Promise<Page> {
    const page = await openLab(given.rig);
    if (allowCredentials.length > 0) return page;
    const created = labCreate(page);
    await given.user.allow();
    const outcome = await created;
    expect(await isVerified(page, outcome)).toBe(true);
    if (!outcome.ok) throw new Error("not created");
    allowCredentials = [{ type: "public-key", id: outcome.credential.id }];
    return page;
  }

  it("takes a PIN, signs UV, and asks for the password after five wrong ones", async () => {
    await given.user.setPin();
    const page = await lab();
    await page.bringToFront();
    const got = labGet(page, { allowCredentials, userVerification: "required" });
    await given.user.allowWithPin();
    expect(await isVerified(page, await got, true)).toBe(true);

    await page.bringToFront();
    const again = labGet(page, { allowCredentials, userVerification: "required" });
    const prompt = await given.rig.prompt();
    for (let tries = 1; tries <= 4; tries++) {
      await fill(prompt, "PIN", `wrong-${tries}`);
      await press(prompt, "Allow");
      await sees(prompt, "not the right PIN");
    }
    // The worker dies between two tries: the count does not.
    await given.rig.killWorker();
    await fill(prompt, "PIN", "wrong-5");
    await press(prompt, "Allow");
    await sees(prompt, "Too many wrong PINs");
    expect(await hasField(prompt, "PIN")).toBe(false);
    expect(await hasButton(prompt, "Use PIN instead")).toBe(false);
    await given.user.allow();
    expect(await isVerified(page, await again, true)).toBe(true);

    // The right password has made the PIN good again.
    await page.bringToFront();
    const third = labGet(page, { allowCredentials, userVerification: "required" });
    await given.user.allowWithPin();
    expect(await isVerified(page, await third, true)).toBe(true);
    await page.close();
  });

  it("lets the user fall back on the password where a PIN is set", async () => {
    const page = await lab();
    await page.bringToFront();
    const got = labGet(page, { allowCredentials, userVerification: "required" });
    const prompt = await given.rig.prompt();
    await press(prompt, "Use password instead");
    await given.user.allow();
    expect(await isVerified(page, await got, true)).toBe(true);
    await page.close();
  });

  it("takes the device's own authenticator, whose signature the worker checks", async () => {
    const { device, options } = await DeviceOfTheMachine.start(given.rig);
    await press(options, "Use this device");
    await fill(options, "Password", VAULT_PASSWORD);
    await press(options, "Enroll this device");
    await seesButton(options, "Stop using this device");

    const page = await lab();
    await page.bringToFront();
    const got = labGet(page, { allowCredentials, userVerification: "required" });
    const prompt = await given.rig.prompt();
    await device.moveTo(prompt);
    await given.user.decide(prompt, "Allow with this device");
    expect(await isVerified(page, await got, true)).toBe(true);

    // One that cannot verify the user is no way in.
    await page.bringToFront();
    const refused = labGet(page, { allowCredentials, userVerification: "required" });
    const second = await given.rig.prompt();
    await device.forget(second);
    await press(second, "Allow with this device");
    await sees(second, "Your device did not verify you");
    await given.user.decide(second, "Cancel");
    expect(await refused).toMatchObject({ ok: false, error: { name: "NotAllowedError" } });
    await device.stop();
    await page.close();
    await options.close();
  });

  it("asks nothing for a site that prefers it within the time the user stays verified", async () => {
    const page = await lab();
    await given.user.inOptions("settings", async (options) => {
      await fill(options, "Stay verified for (minutes)", "10");
      await fill(options, "Password for these settings", VAULT_PASSWORD);
      await press(options, "Save settings");
      await sees(options, "saved");
    });
    await page.bringToFront();
    const first = labGet(page, { allowCredentials, userVerification: "required" });
    const prompt = await given.rig.prompt();
    if (!(await hasField(prompt, "Password"))) await press(prompt, "Use password instead");
    await given.user.allow();
    expect(flagsOf(await first)).toEqual(["UP", "UV", "BE", "BS"]);

    await page.bringToFront();
    const second = labGet(page, { allowCredentials, userVerification: "preferred" });
    const quiet = await given.rig.prompt();
    await seesButton(quiet, "Allow");
    expect(await hasField(quiet, "Password")).toBe(false);
    await given.user.allow();
    // Truthfully: nobody was verified this time.
    expect(flagsOf(await second)).toEqual(["UP", "BE", "BS"]);

    await page.bringToFront();
    const third = labGet(page, { allowCredentials, userVerification: "required" });
    const strict = await given.rig.prompt();
    if (!(await hasField(strict, "Password"))) await press(strict, "Use password instead");
    await given.user.allow();
    expect(flagsOf(await third)).toEqual(["UP", "UV", "BE", "BS"]);
    await page.close();
  });
});
