// What Waykey says beside a page: the popup over pages that ask for something, the prompt for a passkey, and the
// popup and the prompt of a vault that is locked.

import type { Page } from "puppeteer";
import { messageWith } from "../../../lib/i18n/messages.ts";
import { workerAnswer } from "../durability/worker-call.ts";
import { hasButton } from "../flows/screen.ts";
import { PIN, VAULT_PASSWORD } from "../flows/waykey-user.ts";
import { labCreate, labGet, openLab } from "../rig/lab.ts";
import { until } from "../rig/until.ts";
import { EMAIL } from "./accounts.ts";
import { unfoldAll, type Walk } from "./walk.ts";

/** Pages of a site that ask for something, by what they say. */
const PAGES = {
  enrolment: `<h1>Scan this code</h1><p>Scan this QR code with your authenticator app.</p><form>
    <label for="code">Enter the code from your authenticator app</label>
    <input id="code" autocomplete="one-time-code" inputmode="numeric"><button>Continue</button></form>`,
  code: `<h1>Enter your code</h1><form>
    <label for="code">Enter the code from your authenticator app</label>
    <input id="code" autocomplete="one-time-code" inputmode="numeric"><button>Continue</button></form>`,
  phone: `<h1>Check your phone</h1><form>
    <label for="code">Enter the code we sent by text message to your phone</label>
    <input id="code" autocomplete="one-time-code" inputmode="numeric"><button>Continue</button></form>`,
  recovery: `<h1>Enter your recovery code</h1><form><label for="code">Recovery code</label>
    <input id="code"><button>Continue</button></form>`,
  "recovery-shown": `<h1>Your recovery code</h1><p>Save this recovery code somewhere safe.</p>
    <p><code>WXYZ2345EFGH6789JKLM2345</code></p><button>Continue</button>`,
} as const;

/** Of the prompt's window, without its frame. */
const PROMPT_SIZE = { width: 420, height: 690 } as const;

/** What the popup says on pages that ask for something. */
export async function pages(walk: Walk): Promise<void> {
  const page = await walk.rig.open("https://headway.co/");
  for (const [name, html] of Object.entries(PAGES)) {
    await page.bringToFront();
    await page.evaluate((body) => (document.body.innerHTML = body), html);
    await walk.inPopup(async (popup) => {
      await until("the page's card", () =>
        popup.evaluate(() => document.querySelector(".card") !== null),
      );
      await walk.look(popup, `page-${name}`);
    });
  }
  await page.close();
}

/** Making a passkey, choosing one, the PIN and a wrong one; then all that a locked Waykey asks. */
export async function prompts(walk: Walk): Promise<void> {
  const { rig } = walk;
  const page = await openLab(rig);
  const created = labCreate(page, { authenticatorSelection: { userVerification: "required" } });
  const prompt = await rig.prompt();
  await prompt.setViewport(PROMPT_SIZE);
  await walk.seesButton(prompt, "prompt_allow");
  await walk.look(prompt, "prompt");
  await workerAnswer(prompt, "vault.lock", null);
  await walk.seesButton(prompt, "access_unlock");
  await walk.look(prompt, "prompt-locked");
  await prompt.close();
  await created;
  await walk.inPopup(async (popup) => {
    await walk.seesButton(popup, "access_unlock");
    await walk.look(popup, "locked");
    await walk.fill(popup, "common_password", "not the password");
    await walk.press(popup, "access_unlock");
    await walk.sees(popup, "error_vault_password_title");
    await walk.look(popup, "wrong-password");
  });
  const help = await walk.open("help.html", 700);
  await walk.sees(help, "trouble_title");
  await walk.look(help, "help-locked");
  await help.close();
  const practice = await walk.open("practice.html", 1000);
  await walk.sees(practice, "practice_locked_title");
  await walk.look(practice, "practice-locked");
  await practice.close();
  await walk.inPopup(async (popup) => {
    await workerAnswer(popup, "vault.unlock", { method: "password", password: VAULT_PASSWORD });
    await workerAnswer(popup, "verification.set-pin", { password: VAULT_PASSWORD, pin: PIN });
    await workerAnswer(popup, "vault.lock", null);
  });
  await walk.inPopup(async (popup) => {
    await walk.seesButton(popup, "access_unlock");
    await walk.look(popup, "locked-pin");
    await workerAnswer(popup, "vault.unlock", { method: "password", password: VAULT_PASSWORD });
  });
  await choice(walk);
  await passkeys(walk);
  await walk.inPopup(async (popup) => {
    const { accounts } = await workerAnswer(popup, "vault.contents", null);
    for (const { id, email } of accounts) {
      if (email !== EMAIL) await workerAnswer(popup, "account.remove", { id });
    }
  });
}

/** An account with a passkey that is being renamed, one that asks before its passkey goes, and a hidden one. */
async function passkeys(walk: Walk): Promise<void> {
  for (const state of ["renamed", "removed", "hidden"] as const) {
    await walk.inPopup(async (popup) => {
      const { accounts } = await workerAnswer(popup, "vault.contents", null);
      const {
        id = "",
        label = "",
        userName = "",
      } = accounts.flatMap((account) => account.passkeys)[0] ?? {};
      await until("the account", () => openAccountOf(popup, userName));
      await unfoldAll(popup);
      if (state === "renamed") await walk.press(popup, "account_passkey_rename", label);
      if (state === "removed") await walk.press(popup, "account_passkey_remove", label);
      await walk.look(popup, `passkey-${state}`);
      await workerAnswer(popup, "passkey.hide", { id, hidden: state === "removed" });
    });
  }
}

/** Whether it was there to be pressed. */
function openAccountOf(popup: Page, email: string): Promise<boolean> {
  return popup.evaluate((wanted) => {
    const all = [...document.querySelectorAll<HTMLElement>(".account-open")];
    const opener = all.find((each) => each.textContent.includes(wanted));
    opener?.click();
    return opener !== undefined;
  }, email);
}

/** Two passkeys to choose from, verified by PIN. */
async function choice(walk: Walk): Promise<void> {
  const { rig } = walk;
  const page = await openLab(rig);
  for (const [id, name] of [
    ["b25l", "alex@example.com"],
    ["dHdv", "alex.home@example.com"],
  ] as const) {
    const user = { id, name, displayName: "Alex" };
    const done = labCreate(page, { user });
    const prompt = await rig.prompt();
    await until("the passkey to be allowed", async () => {
      if (!(await hasButton(prompt, messageWith("prompt_allow", [])).catch(() => false))) {
        return (await rig.findPrompt()) === null;
      }
      // The window may be gone before the click is reported.
      await walk.press(prompt, "prompt_allow").catch(() => undefined);
      return (await rig.findPrompt()) === null;
    });
    await done;
  }
  const got = labGet(page, { userVerification: "required" });
  const prompt = await rig.prompt();
  await prompt.setViewport(PROMPT_SIZE);
  await walk.seesButton(prompt, "prompt_allow");
  await walk.look(prompt, "prompt-choice");
  await prompt.locator("input[type=radio]").click();
  await walk.fill(prompt, "common_pin", "0000");
  await walk.press(prompt, "prompt_allow");
  await walk.sees(prompt, "error_verification_pin_title");
  await walk.look(prompt, "prompt-wrong-pin");
  await prompt.close();
  await got;
  await page.close();
  const late = await walk.open("prompt.html?id=of-no-request", 420, 690);
  await walk.sees(late, "prompt_failed_title");
  await walk.look(late, "prompt-failed");
  await late.close();
}
