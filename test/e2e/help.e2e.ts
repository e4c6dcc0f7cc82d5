// The help for those who can't sign in: every advice is reached by answers, locked or not, and speaks of the
// account where the vault is open.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { press, pressLink, sees, seesButton, textOf, tick } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

/** Answers, the advice they lead to, and something of what it says to a client and, where that is else, a provider. */
const PATHS: readonly (readonly [
  answers: readonly string[],
  title: string,
  says: string,
  toProviders?: string,
])[] = [
  [
    ["A code by text or call doesn’t come", "By text message", "iPhone"],
    "When no text comes to your iPhone",
    "Unknown Senders",
  ],
  [
    ["A code by text or call doesn’t come", "By text message", "Android"],
    "When no text comes to your Android phone",
    "look under Archived",
  ],
  [
    ["A code by text or call doesn’t come", "By text message", "Another one"],
    "When no text comes",
    "AT&T ActiveArmor",
  ],
  [
    ["A code by text or call doesn’t come", "By phone call", "iPhone"],
    "When no call comes to your iPhone",
    "Silence Unknown Callers",
  ],
  [
    ["A code by text or call doesn’t come", "By phone call", "Android"],
    "When no call comes",
    "Ask for a text",
  ],
  [
    ["Fingerprint or face isn’t offered"],
    "When fingerprint or face isn’t offered",
    "add this device too: open Settings on headway.co",
    "add this device too: open Settings, Login tab, in the provider portal",
  ],
  [["My security key isn’t taken"], "When your security key isn’t taken", "USB or NFC"],
  [["My authenticator code is refused"], "When your code is refused", "about 30 seconds"],
  [
    ["I lost my phone, my key or an app", "Yes, I have another way"],
    "When one way is lost",
    "choose Reset 2FA",
    "you have one week to open Settings, Login tab, in the provider portal, and press Reset",
  ],
  [
    ["I lost my phone, my key or an app", "No, nothing works", "Yes, here or on paper"],
    "Sign in with your recovery code",
    "set up at least two ways again: open Settings on headway.co",
    "set up at least two ways again: open Settings, Login tab, in the provider portal",
  ],
  [
    ["I lost my phone, my key or an app", "No, nothing works", "No, or I can’t find it"],
    "When all ways are lost",
    "They check who you are",
    "They let you in without it for a while",
  ],
  [
    ["I am getting a new phone or computer"],
    "Before you change your phone or computer",
    "Set them up anew on the new device: open Settings on headway.co",
    "Set them up anew on the new device: open Settings, Login tab, in the provider portal",
  ],
  [
    ["I am travelling outside the US"],
    "Before you leave the US",
    "try it once: open Settings on headway.co",
    "try it once: open Settings, Login tab, in the provider portal",
  ],
];

async function answer(page: Page, answers: readonly string[]): Promise<void> {
  for (const each of answers) await press(page, each);
}

type Views = { extension: { getViews(filter: { type: "tab" }): readonly Window[] } };

/** Runs in a page of the extension. */
function isHelpOpen(): boolean {
  const { browser, chrome } = globalThis as unknown as Record<string, Views | undefined>;
  const views = (browser ?? chrome)?.extension.getViews({ type: "tab" }) ?? [];
  return views.some(({ location }) => location.pathname === "/help.html");
}

describe(`the help for those who can't sign in, in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("is there while Waykey is locked, and leads a client to every advice", async () => {
    await given.user.lock();
    const popup = await given.rig.openExtensionPage("popup.html");
    await pressLink(popup, "Trouble signing in to Headway?");
    // Puppeteer loses sight of a tab that Firefox opens for a link; the extension sees its own.
    await until("the help's tab", () => popup.evaluate(isHelpOpen));
    await popup.close();
    const help = await given.rig.openExtensionPage("help.html");
    await sees(help, "Waykey is locked. Unlock it with its button");
    await tick(help, "Client");
    for (const [answers, title, says] of PATHS) {
      await sees(help, "What happens?");
      await answer(help, answers);
      await sees(help, title);
      expect(await textOf(help)).toContain(says);
      expect(await help.evaluate(() => document.activeElement?.textContent)).toBe(title);
      await press(help, "Start again");
    }
    await tick(help, "Provider");
    for (const [answers, title, says, toProviders = says] of PATHS) {
      await answer(help, answers);
      await sees(help, title);
      expect(await textOf(help)).toContain(toProviders);
      await press(help, "Start again");
    }
    await answer(help, ["I lost my phone, my key or an app", "No, nothing works"]);
    await press(help, "No, or I can’t find it");
    await sees(help, "You have one week from then");
    const support = await help.$$eval(".steps a", (links) => links.map(({ href }) => href));
    expect(support).toEqual(["https://help.headway.co/"]);
    await press(help, "Back");
    await seesButton(help, "Yes, here or on paper");
    await given.user.unlock();
  });

  it("knows the account while the vault is open, and forgets it at the lock", async () => {
    const asker = await given.rig.openExtensionPage("prompt.html");
    await workerAnswer(asker, "otp.add", {
      text: "JBSWY3DPEHPK3PXP",
      account: { role: "client", email: "ana@example.com" },
    });
    const { accounts } = await workerAnswer(asker, "vault.contents", null);
    const [account] = accounts;
    await workerAnswer(asker, "account.note-method", {
      id: account?.id ?? "",
      method: "phone",
      answer: { state: "elsewhere", where: "my own", callingCode: "+44" },
    });
    await workerAnswer(asker, "account.note-method", {
      id: account?.id ?? "",
      method: "security-key",
      answer: { state: "elsewhere", where: "key ring", callingCode: "" },
    });
    const noText = ["A code by text or call doesn’t come", "By text message", "Android"];
    const before = await given.rig.openExtensionPage("help.html");
    await answer(before, noText);
    await sees(before, "Headway has taken no code from Waykey for this account yet");
    expect(await textOf(before)).not.toContain("Waykey holds “Authenticator app”");
    await before.close();
    await workerAnswer(asker, "otp.confirm", { id: account?.otps[0]?.id ?? "" });
    const help = await given.rig.openExtensionPage("help.html");
    await answer(help, noText);
    await sees(help, "Your number is not a US number (+1)");
    await sees(help, "Waykey holds “Authenticator app” for this account");
    expect(await textOf(help)).not.toContain("Ask for a phone call");
    await press(help, "Start again");
    await press(help, "Fingerprint or face isn’t offered");
    await sees(help, "“Security key” (key ring)");
    expect(await textOf(help)).not.toContain("my own");
    await tick(help, "Another account: Provider");
    await press(help, "Fingerprint or face isn’t offered");
    await sees(help, "Login tab");
    expect(await textOf(help)).not.toContain("key ring");
    await workerAnswer(asker, "vault.lock", null);
    await sees(help, "Are you a client or a provider?");
    expect(await textOf(help)).not.toContain("key ring");
    await tick(help, "Client");
    await press(help, "Fingerprint or face isn’t offered");
    await sees(help, "add this device too");
    await given.user.unlock();
    // Unlocked elsewhere, it goes on with what is known of the only client's account.
    await sees(help, "“Security key” (key ring)");
  });
});
