// What goes wrong in real life: each case has words of its own, and nothing that was kept is lost.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { renderSVG } from "uqr";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { fill, press, sees, seesButton, textOf } from "./flows/screen.ts";
import { BACKUP_PASSWORD, VAULT_PASSWORD, WaykeyUser } from "./flows/waykey-user.ts";
import { damageRecord, sealedRevisions, spoilHeaders } from "./rig/damage.ts";
import { KIND } from "./rig/kind.ts";
import { openLab } from "./rig/lab.ts";
import { type Rig, startRig } from "./rig/rig.ts";
import { useRig } from "./rig/use-rig.ts";
import { startWorld, type World } from "./rig/world.ts";

/** Of the vault that is made beside one that is lost. */
const NEW_PASSWORD = "a password for the new vault";
const LINK = "otpauth://totp/Headway:alex@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Headway";

async function addByLink(rig: Rig, link: string, email: string): Promise<void> {
  const popup = await rig.openExtensionPage("popup.html");
  await press(popup, "Add a code");
  await fill(popup, "Setup key or otpauth link", link);
  await seesButton(popup, "Add");
  await press(popup, "Add");
  await seesButton(popup, "Add a code");
  await sees(popup, email);
  await popup.close();
}

/** Damages the first of several records. */
async function sealedIds(rig: Rig): Promise<readonly string[]> {
  const options = await rig.openExtensionPage("options.html");
  const ids = Object.keys(await sealedRevisions(options));
  await options.close();
  return ids;
}

/** Hands a file to the restore form and asks for it to be checked. */
async function checkBackup(options: Page, path: string, password: string): Promise<void> {
  const input = await options.waitForSelector("input[type=file]");
  if (input === null) throw new Error("There is no file field");
  await (input as unknown as { uploadFile(file: string): Promise<void> }).uploadFile(path);
  await fill(options, "Password of this backup", password);
  await press(options, "Check backup");
}

describe(`a vault in trouble in ${KIND}`, () => {
  const given = useRig({ vault: true });
  let folder = "";
  let backup = "";
  /** Of the account and of its code, by which the database has them. */
  let entries: readonly string[] = [];
  const damageOneRecord = async (page: Page, inBoth: boolean): Promise<void> => {
    const [first = ""] = entries;
    await damageRecord(page, first, inBoth);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "waykey-faults-"));
    const before = await sealedIds(given.rig);
    await addByLink(given.rig, LINK, "alex@example.com");
    entries = (await sealedIds(given.rig)).filter((id) => !before.includes(id));
    if (entries.length !== 2) throw new Error("Not an account and its code alone were written");
    backup = await given.user.exportBackup(folder);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("refuses a wrong password in so many words and opens with the right one", async () => {
    await given.user.lock();
    const popup = await given.rig.openExtensionPage("popup.html");
    await fill(popup, "Password", "not my password");
    await press(popup, "Unlock");
    await sees(popup, "not the right password");
    await fill(popup, "Password", VAULT_PASSWORD);
    await press(popup, "Unlock");
    await sees(popup, "alex@example.com");
    await popup.close();
  });

  it.each([
    ["an algorithm it does not know", `${LINK}&algorithm=MD5`, "doesn’t know"],
    ["an impossible number of digits", `${LINK}&digits=99`, "unusual number of digits"],
    ["a kind of code it does not know", LINK.replace("totp", "motp"), "isn’t supported"],
    ["a code by a counter without one", LINK.replace("totp", "hotp"), "no usable counter"],
    ["a key with a wrong character", "JBSWY3DPEHPK3PX1", "“1” at place 16 cannot be part of a key"],
    ["a link of another kind", "https://headway.co/settings", "not a setup key"],
  ])("names %s and adds nothing", async (_what, text, words) => {
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Add a code");
    await fill(popup, "Setup key or otpauth link", text);
    await sees(popup, words);
    await press(popup, "Back");
    await seesButton(popup, "Add a code");
    await popup.close();
  });

  it.each([
    ["a QR code that is no one-time password", "https://example.com/menu", "for something else"],
    [
      "an export of Google Authenticator",
      "otpauth-migration://offline?data=AA",
      "Google Authenticator",
    ],
  ])("names %s and adds nothing", async (_what, text, words) => {
    const page = await openLab(given.rig);
    await page.evaluate((svg) => {
      const image = document.createElement("img");
      image.src = `data:image/svg+xml;base64,${btoa(svg)}`;
      image.width = 240;
      document.body.prepend(image);
      return image.decode();
    }, renderSVG(text));
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Add a code");
    await press(popup, "Scan QR on this page");
    await sees(popup, words);
    await press(popup, "Back");
    await seesButton(popup, "Add a code");
    await popup.close();
    await page.close();
  });

  it("says that a page without a QR code has none", async () => {
    const page = await openLab(given.rig);
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Add a code");
    await press(popup, "Scan QR on this page");
    await sees(popup, "No QR code was found");
    await press(popup, "Back");
    await seesButton(popup, "Add a code");
    await popup.close();
    await page.close();
  });

  it.each([
    ["a backup's wrong password", (text: string) => text, "not the right one", "not the password"],
    ["a damaged backup", (text: string) => damageText(text), BACKUP_PASSWORD, "is damaged"],
    [
      "a cut-off backup",
      (text: string) => text.slice(0, text.length / 2),
      BACKUP_PASSWORD,
      "damaged",
    ],
    [
      "another program's backup",
      () =>
        JSON.stringify({ version: 1, header: { slots: null, params: null }, db: { entries: [] } }),
      BACKUP_PASSWORD,
      "isn’t a Waykey backup",
    ],
    [
      "a backup of a newer version",
      (text: string) => text.replace(/"version":\s*1/, '"version":9'),
      BACKUP_PASSWORD,
      "newer Waykey",
    ],
  ])("names %s and changes nothing", async (_what, change, password, words) => {
    const path = join(folder, "changed.json");
    writeFileSync(path, change(readFileSync(backup, "utf8")));
    const options = await given.rig.openExtensionPage("options.html");
    await checkBackup(options, path, password);
    await sees(options, words);
    await sees(options, "alex@example.com");
    await options.close();
  });

  it("puts a damaged record back from the second copy when it is listed, and says so", async () => {
    const options = await given.rig.openExtensionPage("options.html");
    await damageOneRecord(options, false);
    await options.close();
    const reopened = await given.rig.openExtensionPage("options.html");
    await sees(reopened, "1 entry was lost or damaged, and was put back");
    expect(await textOf(reopened)).not.toContain("can’t be read");
    await press(reopened, "OK");
    await reopened.close();
  });

  it("shows a damaged record as unreadable, keeps it, and restores it from a backup", async () => {
    const options = await given.rig.openExtensionPage("options.html");
    await damageOneRecord(options, true);
    await options.close();
    const reopened = await given.rig.openExtensionPage("options.html");
    await sees(reopened, "can’t be read");
    await fill(reopened, "Backup password", BACKUP_PASSWORD);
    await fill(reopened, "Repeat backup password", BACKUP_PASSWORD);
    await fill(reopened, "Vault password", VAULT_PASSWORD);
    await press(reopened, "Create backup");
    await sees(reopened, "This backup would hold fewer entries than your vault");
    await checkBackup(reopened, backup, BACKUP_PASSWORD);
    await press(reopened, "Restore");
    await sees(reopened, "The backup was restored");
    await reopened.close();
    const popup = await given.rig.openExtensionPage("popup.html");
    await sees(popup, "alex@example.com");
    await seesButton(popup, "Copy code");
    await popup.close();
  });

  it("merges a backup into a vault that holds the same and loses neither side", async () => {
    await addByLink(
      given.rig,
      LINK.replaceAll("alex", "bo").replace("PXP", "PXQ"),
      "bo@example.com",
    );
    const options = await given.rig.openExtensionPage("options.html");
    await checkBackup(options, backup, BACKUP_PASSWORD);
    await press(options, "Restore");
    await sees(options, "The backup was restored");
    await options.close();
    const popup = await given.rig.openExtensionPage("popup.html");
    await sees(popup, "alex@example.com");
    await sees(popup, "bo@example.com");
    await popup.close();
  });

  it("starts a new vault beside one whose headers are both lost, which the backup fills again", async () => {
    await given.user.lock();
    const options = await given.rig.openExtensionPage("options.html");
    await seesButton(options, "Unlock");
    await spoilHeaders(options);
    await options.close();
    const lost = await given.rig.openExtensionPage("options.html");
    await sees(lost, "The vault can’t be read");
    await press(lost, "Start a new vault and keep what is here");
    await sees(lost, "Nothing is deleted");
    await press(lost, "Not now");
    await press(lost, "Start a new vault and keep what is here");
    await press(lost, "Put it aside and start anew");
    await fill(lost, "New password", NEW_PASSWORD);
    await fill(lost, "Repeat password", NEW_PASSWORD);
    await press(lost, "Create vault");
    await seesButton(lost, "Lock");
    await checkBackup(lost, backup, BACKUP_PASSWORD);
    await press(lost, "Restore");
    await sees(lost, "The backup was restored");
    await sees(lost, "alex@example.com");
    // The old one is still there, in the file of what was put aside.
    const { text } = await workerAnswer(lost, "condition.export-unreadable", null);
    const { left } = JSON.parse(text) as { left: { databases: object; copies: object } };
    expect(left.databases).toMatchObject({
      waykey: { vault: expect.arrayContaining([["header", { rubbish: true }]]) as unknown },
    });
    expect(Object.keys(left.copies)).toContain("vault-copy-left/1/manifest");
    await lost.close();
    await given.user.lock();
    const popup = await given.rig.openExtensionPage("popup.html");
    await fill(popup, "Password", NEW_PASSWORD);
    await press(popup, "Unlock");
    await sees(popup, "alex@example.com");
    await popup.close();
  });
});

/** Changes one character in the middle of the last long base64 value. */
function damageText(text: string): string {
  const at = text.length - 200;
  return text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
}

describe(`a browser that is started again in ${KIND}`, () => {
  let world: World;
  let profile = "";

  beforeAll(async () => {
    world = await startWorld();
    profile = mkdtempSync(join(tmpdir(), "waykey-profile-"));
  });

  afterAll(async () => {
    await world.close();
    rmSync(profile, { recursive: true, force: true });
  });

  it("is locked, and holds after the unlock what it held before", async () => {
    const first = await startRig(KIND, world, { profile });
    await new WaykeyUser(first).createVault();
    await addByLink(first, LINK, "alex@example.com");
    await first.close();
    const second = await startRig(KIND, world, { profile });
    const popup = await second.openExtensionPage("popup.html");
    await fill(popup, "Password", VAULT_PASSWORD);
    await press(popup, "Unlock");
    await sees(popup, "alex@example.com");
    await second.close();
  });
});
