// What an organization lays down by the browser's own policies, in a browser that has them: the settings say it, and the
// worker keeps to it whoever asks.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { APPS } from "./flows/exporting.ts";
import { choose, sees, textOf } from "./flows/screen.ts";
import { PIN, VAULT_PASSWORD, WaykeyUser } from "./flows/waykey-user.ts";
import { KIND } from "./rig/kind.ts";
import { type ManagedBrowser, manageBrowser } from "./rig/managed-browser.ts";
import { type Rig, startRig } from "./rig/rig.ts";
import { until } from "./rig/until.ts";
import { startWorld, type World } from "./rig/world.ts";

const LAID_DOWN = { passwordOnly: true, maxAutoLockMinutes: 7, noPlainExport: true };

describe(`a browser that an organization manages, ${KIND}`, () => {
  let managed: ManagedBrowser;
  let world: World;
  let rig: Rig;

  beforeAll(async () => {
    managed = manageBrowser(KIND, LAID_DOWN);
    world = await startWorld();
    rig = await startRig(KIND, world, { executable: managed.executable });
    const user = new WaykeyUser(rig);
    await user.createVault();
    await user.setPin();
    const page = await rig.openExtensionPage("prompt.html");
    await until(
      "the policy, which Chromium reads some seconds after it has loaded the extension",
      async () => (await workerAnswer(page, "policy.get", null)).passwordOnly,
      60_000,
    );
    await page.close();
  });

  afterAll(async () => {
    await rig.close();
    await world.close();
    managed.remove();
  });

  it("says in the settings what is laid down", async () => {
    const page = await rig.openExtensionPage("options.html#settings");
    await sees(page, "Rules of your organization");
    const text = await textOf(page);
    expect(text).toContain("Only the password and the emergency key open Waykey.");
    expect(text).toContain("Waykey locks after 7 minutes without use at the latest.");
    expect(text).toContain("Waykey makes encrypted exports only.");
    expect(await workerAnswer(page, "policy.get", null)).toEqual(LAID_DOWN);
    await page.close();
  });

  it("keeps later locks from taking hold", async () => {
    const page = await rig.openExtensionPage("prompt.html");
    const settings = await workerAnswer(page, "settings.get", null);
    expect(settings.autoLockMinutes).toBe(7);
    await workerAnswer(page, "settings.set", {
      ...settings,
      autoLockMinutes: 600,
      password: VAULT_PASSWORD,
    });
    expect((await workerAnswer(page, "settings.get", null)).autoLockMinutes).toBe(7);
    await page.close();
  });

  it("makes no export that is not encrypted", async () => {
    const page = await rig.openExtensionPage("options.html#export");
    await choose(page, "App or format", APPS["otpauth-list"]);
    await sees(page, "Your organization allows no export that is not encrypted");
    await page.close();
  });

  it("is opened by the password alone, also where a PIN was set", async () => {
    const page = await rig.openExtensionPage("popup.html");
    await workerAnswer(page, "vault.lock", null);
    await sees(page, "Unlock");
    expect(await textOf(page)).not.toContain("PIN");
    await expect(workerAnswer(page, "vault.unlock", { method: "pin", pin: PIN })).rejects.toThrow(
      "policy/password-only",
    );
    await page.close();
  });
});
