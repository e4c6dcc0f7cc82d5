// A walk through the screens of Waykey that does not know their words: it presses buttons by their messages.

import type { Page } from "puppeteer";
import { guideAddress } from "../../../components/guides/guide-address.ts";
import type { VaultContents } from "../../../lib/app/views.ts";
import { GUIDES } from "../../../lib/headway/guides.ts";
import { ACCOUNT_ROLES } from "../../../lib/headway/roles.ts";
import { messageWith, type MessageKey, setMessageSource } from "../../../lib/i18n/messages.ts";
import { type MessageFile, sourceOf } from "../../setup/message-file.ts";
import { workerAnswer } from "../durability/worker-call.ts";
import { labCreate, openLab } from "../rig/lab.ts";
import type { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { fill, press, sees, seesButton, textOf } from "./screen.ts";
import { VAULT_PASSWORD } from "./waykey-user.ts";

/** What the accounts, codes and pages of the walk are called; the same in every language. */
export const NAMES =
  /[\w.]+@example\.com|https?:|[\w.-]*headway\.co|Headway|Waykey|GitHub|Alex|SHA-?1|otpauth|[A-Z2-7 ]{16,}|[A-Z0-9]{4}(?:-[A-Z0-9]{4})+/;

type Look = (page: Page, name: string) => Promise<void>;

const TOTP =
  "otpauth://totp/Headway:ana@example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DP&issuer=Headway";
const HOTP =
  "otpauth://hotp/GitHub:ana@example.com?secret=KRSXG5CTMVRXEZLUKRSXG5CT&issuer=GitHub&counter=3";

/** Pages of a site that ask for something, by what they say. */
const PAGES = {
  code: `<h1>Enter your code</h1><form>
    <label for="code">Enter the code from your authenticator app</label>
    <input id="code" autocomplete="one-time-code" inputmode="numeric"><button>Continue</button></form>`,
  phone: `<h1>Check your phone</h1><form>
    <label for="code">Enter the code we sent by text message to your phone</label>
    <input id="code" autocomplete="one-time-code" inputmode="numeric"><button>Continue</button></form>`,
  recovery: `<h1>Enter your recovery code</h1><form><label for="code">Recovery code</label>
    <input id="code"><button>Continue</button></form>`,
} as const;

export class Walk {
  readonly #rig: Rig;
  readonly #look: Look;

  /** @param words of the extension that runs in the rig */
  constructor(rig: Rig, words: MessageFile, look: Look) {
    this.#rig = rig;
    this.#look = look;
    setMessageSource(sourceOf(words));
  }

  #press(page: Page, key: MessageKey, ...values: readonly string[]): Promise<void> {
    return press(page, messageWith(key, values));
  }

  async #open(path: string, width: number, height: number): Promise<Page> {
    const page = await this.#rig.openExtensionPage(path);
    await page.setViewport({ width, height });
    return page;
  }

  async #popup(work: (popup: Page) => Promise<void>): Promise<void> {
    const popup = await this.#open("popup.html", 380, 600);
    await work(popup);
    await popup.close();
  }

  /** From nothing to a vault with two accounts, by the worker itself. */
  async begin(): Promise<void> {
    await this.#popup(async (popup) => {
      await seesButton(popup, messageWith("access_first_create", []));
      await this.#look(popup, "first-run");
      await workerAnswer(popup, "vault.create", { password: VAULT_PASSWORD });
    });
    await this.#popup(async (popup) => {
      await seesButton(popup, messageWith("common_lock", []));
      await this.#look(popup, "no-accounts");
      await this.#press(popup, "common_add_code");
      await fill(popup, messageWith("add_key_or_link", []), TOTP);
      await seesButton(popup, messageWith("add_add", []));
      await this.#look(popup, "add-a-code");
      await this.#press(popup, "common_back");
      await this.#press(popup, "popup_add_account");
      await this.#look(popup, "add-an-account");
      await fillVault(popup);
    });
  }

  /** The steps after the password, with each answer to how the user signs in now. */
  async welcome(): Promise<void> {
    const welcome = await this.#open("welcome.html", 900, 900);
    await sees(welcome, messageWith("welcome_ready_title", []));
    const answers = (await welcome.$$("input[type=radio]")).length;
    for (let place = 0; place < answers; place++) {
      await (await welcome.$$("input[type=radio]"))[place]?.click();
      await welcome.locator(".radios ~ .row-actions .button").wait();
      await this.#look(welcome, `welcome-${place + 1}`);
    }
    await welcome.setViewport({ width: 420, height: 900 });
    await this.#look(welcome, "welcome-narrow");
    await welcome.close();
  }

  /** The list, and one account with all of its sections open. */
  async accounts(): Promise<void> {
    await this.#popup(async (popup) => {
      await sees(popup, "ana@example.com");
      await this.#look(popup, "accounts");
      await popup.locator(".account-open").click();
      await unfoldAll(popup);
      await this.#look(popup, "account");
      await this.#press(popup, "account_reset_done");
      await seesButton(popup, messageWith("account_reset_confirm_cancel", []));
      await this.#look(popup, "reset-confirm");
      await this.#press(popup, "account_reset_confirm_cancel");
      await this.#press(popup, "account_travel_open");
      await sees(popup, messageWith("travel_title", []));
      await this.#look(popup, "travel");
    });
  }

  /**
   * What asks whether a recovery code was used, on the home and in the account; and for the one after it: on the home,
   * its form, and where it is kept.
   */
  async successor(): Promise<void> {
    let id = "";
    await this.#popup(async (popup) => {
      await sees(popup, "ana@example.com");
      const { accounts } = await workerAnswer(popup, "vault.contents", null);
      id = accounts.flatMap(({ recoveryCodes }) => recoveryCodes)[0]?.id ?? "";
      await workerAnswer(popup, "recovery.note-copied", { id });
    });
    await this.#popup(async (popup) => {
      await seesButton(popup, messageWith("account_filled_yes", []));
      await this.#look(popup, "filled");
      await popup.locator(".account-open").click();
      await unfoldAll(popup);
      await this.#look(popup, "filled-account");
      await this.#press(popup, "account_travel_open");
      await sees(popup, messageWith("travel_recovery_code_filled_title", []));
      await this.#look(popup, "filled-travel");
      await workerAnswer(popup, "recovery.mark-used", { id });
    });
    await this.#popup(async (popup) => {
      await seesButton(popup, messageWith("account_successor_type", []));
      await this.#look(popup, "successor");
      await this.#press(popup, "account_successor_type");
      await seesButton(popup, messageWith("account_recovery_type_save", []));
      await this.#look(popup, "successor-typed");
      await this.#press(popup, "account_recovery_type_cancel");
      await this.#press(popup, "account_successor_elsewhere");
      await seesButton(popup, messageWith("account_elsewhere_save", []));
      await this.#look(popup, "successor-elsewhere");
    });
  }

  /** What the popup says on pages that ask for something. */
  async pages(): Promise<void> {
    const page = await this.#rig.open("https://headway.co/");
    for (const [name, html] of Object.entries(PAGES)) {
      await page.bringToFront();
      await page.evaluate((body) => (document.body.innerHTML = body), html);
      await this.#popup(async (popup) => {
        await until("the page's card", () =>
          popup.evaluate(() => document.querySelector(".card") !== null),
        );
        await this.#look(popup, `page-${name}`);
      });
    }
    await page.close();
  }

  async prompt(): Promise<void> {
    const page = await openLab(this.#rig);
    const created = labCreate(page, { authenticatorSelection: { userVerification: "required" } });
    const prompt = await this.#rig.prompt();
    await seesButton(prompt, messageWith("prompt_allow", []));
    await this.#look(prompt, "prompt");
    await workerAnswer(prompt, "vault.lock", null);
    await seesButton(prompt, messageWith("access_unlock", []));
    await this.#look(prompt, "prompt-locked");
    await prompt.close();
    await created;
    await page.close();
    await this.#popup(async (popup) => {
      await seesButton(popup, messageWith("access_unlock", []));
      await this.#look(popup, "locked");
      await fill(popup, messageWith("common_password", []), "not the password");
      await this.#press(popup, "access_unlock");
      await sees(popup, messageWith("error_vault_password_title", []));
      await this.#look(popup, "wrong-password");
      await workerAnswer(popup, "vault.unlock", { method: "password", password: VAULT_PASSWORD });
    });
  }

  async options(): Promise<void> {
    const options = await this.#open("options.html", 900, 900);
    await seesButton(options, messageWith("common_lock", []));
    await sees(options, "ana@example.com");
    await this.#look(options, "options");
    await options.setViewport({ width: 480, height: 900 });
    await this.#look(options, "options-narrow");
    await options.setViewport({ width: 900, height: 900 });
    await this.#press(options, "options_new_device_show");
    await sees(options, messageWith("options_new_device_phrase", []));
    await this.#look(options, "check-phrase");
    for (const answer of ["different", "same"]) {
      await options.locator(`input[type=radio][value=${answer}]`).click();
      if (answer === "same") await until("all steps to be ticked", () => tickNext(options));
      await until("the answer", () =>
        options.evaluate(
          (wanted) => document.querySelector(`#new-device .notice-${wanted}`) !== null,
          answer === "same" ? "success" : "warning",
        ),
      );
      await this.#look(options, `check-phrase-${answer}`);
    }
    await options.evaluate(() => (window.print = () => undefined));
    await fill(options, messageWith("options_print_password", []), VAULT_PASSWORD);
    await this.#press(options, "options_print_sheet");
    await seesButton(options, messageWith("options_print_wipe", []));
    await this.#look(options, "print-ready");
    // Firefox shows no test a page as it is printed.
    if (this.#rig.kind === "chromium") {
      await options.emulateMediaType("print");
      await this.#look(options, "print-sheet");
      await options.emulateMediaType();
    }
    await this.#press(options, "options_print_wipe");
    await options.close();
  }

  /** A provider's week, and what a reset leaves to be set up again: open, all seen to, and closed. */
  async resets(): Promise<void> {
    let accounts: VaultContents["accounts"] = [];
    await this.#popup(async (popup) => {
      ({ accounts } = await workerAnswer(popup, "vault.contents", null));
    });
    for (const { id, role, otps, passkeys, recoveryCodes } of accounts) {
      const ended = [...otps, ...passkeys, ...recoveryCodes].map((held) => held.id);
      await this.#popup(async (popup) => {
        if (role === "provider") {
          await this.#openAccount(popup, id, accounts);
          await this.#press(popup, "account_exemption_note");
          await popup.locator(".radio:last-of-type input").click();
          await this.#press(popup, "account_exemption_start");
          await this.#look(popup, "week");
        }
        const doneOn = new Intl.DateTimeFormat("sv").format(new Date());
        await workerAnswer(popup, "account.reset", { id, ended, kept: [], doneAt: null, doneOn });
      });
      await this.#popup(async (popup) => {
        await seesButton(popup, messageWith("common_lock", []));
        await this.#look(popup, `reset-home-${role}`);
        await this.#openAccount(popup, id, accounts);
        await seesButton(popup, messageWith("account_list_close", []));
        await this.#look(popup, `reset-list-${role}`);
        await popup.locator(".card-prominent .row button:nth-of-type(2)").click();
        await popup.locator(".way-settled").wait();
        await this.#look(popup, `reset-list-ticked-${role}`);
        await workerAnswer(popup, "account.turn-list", { id, open: false });
      });
      await this.#popup(async (popup) => {
        await this.#openAccount(popup, id, accounts);
        await this.#look(popup, `reset-list-closed-${role}`);
      });
    }
  }

  async #openAccount(
    popup: Page,
    id: string,
    accounts: readonly { readonly id: string }[],
  ): Promise<void> {
    const place = accounts.findIndex((account) => account.id === id) + 1;
    await popup.locator(`.account:nth-of-type(${place}) .account-open`).click();
    await unfoldAll(popup);
  }

  /** Every question and every advice. */
  async help(): Promise<void> {
    const help = await this.#open("help.html", 700, 900);
    await until("the choice of accounts", async () =>
      (await textOf(help)).includes("ana@example.com"),
    );
    await help.locator("input[type=radio]").click();
    await this.#answers(help, []);
    await help.close();
  }

  /** The practice page at its most, wide and narrow, and the popup over it. */
  async practice(): Promise<void> {
    const practice = await this.#open("practice.html", 1000, 900);
    await this.#popup(async (popup) => {
      await seesButton(popup, messageWith("common_lock", []));
      await this.#press(popup, "common_fill_practice");
      await sees(popup, messageWith("popup_practice_filled_title", []));
      await this.#look(popup, "practice-popup");
    });
    await practice.bringToFront();
    await this.#press(practice, "practice_continue");
    await sees(practice, messageWith("practice_next_title", []));
    await this.#look(practice, "practice");
    await practice.setViewport({ width: 380, height: 900 });
    await this.#look(practice, "practice-narrow");
    await practice.close();
  }

  /** The list of guides, and each for both roles. */
  async guides(): Promise<void> {
    for (const role of ACCOUNT_ROLES) {
      for (const guide of [null, ...GUIDES]) {
        const guides = await this.#open(guideAddress(guide, role), 700, 900);
        await until("the title", async () => (await guides.$("h1")) !== null);
        await this.#look(guides, `guide-${guide ?? "list"}-${role}`);
        await guides.setViewport({ width: 380, height: 900 });
        await this.#look(guides, `guide-${guide ?? "list"}-${role}-narrow`);
        await guides.close();
      }
    }
  }

  /** Presses the answers at those places, looks, and goes on with every answer there is then. */
  async #answers(help: Page, path: readonly number[]): Promise<void> {
    for (const place of path) await (await help.$$(".answers button"))[place]?.click();
    await this.#look(help, `help-${path.map((place) => place + 1).join("-")}`);
    const count = (await help.$$(".answers button")).length;
    if (path.length > 0) await this.#press(help, "trouble_start_again");
    for (let place = 0; place < count; place++) await this.#answers(help, [...path, place]);
  }
}

/** Opens all sections of an account. */
async function unfoldAll(popup: Page): Promise<void> {
  await until("the account's sections", () =>
    popup.evaluate(() => {
      const folded = document.querySelectorAll("details");
      for (const each of folded) each.open = true;
      return folded.length > 2;
    }),
  );
}

async function fillVault(page: Page): Promise<void> {
  const ana = { role: "client", email: "ana@example.com" } as const;
  await workerAnswer(page, "otp.add", { text: TOTP, account: ana });
  await workerAnswer(page, "otp.add", { text: HOTP, account: ana });
  await workerAnswer(page, "recovery.save", { code: "ABCD2345EFGH6789JKLM2345", account: ana });
  const { id } = await workerAnswer(page, "account.create", {
    role: "provider",
    email: "ana@example.com",
  });
  const answer = { state: "elsewhere", where: "Alex", callingCode: "+44" } as const;
  await workerAnswer(page, "account.note-method", { id, method: "phone", answer });
}

/** Ticks a step of the move to another device that is not ticked yet; whether all are. */
function tickNext(options: Page): Promise<boolean> {
  return options.evaluate(() => {
    const boxes = [...document.querySelectorAll<HTMLInputElement>("#new-device .check input")];
    boxes.find(({ checked, disabled }) => !checked && !disabled)?.click();
    return boxes.every(({ checked }) => checked);
  });
}
