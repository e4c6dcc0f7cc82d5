// The popup's home and its accounts: none yet, two, and so many with such names that there is no more room.

import { Buffer } from "node:buffer";
import type { Page } from "puppeteer";
import type { VaultContents } from "../../../lib/app/views.ts";
import type { InputOf } from "../../../lib/rpc/protocol.ts";
import { workerAnswer } from "../durability/worker-call.ts";
import { sees } from "../flows/screen.ts";
import { VAULT_PASSWORD } from "../flows/waykey-user.ts";
import { until } from "../rig/until.ts";
import { unfoldAll, type Walk } from "./walk.ts";

export const EMAIL = "ana@example.com";

const TOTP = `otpauth://totp/Headway:${EMAIL}?secret=JBSWY3DPEHPK3PXPJBSWY3DP&issuer=Headway`;
const HOTP = `otpauth://hotp/GitHub:${EMAIL}?secret=KRSXG5CTMVRXEZLUKRSXG5CT&issuer=GitHub&counter=3`;

/** Before there is a vault, and what is said of two passwords that won't do. */
export async function firstRun(walk: Walk): Promise<void> {
  const welcome = await walk.open("welcome.html", 900);
  await walk.seesButton(welcome, "access_first_create");
  await walk.look(welcome, "welcome-first");
  await welcome.close();
  const practice = await walk.open("practice.html", 1000);
  await walk.sees(practice, "practice_none_title");
  await walk.look(practice, "practice-before-vault");
  await practice.close();
  await walk.inPopup(async (popup) => {
    await walk.seesButton(popup, "access_first_create");
    await walk.look(popup, "first-run");
    await walk.fill(popup, "access_new_password", "short");
    await walk.fill(popup, "access_repeat_password", "another");
    await walk.press(popup, "access_first_create");
    await until("what is wrong", async () => (await popup.$(".field-error")) !== null);
    await walk.look(popup, "first-run-error");
    await workerAnswer(popup, "vault.create", { password: VAULT_PASSWORD });
  });
}

/** From an empty vault to one with two accounts, by the worker itself. */
export async function firstAccounts(walk: Walk): Promise<void> {
  await walk.inPopup(async (popup) => {
    await walk.seesButton(popup, "common_lock");
    await walk.look(popup, "no-accounts");
    await walk.press(popup, "common_add_code");
    await walk.fill(popup, "add_key_or_link", TOTP);
    await walk.seesButton(popup, "add_add");
    await walk.look(popup, "add-a-code");
    await walk.press(popup, "common_back");
    await walk.press(popup, "popup_add_account");
    await walk.look(popup, "add-an-account");
    await fillVault(popup);
  });
}

async function fillVault(page: Page): Promise<void> {
  const ana = { role: "client", email: EMAIL } as const;
  await workerAnswer(page, "otp.add", { text: TOTP, account: ana });
  await workerAnswer(page, "otp.add", { text: HOTP, account: ana });
  await workerAnswer(page, "recovery.save", { code: "ABCD2345EFGH6789JKLM2345", account: ana });
  const { id } = await workerAnswer(page, "account.create", { role: "provider", email: EMAIL });
  const answer = { state: "elsewhere", where: "Alex", callingCode: "+44" } as const;
  await workerAnswer(page, "account.note-method", { id, method: "phone", answer });
}

/** The list, and one account with all of its sections open. */
export async function accounts(walk: Walk): Promise<void> {
  await walk.inPopup(async (popup) => {
    await sees(popup, EMAIL);
    await walk.look(popup, "accounts");
    await popup.locator(".account-open").click();
    await until("the account", async () => (await popup.$("details")) !== null);
    await walk.look(popup, "account-folded");
    await unfoldAll(popup);
    await walk.look(popup, "account");
    await kept(walk, popup);
    await walk.press(popup, "account_reset_done");
    await walk.seesButton(popup, "account_reset_confirm_cancel");
    await walk.look(popup, "reset-confirm");
    await walk.press(popup, "account_reset_confirm_cancel");
    await walk.press(popup, "account_travel_open");
    await walk.sees(popup, "travel_title");
    await walk.look(popup, "travel");
  });
}

/** What an account's screen asks before it shows, changes or removes something. */
async function kept(walk: Walk, popup: Page): Promise<void> {
  await walk.press(popup, "common_reveal");
  await walk.fill(popup, "common_password", VAULT_PASSWORD);
  await walk.look(popup, "recovery-password");
  await walk.press(popup, "account_recovery_show");
  await walk.seesButton(popup, "common_hide");
  await walk.look(popup, "recovery-shown");
  await walk.press(popup, "common_hide");
  await walk.press(popup, "account_recovery_passphrase_on");
  await walk.look(popup, "recovery-passphrase");
  await walk.press(popup, "common_not_now");
  await walk.press(popup, "account_email_change");
  await walk.look(popup, "account-email");
  await walk.press(popup, "account_email_cancel");
  await walk.press(popup, "account_remove");
  await walk.look(popup, "account-remove");
  await walk.press(popup, "account_remove_cancel");
}

/**
 * What asks whether a recovery code was used, on the home and in the account; and for the one after it: on the home,
 * its form, and where it is kept.
 */
export async function successor(walk: Walk): Promise<void> {
  let id = "";
  await walk.inPopup(async (popup) => {
    await sees(popup, EMAIL);
    const { accounts } = await workerAnswer(popup, "vault.contents", null);
    id = accounts.flatMap(({ recoveryCodes }) => recoveryCodes)[0]?.id ?? "";
    await workerAnswer(popup, "recovery.note-copied", { id });
  });
  await walk.inPopup(async (popup) => {
    await walk.seesButton(popup, "account_filled_yes");
    await walk.look(popup, "filled");
    await popup.locator(".account-open").click();
    await unfoldAll(popup);
    await walk.look(popup, "filled-account");
    await walk.press(popup, "account_travel_open");
    await walk.sees(popup, "travel_recovery_code_filled_title");
    await walk.look(popup, "filled-travel");
    await workerAnswer(popup, "recovery.mark-used", { id });
  });
  await walk.inPopup(async (popup) => {
    await walk.seesButton(popup, "account_successor_type");
    await walk.look(popup, "successor");
    await walk.press(popup, "account_successor_type");
    await walk.seesButton(popup, "account_recovery_type_save");
    await walk.look(popup, "successor-typed");
    await walk.press(popup, "account_recovery_type_cancel");
    await walk.press(popup, "account_successor_elsewhere");
    await walk.seesButton(popup, "account_elsewhere_save");
    await walk.look(popup, "successor-elsewhere");
  });
}

/** A provider's week, and what a reset leaves to be set up again: open, all seen to, and closed. */
export async function resets(walk: Walk): Promise<void> {
  let accounts: VaultContents["accounts"] = [];
  await walk.inPopup(async (popup) => {
    ({ accounts } = await workerAnswer(popup, "vault.contents", null));
  });
  for (const { id, role, otps, passkeys, recoveryCodes } of accounts) {
    const ended = [...otps, ...passkeys, ...recoveryCodes].map((held) => held.id);
    await walk.inPopup(async (popup) => {
      if (role === "provider") {
        await openAccount(popup, id, accounts);
        await walk.press(popup, "account_exemption_note");
        await popup.locator(".radio:last-of-type input").click();
        await walk.press(popup, "account_exemption_start");
        await walk.look(popup, "week");
      }
      const doneOn = new Intl.DateTimeFormat("sv").format(new Date());
      await workerAnswer(popup, "account.reset", { id, ended, kept: [], doneAt: null, doneOn });
    });
    await walk.inPopup(async (popup) => {
      await walk.seesButton(popup, "common_lock");
      await walk.look(popup, `reset-home-${role}`);
      await openAccount(popup, id, accounts);
      await walk.seesButton(popup, "account_list_close");
      await walk.look(popup, `reset-list-${role}`);
      await popup.locator(".card-prominent .row button:nth-of-type(2)").click();
      await popup.locator(".way-settled").wait();
      await walk.look(popup, `reset-list-ticked-${role}`);
      await workerAnswer(popup, "account.turn-list", { id, open: false });
    });
    await walk.inPopup(async (popup) => {
      await openAccount(popup, id, accounts);
      await walk.look(popup, `reset-list-closed-${role}`);
    });
  }
}

async function openAccount(
  popup: Page,
  id: string,
  accounts: readonly { readonly id: string }[],
): Promise<void> {
  const place = accounts.findIndex((account) => account.id === id) + 1;
  await popup.locator(`.account:nth-of-type(${place}) .account-open`).click();
  await unfoldAll(popup);
}

/** As long as an address may be before the @, and words of every length. */
const LONG_NAMES = [
  "maximiliana.bartholomew-featherstonehaugh.northern@a-very-long-clinic-name.example.com",
  "o@example.com",
] as const;

const CROWD = 200;

type Entry = Extract<InputOf<"import.add">["source"], { format: "entries" }>["entries"][number];

/** Two hundred accounts more, the first of them with a long name: the list, a search, nothing found, and
 * that account; and the list of the full page. */
export async function crowd(walk: Walk): Promise<void> {
  const emailOf = (at: number) => LONG_NAMES[at] ?? `person.${at}@example.com`;
  const entries: readonly Entry[] = Array.from({ length: CROWD }, (_, at) => ({
    kind: "otp",
    otp: {
      type: "totp",
      issuer: at === 0 ? "Headway for practices with an unusually long name" : "Headway",
      label: emailOf(at),
      secret: Buffer.alloc(20, `secret ${at}`).toString("base64url"),
      algorithm: "SHA1",
      digits: 6,
      periodSeconds: 30,
      counter: 0,
    },
  }));
  const chosen = entries.map((_, entry) => {
    return { entry, account: { role: "client" as const, email: emailOf(entry) } };
  });
  await walk.inPopup(async (popup) => {
    const source = { format: "entries" as const, entries: [...entries] };
    await workerAnswer(popup, "import.add", { source, chosen });
  });
  await walk.inPopup(async (popup) => {
    await walk.seesButton(popup, "search_show_more");
    await walk.look(popup, "crowd");
    await walk.fill(popup, "search_accounts", "maximiliana");
    await until("the one", async () => (await popup.$$(".account")).length === 1);
    await walk.look(popup, "long-name");
    await popup.locator(".account-open").click();
    await unfoldAll(popup);
    await walk.look(popup, "long-name-account");
    await walk.press(popup, "common_back");
    await walk.fill(popup, "search_accounts", "nobody of that name");
    await until("none", async () => (await popup.$$(".account")).length === 0);
    await walk.look(popup, "none-found");
  });
  await walk.inOptions(async (page) => {
    await walk.seesButton(page, "search_show_more");
    await walk.lookAtSection(page, "accounts", "crowd-accounts");
    await walk.fill(page, "search_accounts", "person.7");
    await until("the few", async () => (await page.$$(".overview")).length < 20);
    await walk.lookAtSection(page, "accounts", "crowd-found");
  });
}
