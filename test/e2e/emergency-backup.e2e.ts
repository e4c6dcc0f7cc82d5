// A backup under the printed emergency key: made, its profile left, and opened in a fresh one by typing the key.

import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { fill, hasField, press, sees, seesButton, textOf, tick } from "./flows/screen.ts";
import { BACKUP_PASSWORD, VAULT_PASSWORD, WaykeyUser } from "./flows/waykey-user.ts";
import { KIND } from "./rig/kind.ts";
import { type Rig, startRig } from "./rig/rig.ts";
import { startWorld, type World } from "./rig/world.ts";

const CHOICE = "My printed emergency key";
const ACCOUNT = { role: "client", email: "ada@example.com" } as const;

describe(`a backup under the emergency key in ${KIND}`, () => {
  let world: World;
  let rig: Rig;
  let emergencyKey = "";
  let backup = "";

  beforeAll(async () => {
    world = await startWorld();
    rig = await startRig(KIND, world);
    await new WaykeyUser(rig).createVault();
  });

  afterAll(async () => {
    await rig.close();
    await world.close();
  });

  /** Makes the emergency key of the vault, and copies it off the screen as onto paper. */
  async function makeKey(options: Page): Promise<string> {
    await press(options, "Make an emergency key");
    await fill(options, "Password", VAULT_PASSWORD);
    await press(options, "Show the key");
    await seesButton(options, "I have it on paper");
    const key = /(?:[0-9A-Z]{4}-){8}[0-9A-Z]{2}/.exec(await textOf(options))?.[0];
    if (key === undefined) throw new Error("No key is shown");
    await press(options, "I have it on paper");
    await fill(options, "Last 6 characters of the key", key.slice(-7));
    await press(options, "Keep this key");
    await seesButton(options, "Make a new one");
    return key;
  }

  it("is offered once there is a key, and tells a slip, and a key that is not the vault's", async () => {
    const options = await rig.openExtensionPage("options.html#backup");
    await workerAnswer(options, "otp.add", { text: "JBSWY3DPEHPK3PXP", account: ACCOUNT });
    await seesButton(options, "Make an emergency key");
    expect(await hasField(options, CHOICE)).toBe(false);
    emergencyKey = await makeKey(options);
    await tick(options, CHOICE);
    await sees(options, "this backup still opens with the one of today alone");
    const slip = emergencyKey.startsWith("0") ? "1" : "0";
    await fill(options, "Emergency key", slip + emergencyKey.slice(1));
    await fill(options, "Vault password", VAULT_PASSWORD);
    await press(options, "Create backup");
    await sees(options, "There is a slip in this emergency key");
    const other = await workerAnswer(options, "emergency-key.make", { password: VAULT_PASSWORD });
    await fill(options, "Emergency key", other.emergencyKey);
    await press(options, "Create backup");
    await sees(options, "This emergency key doesn’t open this vault");
    await options.close();
    backup = await new WaykeyUser(rig).exportBackup(world.keep, emergencyKey.toLowerCase());
  });

  it("is restored in a fresh profile by the key in lower case, without groups", async () => {
    await rig.close();
    rig = await startRig(KIND, world);
    const user = new WaykeyUser(rig);
    await user.createVault();
    const options = await rig.openExtensionPage("options.html#restore");
    const field = await options.waitForSelector("#restore input[type=file]" as "input");
    await field?.uploadFile(backup);
    await fill(options, "Password of this backup", BACKUP_PASSWORD);
    await press(options, "Check backup");
    await sees(options, "An emergency key that you made later doesn’t open it.");
    await options.close();
    await user.restoreBackup(backup, emergencyKey.toLowerCase().replaceAll("-", ""));
    const asker = await rig.openExtensionPage("prompt.html");
    const { accounts } = await workerAnswer(asker, "vault.contents", null);
    expect(accounts.map(({ email, otps }) => [email, otps.length])).toEqual([[ACCOUNT.email, 1]]);
    await asker.close();
  });
});
