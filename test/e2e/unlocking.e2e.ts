// The ways into a locked vault, as a person uses them: PIN, device, emergency key, password; and the ways
// to lock it.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PIN, VAULT_PASSWORD, WaykeyUser } from "./flows/waykey-user.ts";
import { fill, hasButton, hasField, press, sees, seesButton, textOf } from "./flows/screen.ts";
import { DeviceOfTheMachine } from "./rig/device-of-the-machine.ts";
import { KIND } from "./rig/kind.ts";
import { labCreate, labGet, openLab } from "./rig/lab.ts";
import { startRig } from "./rig/rig.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";
import { startWorld, type World } from "./rig/world.ts";

const NEW_PASSWORD = "seven quiet lanterns";

describe(`unlocking by PIN in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("opens the popup, and takes the password after five wrong ones", async () => {
    await given.user.setPin();
    await given.user.lock();
    const popup = await given.rig.openExtensionPage("popup.html");
    await fill(popup, "PIN", PIN);
    await press(popup, "Unlock");
    await seesButton(popup, "Lock");
    await press(popup, "Lock");
    for (let tries = 1; tries <= 4; tries++) {
      await fill(popup, "PIN", `wrong-${tries}`);
      await press(popup, "Unlock");
      await sees(popup, "not the right PIN");
    }
    await given.rig.killWorker();
    await fill(popup, "PIN", "wrong-5");
    await press(popup, "Unlock");
    await sees(popup, "Too many wrong PINs");
    expect(await hasField(popup, "PIN")).toBe(false);
    expect(await hasButton(popup, "Use your PIN instead")).toBe(false);
    await fill(popup, "Password", VAULT_PASSWORD);
    await press(popup, "Unlock");
    await seesButton(popup, "Lock");
    // The right password has made the PIN good again.
    await press(popup, "Lock");
    await fill(popup, "PIN", PIN);
    await press(popup, "Unlock");
    await seesButton(popup, "Lock");
    await popup.close();
  });

  it("goes on with a passkey request", async () => {
    const page = await openLab(given.rig);
    const created = labCreate(page);
    await given.user.allow();
    const outcome = await created;
    if (!outcome.ok) throw new Error("not created");
    await given.user.lock();
    await page.bringToFront();
    const got = labGet(page, {
      allowCredentials: [{ type: "public-key", id: outcome.credential.id }],
      userVerification: "required",
    });
    const prompt = await given.rig.prompt();
    await fill(prompt, "PIN", PIN);
    await press(prompt, "Unlock");
    await seesButton(prompt, "Allow");
    await given.user.allow();
    expect(await got).toMatchObject({ ok: true });
    await page.close();
  });

  it("empties every open page at a lock, however it came about", async () => {
    const options = await given.rig.openExtensionPage("options.html");
    await seesButton(options, "Change PIN");
    await given.user.lock();
    await seesButton(options, "Unlock");
    expect(await textOf(options)).not.toContain("Accounts");
    await options.close();
  });
});

describe(`a PIN after the browser was closed in ${KIND}`, () => {
  let world: World;
  let profile = "";

  beforeAll(async () => {
    world = await startWorld();
    profile = mkdtempSync(join(tmpdir(), "waykey-pin-"));
  });

  afterAll(async () => {
    await world.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  it("opens nothing: the password is asked for", async () => {
    const first = await startRig(KIND, world, { profile });
    const user = new WaykeyUser(first);
    await user.createVault();
    await user.setPin();
    await first.close();
    const second = await startRig(KIND, world, { profile });
    const popup = await second.openExtensionPage("popup.html");
    await fill(popup, "Password", VAULT_PASSWORD);
    expect(await hasField(popup, "PIN")).toBe(false);
    expect(await hasButton(popup, "Use your PIN instead")).toBe(false);
    await press(popup, "Unlock");
    await seesButton(popup, "Lock");
    await second.close();
  });
});

describe(`the emergency key in ${KIND}`, () => {
  const given = useRig({ vault: true });
  let emergencyKey = "";

  async function makeKey(options: Page, button: string): Promise<string> {
    await press(options, button);
    await fill(options, "Password", VAULT_PASSWORD);
    await press(options, "Show the key");
    await seesButton(options, "I have it on paper");
    const key = /(?:[0-9A-Z]{4}-){8}[0-9A-Z]{2}/.exec(await textOf(options))?.[0];
    if (key === undefined) throw new Error("No key is shown");
    return key;
  }

  it("is shown once, printed alone, and good only when its end was typed", async () => {
    const options = await given.rig.openExtensionPage("options.html#password");
    emergencyKey = await makeKey(options, "Make an emergency key");
    // Firefox lets no test see a page as it is printed.
    if (KIND === "chromium") {
      await options.emulateMediaType("print");
      const printed = await textOf(options);
      await options.emulateMediaType("screen");
      expect(printed).toContain("Waykey emergency key");
      expect(printed.replaceAll(/\s+/g, " ")).toContain(emergencyKey.split("-").join(" "));
      expect(printed).not.toContain("Passkey requests");
    }
    await press(options, "I have it on paper");
    await fill(options, "Last 6 characters of the key", "0000-00");
    await press(options, "Keep this key");
    await sees(options, "Compare it with your paper");
    expect(await textOf(options)).not.toContain(emergencyKey);
    await fill(options, "Last 6 characters of the key", emergencyKey.slice(-7));
    await press(options, "Keep this key");
    await seesButton(options, "Make a new one");
    expect(await textOf(options)).not.toContain(emergencyKey);
    await options.close();
  });

  it("opens the vault, names a slip, and leads to a new password; the old one is gone", async () => {
    await given.user.lock();
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Use your emergency key");
    const wrong = emergencyKey.startsWith("0") ? "1" : "0";
    await fill(popup, "Emergency key", wrong + emergencyKey.slice(1));
    await press(popup, "Unlock");
    await sees(popup, "There is a slip in this emergency key");
    await fill(popup, "Emergency key", emergencyKey.toLowerCase().replaceAll("-", " "));
    await press(popup, "Unlock");
    await sees(popup, "Choose a new password");
    await fill(popup, "New password", NEW_PASSWORD);
    await fill(popup, "Repeat password", NEW_PASSWORD);
    await press(popup, "Save new password");
    await seesButton(popup, "Lock");
    await press(popup, "Lock");
    await fill(popup, "Password", VAULT_PASSWORD);
    await press(popup, "Unlock");
    await sees(popup, "not the right password");
    await fill(popup, "Password", NEW_PASSWORD);
    await press(popup, "Unlock");
    await seesButton(popup, "Lock");
    await popup.close();
  });

  it("is replaced by a new one, after the password was changed back", async () => {
    const options = await given.rig.openExtensionPage("options.html#password");
    await press(options, "Change password");
    await fill(options, "Current password", NEW_PASSWORD);
    await fill(options, "New password", VAULT_PASSWORD);
    await fill(options, "Repeat password", VAULT_PASSWORD);
    await press(options, "Save new password");
    await seesButton(options, "Change password");
    const next = await makeKey(options, "Make a new one");
    await press(options, "I have it on paper");
    await fill(options, "Last 6 characters of the key", next.slice(-7));
    await press(options, "Keep this key");
    await seesButton(options, "Make a new one");
    await press(options, "Lock");
    await press(options, "Use your emergency key");
    await fill(options, "Emergency key", emergencyKey);
    await press(options, "Unlock");
    await sees(options, "doesn’t open this vault");
    await fill(options, "Emergency key", next);
    await press(options, "Unlock");
    await press(options, "Not now");
    await seesButton(options, "Lock");
    await options.close();
  });
});

describe(`unlocking by the device in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("works where the device has the PRF extension, and says so", async () => {
    const { device, options } = await DeviceOfTheMachine.start(given.rig, { hasPrf: true });
    await press(options, "Use this device");
    await fill(options, "Password", VAULT_PASSWORD);
    await press(options, "Enroll this device");
    await seesButton(options, "Stop using this device");
    await sees(options, "It also opens Waykey when it is locked");
    await press(options, "Lock");
    await press(options, "Unlock with this device");
    await seesButton(options, "Stop using this device");

    // Without it the device is no way in any more.
    await press(options, "Stop using this device");
    await fill(options, "Password", VAULT_PASSWORD);
    await press(options, "Stop using this device");
    await seesButton(options, "Use this device");
    await press(options, "Lock");
    await until("the password to be asked for", () => hasField(options, "Password"));
    expect(await hasButton(options, "Use this device instead")).toBe(false);
    await device.stop();
    await options.close();
  });
});
