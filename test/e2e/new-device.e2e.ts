// Moving to another device, with two profiles: a backup from one, restored in the other, is seen by the check
// phrase to have brought everything, a code of both is the same, and what was brought signs in at the site.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { Person } from "./flows/person.ts";
import { press, sees, seesButton, textOf, tick, unfold } from "./flows/screen.ts";
import { pressPasskeyButton, signInByCode, signInByPasskey } from "./flows/signing-in.ts";
import type { WaykeyUser } from "./flows/waykey-user.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const LINKS = {
  "a@b.test": "otpauth://totp/Headway:a@b.test?secret=JBSWY3DPEHPK3PXPJBSWY3DP&issuer=Headway",
  "c@d.test": "otpauth://totp/Headway:c@d.test?secret=GEZDGNBVGY3TQOJQGEZDGNBV&issuer=Headway",
};

const HOW_TO_REMOVE = "Right-click the Waykey button";

async function answer(options: Page, value: "same" | "different"): Promise<void> {
  await options.locator(`input[type=radio][value=${value}]`).click();
}

async function add(user: WaykeyUser, email: keyof typeof LINKS): Promise<void> {
  const asker = await user.rig.openExtensionPage("prompt.html");
  await workerAnswer(asker, "otp.add", { text: LINKS[email], account: { role: "client", email } });
  await asker.close();
}

const FILE_IS_THERE = "The file is at the other device";
const RESTORED = "It is restored there";
const COMPARED = "Both showed the same words";
const SIGNED_IN = "I have signed in with the other device";
const OTHERS = "My other app is synced, or I have my recovery code";

function isTicked(options: Page, label: string): Promise<boolean> {
  return options.evaluate((wanted) => {
    const labels = Array.from(document.querySelectorAll("#new-device label.check"));
    const found = labels.find(({ textContent }) => textContent === wanted);
    return found?.querySelector("input")?.checked === true;
  }, label);
}

async function travelCheckOf(user: WaykeyUser): Promise<string> {
  return user.inPopup(async (popup) => {
    await press(popup, "Details of a@b.test Client");
    await unfold(popup, "Travel check");
    await press(popup, "I’m leaving the US");
    await sees(popup, "Before you leave the US");
    return popup.$eval("main", (element) => element.innerText);
  });
}

describe(`a new device in ${KIND}`, () => {
  const old = useRig({ vault: true });
  const fresh = useRig({ vault: true, beside: old });

  /** Opens the steps, shows the phrase and resolves with its words. */
  async function shown<T>(
    user: WaykeyUser,
    work: (options: Page, words: string) => Promise<T>,
  ): Promise<T> {
    return user.inOptions("new-device", async (options) => {
      await press(options, "Show the check phrase");
      await sees(options, "Check phrase");
      const words = await options.$eval(".check-words", (element) => element.textContent);
      return work(options, words);
    });
  }

  async function moveAll(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "waykey-move-"));
    try {
      await fresh.user.restoreBackup(await old.user.exportBackup(folder));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it("is seen to hold the same before the old one is emptied", async () => {
    await add(old.user, "a@b.test");
    await moveAll();
    const words = await shown(old.user, async (options, here) => {
      expect(here).toMatch(/^[a-z]+( [a-z]+){3}$/);
      await sees(options, "1 account, 1 code");
      await sees(options, "This code must be the same there");
      expect(await textOf(options)).not.toContain(HOW_TO_REMOVE);
      await answer(options, "same");
      await until("the tick of the comparison", () => isTicked(options, COMPARED));
      for (const step of [FILE_IS_THERE, RESTORED, SIGNED_IN, OTHERS]) {
        expect(await textOf(options)).not.toContain(HOW_TO_REMOVE);
        await tick(options, step);
        await until(`the tick of ${step}`, () => isTicked(options, step));
      }
      await sees(options, HOW_TO_REMOVE);
      await answer(options, "different");
      await sees(options, "The two don’t hold the same");
      expect(await textOf(options)).not.toContain(HOW_TO_REMOVE);
      await press(options, "Another device: take all ticks away");
      for (const step of [FILE_IS_THERE, RESTORED, SIGNED_IN, OTHERS]) {
        await until(`the tick of ${step} to go`, async () => !(await isTicked(options, step)));
      }
      return here;
    });
    await shown(fresh.user, async (_options, there) => expect(there).toBe(words));
  });

  it("has ticks that outlast the page and a lock on the one, and are none of the other’s", async () => {
    await old.user.inOptions("new-device", async (options) => {
      await tick(options, FILE_IS_THERE);
      await until("the tick", () => isTicked(options, FILE_IS_THERE));
      await tick(options, RESTORED);
      await until("the tick", () => isTicked(options, RESTORED));
      await press(options, "Show the check phrase");
      await answer(options, "same");
      await until("the tick of the comparison", () => isTicked(options, COMPARED));
      await sees(options, "a@b.test (Client): no recovery code is known to be kept.");
    });
    await old.user.lock();
    await old.user.unlock();
    await old.user.inOptions("new-device", async (options) => {
      for (const step of [FILE_IS_THERE, RESTORED, COMPARED]) {
        await until(`the tick of ${step}`, () => isTicked(options, step));
      }
      expect(await isTicked(options, SIGNED_IN)).toBe(false);
      await sees(options, "Ticked on");
      await tick(options, RESTORED);
      await until("the tick to go", async () => !(await isTicked(options, RESTORED)));
    });
    await fresh.user.inOptions("new-device", async (options) => {
      await seesButton(options, "Show the check phrase");
      expect(await isTicked(options, FILE_IS_THERE)).toBe(false);
    });
  });

  it("gives the same travel check as the old one, with what is kept elsewhere", async () => {
    const asker = await old.user.rig.openExtensionPage("prompt.html");
    const { accounts } = await workerAnswer(asker, "vault.contents", null);
    const account = accounts.find(({ email }) => email === "a@b.test");
    const id = account?.id ?? "";
    // One that Headway has never taken would count as no way.
    await workerAnswer(asker, "otp.confirm", { id: account?.otps[0]?.id ?? "" });
    const note = (method: "phone" | "recovery-code", where: string, callingCode: string) =>
      workerAnswer(asker, "account.note-method", {
        id,
        method,
        answer: { state: "elsewhere", where, callingCode },
      });
    await note("phone", "my own", "+1");
    await note("recovery-code", "in the passport", "");
    await asker.close();
    await moveAll();
    const here = await travelCheckOf(old.user);
    expect(here).toContain("you said: in the passport");
    expect(here).toContain("Only “Authenticator app” is known to work abroad");
    expect(here).not.toContain("backup");
    expect(await travelCheckOf(fresh.user)).toBe(here);
  });

  it("is seen to lack what was added since, until it is brought too", async () => {
    await add(old.user, "c@d.test");
    const words = await shown(old.user, async (_options, here) => here);
    await shown(fresh.user, async (_options, there) => expect(there).not.toBe(words));
    await moveAll();
    await shown(fresh.user, async (_options, there) => expect(there).toBe(words));
  });

  it("signs in at the site with a passkey and a code that were set up on the old one", async () => {
    const email = "e@f.test";
    const person = new Person(old.rig, await old.rig.browser.newPage(), "client", email);
    await person.signUp();
    await person.enroll("otp");
    await old.user.scanQr();
    await old.user.fillCode();
    await person.submitCode();
    await person.recordRecoveryCode();
    await person.enroll("platform");
    await pressPasskeyButton(person);
    await old.user.allow();
    await person.hasEnrolled();
    await moveAll();
    const there = new Person(fresh.rig, await fresh.rig.browser.newPage(), "client", email);
    await signInByPasskey(there, fresh.user, "Fingerprint or face");
    await there.logOut();
    await signInByCode(there, fresh.user);
    await fresh.user.inOptions("new-device", async (options) => {
      await tick(options, SIGNED_IN);
      await until("the tick", () => isTicked(options, SIGNED_IN));
    });
  });
});
