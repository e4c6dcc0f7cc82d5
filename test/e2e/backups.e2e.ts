// A backup file tested, restored over a vault that has moved on, and the restore taken back.

import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fill, hasButton, press, sees, seesButton, textOf, tick, unfold } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { temporaryFolder } from "./rig/temporary-folder.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const OLD = "old@example.com";
const NEW = "new@example.com";

describe(`backups in ${KIND}`, () => {
  const given = useRig({ vault: true });
  const folder = mkdtempSync(join(temporaryFolder(), "waykey-backups-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function addAccount(email: string): Promise<void> {
    const options = await given.rig.openExtensionPage("options.html#accounts");
    await press(options, "Add an account");
    await fill(options, "E-mail", email);
    await press(options, "Add account");
    await seesButton(options, `Details of ${email} Client`);
    await options.close();
  }

  async function seesAccounts(...emails: readonly string[]): Promise<void> {
    const popup = await given.rig.openExtensionPage("popup.html");
    for (const email of emails) await seesButton(popup, `Details of ${email} Client`);
    const others = [OLD, NEW].filter((email) => !emails.includes(email));
    const text = await textOf(popup);
    for (const email of others) expect(text).not.toContain(email);
    await popup.close();
  }

  it("are tested, replace what the vault holds, and are taken back", async () => {
    await addAccount(OLD);
    const file = await given.user.exportBackup(folder);
    const good = await given.user.checkBackup(file);
    await sees(good, "This backup is good");
    await good.close();

    await addAccount(NEW);
    const options = await given.user.checkBackup(file);
    await sees(options, "This backup opens, but does not hold everything");
    await tick(options, "Only what the file holds");
    await sees(options, "Not in the file: taken out");
    await press(options, "Restore and take out the rest");
    await sees(options, "The backup was restored");
    await sees(options, "1 entry taken out");
    await options.close();
    await seesAccounts(OLD);

    // It can be taken back later on, too.
    const later = await given.rig.openExtensionPage("options.html#restore");
    await press(later, "Take it back");
    await sees(later, "Take this restore back?");
    await press(later, "Take it back");
    await sees(later, "The restore was taken back");
    await later.close();
    await seesAccounts(OLD, NEW);
  });

  it("stay for good where that is the user's word", async () => {
    const file = await given.user.exportBackup(folder);
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, `Details of ${NEW} Client`);
    await unfold(popup, "This account");
    await press(popup, "Remove account");
    await until("the account to go", async () => !(await textOf(popup)).includes(NEW));
    await popup.close();
    const options = await given.user.checkBackup(file);
    await press(options, "Restore");
    await sees(options, "1 entry brought in");
    await press(options, "Keep it");
    await until("the card to go", async () => !(await hasButton(options, "Take it back")));
    await options.close();
    await seesAccounts(OLD, NEW);
  });
});
