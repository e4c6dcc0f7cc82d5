// A person at Waykey's own windows, by the accessible names of docs/ui-contract.md.

import { copyFileSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { workerAnswer } from "../durability/worker-call.ts";
import type { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import {
  fill,
  hasButton,
  hasField,
  press,
  pressFor,
  pressStarting,
  sees,
  seesButton,
  textOf,
  tick,
  unfold,
} from "./screen.ts";

export const VAULT_PASSWORD = "correct horse battery staple";
export const PIN = "a7c9-pin";
export const BACKUP_PASSWORD = "another long passphrase";

export type Pictures = (page: Page, name: string) => Promise<void>;

export class WaykeyUser {
  readonly rig: Rig;
  readonly #picture: Pictures;

  constructor(rig: Rig, picture: Pictures = () => Promise.resolve()) {
    this.rig = rig;
    this.#picture = picture;
  }

  /** Opens the popup in a tab, does something there, and closes it again. */
  async inPopup<T>(work: (popup: Page) => Promise<T>): Promise<T> {
    const popup = await this.rig.openExtensionPage("popup.html");
    const result = await work(popup);
    await popup.close();
    return result;
  }

  async createVault(): Promise<void> {
    await this.inPopup(async (popup) => {
      await fill(popup, "New password", VAULT_PASSWORD);
      await fill(popup, "Repeat password", VAULT_PASSWORD);
      await this.#picture(popup, "first-run");
      await press(popup, "Create vault");
      await seesButton(popup, "Lock");
      await this.#picture(popup, "empty-vault");
    });
  }

  async unlock(): Promise<void> {
    await this.inPopup(async (popup) => {
      await fill(popup, "Password", VAULT_PASSWORD);
      await this.#picture(popup, "unlock");
      await press(popup, "Unlock");
      await seesButton(popup, "Lock");
    });
  }

  async lock(): Promise<void> {
    await this.inPopup(async (popup) => {
      await press(popup, "Lock");
      await seesButton(popup, "Unlock");
    });
  }

  async scanQr(): Promise<void> {
    await this.inPopup(async (popup) => {
      await this.#picture(popup, "page-sets-up-authenticator");
      await press(popup, "Scan QR on this page");
      await sees(popup, "Compare with the page");
      await this.#picture(popup, "preview");
      await press(popup, "Add");
      await seesButton(popup, "Fill code");
    });
  }

  /** Presses the *Fill code* that is for `email`, or the only one. */
  async fillCode(email?: string): Promise<void> {
    await this.inPopup(async (popup) => {
      await seesButton(popup, "Fill code");
      await this.#picture(popup, "fill-code");
      await pressFor(popup, "Fill code", email);
      await sees(popup, "The code is in the page");
    });
  }

  async fillRecoveryCode(email: string): Promise<void> {
    await this.inPopup(async (popup) => {
      await this.putRecoveryCode(popup, email);
      await press(popup, "Mark as used");
      await this.#picture(popup, "recovery-code-used");
    });
  }

  /** Fills it, and leaves the question whether it was used unanswered. */
  async putRecoveryCode(popup: Page, email: string): Promise<void> {
    await seesButton(popup, "Fill recovery code");
    await pressFor(popup, "Fill recovery code", email);
    await fill(popup, "Password", VAULT_PASSWORD);
    await this.#picture(popup, "fill-recovery-code");
    await press(popup, "Fill and use it up");
    // Another one may be asked after already.
    await until("the fill", async () => !(await hasButton(popup, "Fill and use it up")));
    await sees(popup, "Was the recovery code used?");
  }

  /** In the account's details a used recovery code stands with its date. */
  async seesUsedRecoveryCode(email: string): Promise<void> {
    await this.inPopup(async (popup) => {
      await pressStarting(popup, `Details of ${email}`);
      await unfold(popup, "Recovery code");
      await sees(popup, "Earlier recovery codes");
      await this.#picture(popup, "account-details");
    });
  }

  async seesNothingUnconfirmed(): Promise<void> {
    await this.inPopup(async (popup) => {
      await seesButton(popup, "Add a code");
      await until("the entry to be confirmed", async () => {
        return !(await textOf(popup)).includes("Not confirmed");
      });
    });
  }

  async saveRecoveryCode(): Promise<void> {
    await this.inPopup(async (popup) => {
      await seesButton(popup, "Save recovery code");
      await this.#picture(popup, "save-recovery-code");
      await press(popup, "Save recovery code");
      await sees(popup, "is kept in Waykey");
    });
  }

  /** Changes something on the options page and closes it. */
  async inOptions<T>(section: string, work: (options: Page) => Promise<T>): Promise<T> {
    const options = await this.rig.openExtensionPage(`options.html#${section}`);
    const result = await work(options);
    await options.close();
    return result;
  }

  /**
   * Has Waykey open only when it is pressed: its popup, come by itself where a code is asked for, would still have the
   * focus when the page, no longer there, asks for a passkey; a person's click would have closed it.
   */
  async keepPopupClosed(): Promise<void> {
    await this.inOptions("settings", async (options) => {
      await workerAnswer(options, "preferences.set", { opensItself: false });
    });
  }

  async setPin(): Promise<void> {
    await this.inOptions("verification", async (options) => {
      await press(options, "Set PIN");
      await fill(options, "New PIN", PIN);
      await fill(options, "Repeat PIN", PIN);
      await fill(options, "Password", VAULT_PASSWORD);
      await this.#picture(options, "set-pin");
      await press(options, "Set PIN");
      await seesButton(options, "Change PIN");
    });
  }

  /** Verifies with the PIN in the prompt and allows. */
  async allowWithPin(): Promise<void> {
    const prompt = await this.rig.prompt();
    await fill(prompt, "PIN", PIN);
    await this.#picture(prompt, "prompt-pin");
    await this.decide(prompt, "Allow");
  }

  /** The list of passkey requests, as text. */
  async readLog(): Promise<string> {
    return this.inOptions("requests", async (options) => {
      await sees(options, "What happened");
      await this.#picture(options, "requests");
      return textOf(options);
    });
  }

  /** Answers the prompt: picks a passkey if a choice is asked for, verifies if asked, allows. */
  async allow(): Promise<void> {
    const prompt = await this.rig.prompt();
    await seesButton(prompt, "Allow");
    if (await hasField(prompt, "Password")) {
      await fill(prompt, "Password", VAULT_PASSWORD);
    }
    await this.#picture(prompt, "prompt");
    await this.decide(prompt, "Allow");
  }

  /** Presses a button that ends the prompt; the window may be gone before the click is reported. */
  async decide(
    prompt: Page,
    button: "Allow" | "Allow with this device" | "Cancel" | "Use another device or security key",
  ): Promise<void> {
    try {
      await press(prompt, button);
    } catch (error) {
      if (!prompt.isClosed() && (await this.rig.findPrompt()) !== null) throw error;
    }
    await this.rig.promptClosed();
  }

  /** Unlocks in the prompt; the ceremony goes on. */
  async unlockInPrompt(): Promise<Page> {
    const prompt = await this.rig.prompt();
    await fill(prompt, "Password", VAULT_PASSWORD);
    await this.#picture(prompt, "prompt-locked");
    await press(prompt, "Unlock");
    await seesButton(prompt, "Allow");
    return prompt;
  }

  /**
   * Exports a backup and resolves with the path of a copy in `folder`.
   * @param emergencyKey what it is put under, in place of a password
   */
  async exportBackup(folder: string, emergencyKey: string | null = null): Promise<string> {
    const options = await this.rig.openExtensionPage("options.html");
    if (emergencyKey === null) {
      await fill(options, "Backup password", BACKUP_PASSWORD);
      await fill(options, "Repeat backup password", BACKUP_PASSWORD);
    } else {
      await tick(options, "My printed emergency key");
      await fill(options, "Emergency key", emergencyKey);
    }
    await fill(options, "Vault password", VAULT_PASSWORD);
    await this.#picture(options, "backup");
    await press(options, "Create backup");
    await sees(options, "The backup was made");
    const name = await until("the backup file", () => {
      const file = readdirSync(this.rig.downloads).find((each) => each.endsWith(".json"));
      if (file === undefined) return null;
      return readFileSync(join(this.rig.downloads, file), "utf8").trimEnd().endsWith("}") && file;
    });
    await this.#picture(options, "backup-made");
    await options.close();
    const kept = join(folder, name);
    copyFileSync(join(this.rig.downloads, name), kept);
    // The next one is found by being the only one.
    rmSync(join(this.rig.downloads, name));
    return kept;
  }

  /** Chooses the file and has it tested; the page with what it would change stays open. */
  async checkBackup(path: string, password = BACKUP_PASSWORD): Promise<Page> {
    const options = await this.rig.openExtensionPage("options.html");
    const input = await options.waitForSelector("input[type=file]");
    if (input === null) throw new Error("There is no file field");
    await input.uploadFile(path);
    await fill(options, "Password of this backup", password);
    await press(options, "Check backup");
    await seesButton(options, "Restore");
    await this.#picture(options, "restore-plan");
    return options;
  }

  async restoreBackup(path: string, password = BACKUP_PASSWORD): Promise<void> {
    const options = await this.checkBackup(path, password);
    await press(options, "Restore");
    await sees(options, "The backup was restored");
    await options.close();
  }
}
