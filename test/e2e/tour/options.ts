// The full page: as a whole, wide and narrow, and what each of its sections comes to when it is used.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { plural } from "../../../lib/i18n/messages.ts";
import * as samples from "../../unit/exchange/formats/samples.ts";
import { workerAnswer } from "../durability/worker-call.ts";
import { press, sees } from "../flows/screen.ts";
import { BACKUP_PASSWORD, VAULT_PASSWORD } from "../flows/waykey-user.ts";
import { chooseFile } from "../imports/import-page.ts";
import { until } from "../rig/until.ts";
import { EMAIL } from "./accounts.ts";
import type { Walk } from "./walk.ts";

type Storage = { storage: { local: { set(items: object): Promise<void> } } };

export async function options(walk: Walk): Promise<void> {
  await walk.inOptions(async (page) => {
    await sees(page, EMAIL);
    await walk.look(page, "options");
    await page.setViewport({ width: 1280, height: 900 });
    await walk.look(page, "options-wide");
    await page.setViewport({ width: 480, height: 900 });
    await walk.look(page, "options-narrow");
  });
}

/** The words that two devices compare, the answers, and the page to print. */
export async function newDevice(walk: Walk): Promise<void> {
  await walk.inOptions(async (page) => {
    await walk.press(page, "options_new_device_show");
    await walk.sees(page, "options_new_device_phrase");
    await walk.lookAtSection(page, "new-device", "check-phrase");
    for (const answer of ["different", "same"]) {
      await page.locator(`input[type=radio][value=${answer}]`).click();
      if (answer === "same") await until("all steps to be ticked", () => tickNext(page));
      await until("the answer", () =>
        page.evaluate(
          (wanted) => document.querySelector(`#new-device .notice-${wanted}`) !== null,
          answer === "same" ? "success" : "warning",
        ),
      );
      await walk.lookAtSection(page, "new-device", `check-phrase-${answer}`);
    }
  });
}

/** Ticks a step of the move to another device that is not ticked yet; whether all are. */
function tickNext(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll<HTMLInputElement>("#new-device .check input")];
    boxes.find(({ checked, disabled }) => !checked && !disabled)?.click();
    return boxes.every(({ checked }) => checked);
  });
}

/** The page of an account to be printed, and the emergency key, both on screen and on paper. */
export async function paper(walk: Walk): Promise<void> {
  await walk.inOptions(async (page) => {
    await page.evaluate(() => (window.print = () => undefined));
    const { accounts } = await workerAnswer(page, "vault.contents", null);
    const kept = accounts.find(({ recoveryCodes }) => recoveryCodes.length > 0);
    await page.select("#print select", kept?.id ?? "");
    await walk.fill(page, "options_print_password", VAULT_PASSWORD);
    await walk.press(page, "options_print_sheet");
    await walk.seesButton(page, "options_print_wipe");
    await walk.lookAtSection(page, "print", "print-ready");
    await lookOnPaper(walk, page, "print-sheet");
    await walk.press(page, "options_print_wipe");
    await walk.press(page, "options_key_make");
    await walk.lookAtSection(page, "password", "emergency-key-password");
    await walk.fill(page, "common_password", VAULT_PASSWORD);
    await walk.press(page, "options_key_show");
    await walk.seesButton(page, "options_new_key_on_paper");
    await walk.lookAtSection(page, "password", "emergency-key");
    await lookOnPaper(walk, page, "emergency-sheet");
    await walk.press(page, "options_new_key_on_paper");
    await walk.fill(page, "options_new_key_ending", "0000-00", "6");
    await walk.press(page, "options_new_key_keep");
    await until("what is wrong", async () => (await page.$("#password .field-error")) !== null);
    await walk.lookAtSection(page, "password", "emergency-key-slip");
  });
}

/** Firefox shows no test a page as it is printed. */
async function lookOnPaper(walk: Walk, page: Page, screen: string): Promise<void> {
  if (walk.rig.kind !== "chromium") return;
  await page.emulateMediaType("print");
  await walk.look(page, screen);
  await page.emulateMediaType();
}

/** A backup that is made, one that is opened with the wrong password, and what a restore would do. */
export async function backups(walk: Walk): Promise<void> {
  await walk.inOptions(async (page) => {
    await walk.press(page, "options_backup_create");
    await until("what is missing", async () => (await page.$("#backup .field-error")) !== null);
    await walk.lookAtSection(page, "backup", "backup-error");
    const backup = await workerAnswer(page, "backup.export", {
      password: VAULT_PASSWORD,
      backupPassword: BACKUP_PASSWORD,
    });
    const path = join(walk.rig.world.keep, "tour-backup.json");
    writeFileSync(path, backup.text);
    const field = await page.waitForSelector("#restore input[type=file]" as "input");
    await field?.uploadFile(path);
    await walk.fill(page, "options_restore_password", "not the password");
    await walk.press(page, "options_restore_check");
    await until("the refusal", async () => (await page.$("#restore .notice-error")) !== null);
    await walk.lookAtSection(page, "restore", "restore-error");
    await walk.fill(page, "options_restore_password", BACKUP_PASSWORD);
    await walk.press(page, "options_restore_check");
    await walk.seesButton(page, "options_restore");
    await walk.lookAtSection(page, "restore", "restore-plan");
    await walk.press(page, "options_restore");
    await walk.sees(page, "options_restored_title");
    await walk.lookAtSection(page, "restore", "restored");
  });
}

/** A file of another app under a password, the wrong one, its entries, and what became of them. */
export async function imports(walk: Walk): Promise<void> {
  await walk.inOptions(async (page) => {
    await chooseFile(walk.rig, page, samples.aegisSealed());
    await walk.seesButton(page, "import_unseal");
    await walk.lookAtSection(page, "import", "import-sealed");
    await walk.fill(page, "import_password", "not the password");
    await walk.press(page, "import_unseal");
    await until("the refusal", async () => (await page.$("#import .notice-error")) !== null);
    await walk.lookAtSection(page, "import", "import-wrong-password");
    await walk.fill(page, "import_password", samples.PASSWORD);
    await walk.press(page, "import_unseal");
    await until("the entries", async () => (await page.$("#import .import-lines")) !== null);
    await walk.lookAtSection(page, "import", "import-table");
    await page.setViewport({ width: 480, height: 900 });
    await walk.lookAtSection(page, "import", "import-table-narrow");
    await page.setViewport({ width: 900, height: 900 });
    await press(page, plural("add_rest_leave", 2));
    await press(page, plural("import_add", 1));
    await sees(page, plural("add_added", 1));
    await walk.lookAtSection(page, "import", "import-outcome");
    const { accounts } = await workerAnswer(page, "vault.contents", null);
    const added = accounts.find(({ email }) => email === "ada@example.com");
    await workerAnswer(page, "account.remove", { id: added?.id ?? "" });
  });
  await walk.inOptions(async (page) => {
    await chooseFile(walk.rig, page, "not a file of any app");
    await until("the refusal", async () => (await page.$("#import .notice-error")) !== null);
    await walk.lookAtSection(page, "import", "import-unknown-file");
  });
}

/** What goes along to another app and what stays behind, and the QR codes. */
export async function exports(walk: Walk): Promise<void> {
  await walk.inOptions(async (page) => {
    await page.select("#export select", "google-authenticator");
    await walk.fill(page, "export_password", "");
    await walk.lookAtSection(page, "export", "export-plan");
    await walk.fill(page, "export_password", VAULT_PASSWORD);
    await walk.press(page, "export_make_pages");
    await walk.seesButton(page, "export_page_done");
    await walk.lookAtSection(page, "export", "export-pages");
    await page.select("#export select", "bitwarden-sealed");
    await walk.fill(page, "export_file_password_repeat", "");
    await walk.lookAtSection(page, "export", "export-sealed");
  });
}

/** What an update brought, a password and a PIN being set, an account on the full page, and the passkey requests. */
export async function settings(walk: Walk): Promise<void> {
  await walk.inOptions(async (page) => {
    // As the browser's word of an update from that version leaves it.
    await page.evaluate(async () => {
      const scope = globalThis as unknown as Record<"browser" | "chrome", Storage | undefined>;
      await (scope.browser ?? scope.chrome)?.storage.local.set({ "updated-from": "0.0.9" });
    });
  });
  await walk.inPopup(async (popup) => {
    await walk.seesButton(popup, "update_link");
    await walk.look(popup, "updated-popup");
  });
  await walk.inOptions(async (page) => {
    await walk.seesButton(page, "update_done");
    // The notice alone, which is no section.
    await walk.lookAtSection(page, "", "updated");
    await walk.press(page, "update_done");
    await walk.press(page, "options_password_change");
    await walk.lookAtSection(page, "password", "password-form");
    await walk.press(page, "options_password_change_cancel");
    await walk.press(page, "options_pin_change");
    await walk.fill(page, "options_pin_new", "1");
    await walk.fill(page, "options_pin_repeat", "2");
    await walk.lookAtSection(page, "verification", "pin-form");
    for (const section of ["condition", "settings", "clock", "accounts", "requests", "about"]) {
      await walk.lookAtSection(page, section, `options-${section}`);
    }
  });
}
