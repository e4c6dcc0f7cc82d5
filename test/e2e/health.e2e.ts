// An account's check-up, from nothing known to all in good order, for both roles. What Waykey sees it finds out
// by itself, and asks for the rest.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { Person, type Role } from "./flows/person.ts";
import { fill, press, sees, textOf, tick, unfold } from "./flows/screen.ts";
import { pressPasskeyButton, signInByCode } from "./flows/signing-in.ts";
import { chooseFile, openImportPage } from "./imports/import-page.ts";
import { damageRecord, writtenBy } from "./rig/damage.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";
import { setWorkerClock } from "./rig/worker-clock.ts";

const SEEN: Readonly<Record<Role, string>> = { client: "Client", provider: "Provider" };

async function isGone(page: Page, text: string): Promise<void> {
  await until(`"${text}" to go`, async () => !(await textOf(page)).includes(text));
}

describe.each(["client", "provider"] as const)(`the check-up of a %s in ${KIND}`, (role) => {
  const given = useRig({ vault: true });

  it("tells what is amiss, and each finding goes as it is mended", async () => {
    const email = `${role}@example.com`;
    const person = new Person(given.rig, await given.rig.browser.newPage(), role, email);
    await person.signUp();
    await person.enroll("otp");
    await given.user.scanQr();
    await given.user.fillCode();
    await person.submitCode();
    await person.recordRecoveryCode();

    await given.user.inPopup(async (popup) => {
      await sees(popup, "Only one way to sign in is known · 4 more");
      await press(popup, `Details of ${email} ${SEEN[role]}`);
      await sees(popup, "Important: Only one way to sign in is known");
      await sees(popup, role === "client" ? "On headway.co open Settings" : "then the Login tab");
      await press(popup, "I have it elsewhere");
      await fill(popup, "Where is it?", "printed, in the desk");
      await press(popup, "Save");
      await isGone(popup, "No recovery code is known to be kept");
      await press(popup, "Yes, it has both");
      await isGone(popup, "Is your e-mail account safe too?");
      await press(popup, "Make a strong password");
      const made = await until("the password", () =>
        popup.evaluate(() => document.querySelector("output")?.textContent ?? null),
      );
      expect(made).toMatch(/^[\w]{5}(-[\w]{5}){3}$/);
      await press(popup, "Yes, only here");
      await isGone(popup, "used nowhere else?");
    });

    await person.enroll("platform");
    await person.page.locator("#passkey button").click();
    await given.user.allow();
    await person.hasEnrolled();
    await given.user.inPopup(async (popup) => {
      await press(popup, `Details of ${email} ${SEEN[role]}`);
      await sees(popup, "This account is in no backup yet");
      await isGone(popup, "Only one way");
    });
    await given.user.exportBackup(given.world.keep);
    await given.user.inPopup(async (popup) => {
      await sees(popup, "In good order");
      await press(popup, `Details of ${email} ${SEEN[role]}`);
      await sees(popup, "All is in good order.");
    });
  });
});

describe(`a provider without a second step in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("is told in red that providers must have one, until there is one", async () => {
    await given.user.inPopup(async (popup) => {
      await press(popup, "Add an account");
      await tick(popup, "Provider");
      await fill(popup, "E-mail", "provider@example.com");
      await press(popup, "Add account");
      await sees(popup, "Urgent: No second step is known: providers must have one");
      expect(await isRed(popup, ".finding-alarm .finding-weight")).toBe(true);
      await press(popup, "Back");
      await sees(popup, "No second step is known: providers must have one");
      expect(await isRed(popup, ".glance-alarm")).toBe(true);
      await press(popup, "Details of provider@example.com Provider");
      await unfold(popup, "Ways to sign in");
      await press(popup, "I have it elsewhere: Authenticator app");
      await press(popup, "Save");
      await isGone(popup, "providers must have one");
      expect(await popup.$(".finding-alarm")).toBeNull();
    });
  });
});

describe(`a provider whose set-up was broken off in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("is told in red that Headway has taken no code yet, until it has", async () => {
    const email = "provider@example.com";
    const details = `Details of ${email} Provider`;
    const untried = "Headway has taken no code from Waykey yet";
    const person = new Person(given.rig, await given.rig.browser.newPage(), "provider", email);
    await person.signUp();
    await person.enroll("otp");
    await given.user.scanQr();
    await given.user.inPopup(async (popup) => {
      await sees(popup, untried);
      expect(await isRed(popup, ".glance-alarm")).toBe(true);
      await press(popup, details);
      await sees(popup, `Urgent: ${untried}`);
      await sees(popup, "Sign in to Headway once with this code");
    });
    await given.user.fillCode();
    await person.submitCode();
    await given.user.inPopup(async (popup) => {
      await press(popup, details);
      await sees(popup, "Only one way to sign in is known");
      expect(await textOf(popup)).not.toContain(untried);
      expect(await popup.$(".finding-alarm")).toBeNull();
    });
  });
});

describe(`a provider whose code was imported in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("is not alarmed, and is advised to use it once, until Headway has taken it", async () => {
    const email = "provider@example.com";
    const details = `Details of ${email} Provider`;
    const once = "Use your imported code once, to be sure";
    const person = new Person(given.rig, await given.rig.browser.newPage(), "provider", email);
    await person.signUp();
    await person.enroll("otp");
    await given.user.scanQr();
    await given.user.fillCode();
    await person.submitCode();
    await person.recordRecoveryCode();
    await person.logOut();
    const secret = given.world.site.state.totpSecret("provider", email) ?? "";
    await given.user.inPopup(async (popup) => {
      await press(popup, details);
      await press(popup, "Remove code");
      await press(popup, "Remove code for good");
      await sees(popup, "No code is kept.");
    });
    // As it is in the other app.
    const options = await openImportPage(given.rig);
    const link = `otpauth://totp/Headway:${encodeURIComponent(email)}?secret=${secret}&issuer=Headway`;
    await chooseFile(given.rig, options, link);
    await press(options, "Add 1 entry");
    await sees(options, "1 code was added");
    await options.close();
    await given.user.inPopup(async (popup) => {
      await sees(popup, "Imported, not tried here yet");
      expect(await popup.$(".glance-alarm")).toBeNull();
      await press(popup, details);
      await sees(popup, once);
      await sees(popup, "came from another app");
      expect(await textOf(popup)).not.toContain("Headway has taken no code from Waykey yet");
      expect(await popup.$(".finding-alarm")).toBeNull();
    });
    await signInByCode(person, given.user);
    await given.user.inPopup(async (popup) => {
      await press(popup, details);
      await sees(popup, "Only one way to sign in is known");
      expect(await textOf(popup)).not.toContain(once);
    });
  });
});

describe(`what the check-up finds only later in ${KIND}`, () => {
  const given = useRig({ vault: true });
  const email = "pat@example.com";
  const details = `Details of ${email} Client`;
  const account = { role: "client", email } as const;

  /** Presses what leads to that section of the settings, and resolves with its page. */
  async function follow(popup: Page, button: string, section: string): Promise<Page> {
    await press(popup, button);
    return until(`the section ${section}`, () =>
      given.rig.findExtensionPage(`options.html#${section}`),
    );
  }

  it("are passkeys that are in this browser alone, until there is a backup", async () => {
    const { rig, user, world } = given;
    const person = new Person(rig, await rig.browser.newPage(), "client", email);
    await person.signUp();
    await person.enroll("platform");
    await pressPasskeyButton(person);
    await user.allow();
    await person.recordRecoveryCode();
    await user.inPopup(async (popup) => {
      await sees(popup, "Your passkeys are only in this browser");
      expect(await isRed(popup, ".glance-alarm")).toBe(true);
      await press(popup, details);
      await sees(popup, "Urgent: Your passkeys are only in this browser");
      await (await follow(popup, "Make a backup", "backup")).close();
    });
    await user.exportBackup(world.keep);
    await user.inPopup(async (popup) => {
      await press(popup, details);
      await sees(popup, "Only one way to sign in is known");
      const text = await textOf(popup);
      expect(text).not.toContain("Urgent");
      expect(text).not.toContain("backup yet");
    });
  });

  it("is a note of the last backup that can't be read, until there is another backup", async () => {
    const { rig, user, world } = given;
    const asker = await rig.openExtensionPage("prompt.html");
    const note = await writtenBy(asker, () =>
      workerAnswer(asker, "move.tick", { step: "backup", done: true }),
    );
    await damageRecord(asker, note, true);
    await asker.close();
    const unknown = "It is not known whether this account is in a backup";
    await user.inPopup(async (popup) => {
      await press(popup, details);
      await sees(popup, `Important: ${unknown}`);
    });
    await user.exportBackup(world.keep);
    await user.inPopup(async (popup) => {
      await press(popup, details);
      await sees(popup, "Only one way to sign in is known");
      expect(await textOf(popup)).not.toContain(unknown);
    });
  });

  it("is a clock that codes are corrected for, until it is right", async () => {
    const { rig, user } = given;
    const asker = await rig.openExtensionPage("prompt.html");
    const { id } = await workerAnswer(asker, "otp.add", { text: "JBSWY3DPEHPK3PXP", account });
    await workerAnswer(asker, "otp.confirm", { id });
    await workerAnswer(asker, "clock.correct", { offsetMs: 16_000 });
    await asker.close();
    await user.inPopup(async (popup) => {
      await press(popup, details);
      await sees(popup, "Good to do: Your computer’s clock is wrong");
      const options = await follow(popup, "Look at the clock", "clock");
      await sees(options, "Codes are made for a clock 16 s ahead");
      await press(options, "Go by the computer’s clock again");
      await isGone(options, "Codes are made for");
      await options.close();
    });
    await user.inPopup(async (popup) => {
      await press(popup, details);
      await sees(popup, "Not all of this account is in your backup");
      expect(await textOf(popup)).not.toContain("clock is wrong");
    });
  });

  it("is a recovery code that was said to be kept elsewhere a year ago, until it is said again", async () => {
    const { rig, user } = given;
    const asker = await rig.openExtensionPage("prompt.html");
    const { accounts } = await workerAnswer(asker, "vault.contents", null);
    await workerAnswer(asker, "account.note-method", {
      id: accounts[0]?.id ?? "",
      method: "recovery-code",
      answer: { state: "elsewhere", where: "in the desk", callingCode: "" },
    });
    await setWorkerClock(rig, asker, 366 * 24 * 60 * 60_000);
    // A vault that was open a year ago is locked.
    await user.unlock();
    const question = "Do you still have your recovery code?";
    await user.inPopup(async (popup) => {
      await press(popup, details);
      await sees(popup, `Good to do: ${question}`);
      await press(popup, "Yes, I have it");
      await isGone(popup, question);
      await unfold(popup, "Ways to sign in");
      await sees(popup, "Kept elsewhere: in the desk");
    });
    await asker.close();
  });
});

/** Whether the colour of what is found so has more of red than of anything else by far. */
function isRed(page: Page, selector: string): Promise<boolean> {
  return page.$eval(selector, (node) => {
    const [red = 0, green = 0, blue = 0] =
      getComputedStyle(node)
        .color.match(/[\d.]+/g)
        ?.map(Number) ?? [];
    return red > 2 * green && red > 2 * blue;
  });
}
