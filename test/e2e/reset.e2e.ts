// A reset at Headway: a client's at once, a provider's within the week that support grants. What was set up before
// is put away, the check-up asks for what is to be set up anew, and all of it can be taken back.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { noteResetOfAll } from "./flows/noting-reset.ts";
import { Person } from "./flows/person.ts";
import {
  fill,
  hasButton,
  press,
  pressStarting,
  sees,
  seesButton,
  textOf,
  tick,
  unfold,
} from "./flows/screen.ts";
import {
  pressPasskeyButton,
  signInByCode,
  signInByPasskey,
  signInByRecoveryCode,
} from "./flows/signing-in.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";
import { setWorkerClock } from "./rig/worker-clock.ts";

/** So many days from now. */
function dayFromNow(days: number): Date {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return date;
}

function dateText(days: number): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "medium" }).format(dayFromNow(days));
}

/** As a date field has it. */
function dayText(days: number): string {
  return new Intl.DateTimeFormat("sv").format(dayFromNow(days));
}

/** Sets the date field, whatever the order in which the browser wants days typed. */
async function setDay(page: Page, day: string): Promise<void> {
  await page.evaluate((value) => {
    const input = document.querySelector<HTMLInputElement>("input[type=date]");
    if (input === null) throw new Error("There is no date field");
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, day);
}

describe.each(["client", "provider"] as const)(`the reset of a %s in ${KIND}`, (role) => {
  const given = useRig({ vault: true });

  it("puts away what was set up, asks for it anew, and takes the new code", async () => {
    const email = `${role}@example.com`;
    const details = `Details of ${email} ${role === "client" ? "Client" : "Provider"}`;
    const person = new Person(given.rig, await given.rig.browser.newPage(), role, email);
    await person.signUp();
    await person.enroll("otp");
    await given.user.scanQr();
    await given.user.fillCode();
    await person.submitCode();
    await person.recordRecoveryCode();

    if (role === "provider") {
      await given.user.inPopup(async (popup) => {
        await press(popup, details);
        await unfold(popup, "Reset at Headway");
        await press(popup, "Support has let me in");
        await press(popup, "Count the week");
        await sees(popup, "Reset your ways to sign in by");
        await press(popup, "That was a mistake");
        await seesButton(popup, "Support has let me in");
        expect(await textOf(popup)).not.toContain("Reset your ways to sign in by");
        await press(popup, "Support has let me in");
        await tick(popup, "Another day");
        await setDay(popup, dayText(1));
        await press(popup, "Count the week");
        await sees(popup, "That day is still to come");
        await setDay(popup, dayText(-9));
        await press(popup, "Count the week");
        await sees(popup, "That week is over");
        // The last day of the week is one to reset on still.
        await setDay(popup, dayText(-7));
        await sees(popup, `The week ends on ${dateText(0)}.`);
        await press(popup, "Count the week");
        await sees(popup, `Reset your ways to sign in by ${dateText(0)}`);
        await press(popup, "That was a mistake");
        await press(popup, "Support has let me in");
        await tick(popup, "Yesterday");
        await press(popup, "Count the week");
        await sees(popup, `Support let you in, until ${dateText(6)}`);
        await sees(popup, `Reset your ways to sign in by ${dateText(6)}`);
      });
      given.world.site.state.grantExemption(email);
      await person.logOut();
      await person.logIn();
    }
    await person.reset();
    await given.user.inPopup(async (popup) => {
      if (role === "provider") await sees(popup, "Reset your ways to sign in by");
      await press(popup, details);
      // While the week runs it is open by itself.
      if (role === "client") await unfold(popup, "Reset at Headway");
      await noteResetOfAll(popup);
      await sees(popup, "No second step is known");
      await sees(popup, "Put away (1)");
      expect(await textOf(popup)).not.toContain("Reset your ways to sign in by");
    });

    await person.enroll("otp");
    await given.user.scanQr();
    await given.user.fillCode();
    await person.submitCode();
    await person.recordRecoveryCode();
    await given.user.inPopup(async (popup) => {
      await press(popup, details);
      await sees(popup, "All of it is seen to.");
      await disclose(popup, "Put away (1)");
      await press(popup, `Use again: ${email}`);
      await until("two codes in use", async () => {
        return (await popup.evaluate(() => document.querySelectorAll(".code").length)) === 2;
      });
    });
  });
});

/** What a reset is said to have ended. */
const TICKED = ".confirm input[type=checkbox]:checked";

const DAY_MS = 24 * 60 * 60_000;

describe(`a reset that is noted days later in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("ends what was there before its day, and leaves what was set up since, here and elsewhere", async () => {
    const { rig, user } = given;
    const account = { role: "client", email: "client@example.com" } as const;
    const asker = await rig.openExtensionPage("prompt.html");
    const letPass = async (days: number) => {
      await setWorkerClock(rig, asker, days * DAY_MS);
      // A vault that was open days ago is locked.
      await user.unlock();
    };
    const add = (name: string, secret: string) => {
      const text = `otpauth://totp/Headway:${name}?secret=${secret}&issuer=Headway`;
      return workerAnswer(asker, "otp.add", { text, account });
    };
    await add("old", "JBSWY3DPEHPK3PXP");
    const { accounts } = await workerAnswer(asker, "vault.contents", null);
    const [{ id } = { id: "" }] = accounts;
    for (const [method, where] of [
      ["phone", "my own"],
      ["security-key", "the blue key"],
    ] as const) {
      const answer = { state: "elsewhere", where, callingCode: "" } as const;
      await workerAnswer(asker, "account.note-method", { id, method, answer });
    }
    await letPass(7);
    await add("new", "GEZDGNBVGY3TQOJQ");
    await letPass(9);
    await user.inPopup(async (popup) => {
      await press(popup, "Details of client@example.com Client");
      await unfold(popup, "Reset at Headway");
      await popup.evaluate((byMs) => {
        Date.now = () => Math.round(performance.timeOrigin + performance.now() + byMs);
      }, 9 * DAY_MS);
      await press(popup, "I have reset it");
      await sees(popup, `Authenticator app (new), added on ${dateText(7)}`);
      expect(await popup.$$(TICKED)).toHaveLength(4);
      await tick(popup, "Another day");
      await press(popup, "Yes, put the old ones away");
      await sees(popup, "Choose the day on which you reset it.");
      await setDay(popup, dayText(6));
      await until("the new one to be left", async () => (await popup.$$(TICKED)).length === 3);
      await sees(popup, "If its Settings still show one as set up, take its tick away");
      await tick(popup, `Phone (text or call) (my own), not in Waykey, noted on ${dateText(0)}`);
      await press(popup, "Yes, put the old ones away");
      await sees(popup, `Before the reset on ${dateText(6)} you had these ways to sign in`);
      await sees(popup, "Put away (1)");
      await seesButton(popup, "Set up again: Security key");
      const text = await textOf(popup);
      expect(text).not.toContain("No second step is known");
      expect(await hasButton(popup, "Set up again: Phone (text or call)")).toBe(false);
      await unfold(popup, "Ways to sign in");
      await sees(popup, "Set up: my own");
    });
    await asker.close();
  });
});

describe(`a reset that is noted late in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("leaves in use what was set up since, and what it put away can be taken back", async () => {
    const email = "client@example.com";
    const details = `Details of ${email} Client`;
    const person = new Person(given.rig, await given.rig.browser.newPage(), "client", email);
    await person.signUp();
    const enrol = async () => {
      await person.enroll("otp");
      await given.user.scanQr();
      await given.user.fillCode();
      await person.submitCode();
      await person.recordRecoveryCode();
    };
    await enrol();
    await person.reset();
    await enrol();
    await given.user.inPopup(async (popup) => {
      await press(popup, details);
      // The new code has taken the place of the old one.
      await sees(popup, "Put away (1)");
      await unfold(popup, "Reset at Headway");
      await press(popup, "I have reset it");
      await sees(popup, "you may have set it up after the reset");
      await sees(popup, `Authenticator app (${email}), added on ${dateText(0)}`);
      expect(await popup.$$(TICKED)).toEqual([]);
      await press(popup, "Yes, put the old ones away");
      await until("the question to go", async () => (await popup.$(".confirm")) === null);
      await sees(popup, "Put away (1)");
      expect(await textOf(popup)).not.toContain("No second step is known");
      await noteResetOfAll(popup);
      await sees(popup, "No second step is known");
      await sees(popup, "Put away (2)");
    });
  });
});

/** Opens what is folded below that line within a section. */
async function disclose(popup: Page, line: string): Promise<void> {
  await until(`"${line}"`, () =>
    popup.evaluate((wanted) => {
      const all = [...document.querySelectorAll<HTMLElement>("summary")];
      const summary = all.find(({ textContent }) => textContent === wanted);
      summary?.click();
      return summary !== undefined;
    }, line),
  );
}

describe(`a client's reset that was noted by mistake in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("is taken back way by way, and each of them signs in at the site as before", async () => {
    const { user, rig } = given;
    const email = "client@example.com";
    const person = new Person(rig, await rig.browser.newPage(), "client", email);
    await person.signUp();
    await person.enroll("otp");
    await user.scanQr();
    await user.fillCode();
    await person.submitCode();
    await person.shownRecoveryCode();
    await user.saveRecoveryCode();
    await person.recordRecoveryCode();
    await person.enroll("platform");
    await pressPasskeyButton(person);
    await user.allow();
    await person.hasEnrolled();

    await user.inPopup(async (popup) => {
      await press(popup, `Details of ${email} Client`);
      await unfold(popup, "Reset at Headway");
      await noteResetOfAll(popup);
      await sees(popup, "No second step is known");
      expect(await popup.$(".code")).toBeNull();
      await disclose(popup, "Put away (1)");
      await press(popup, `Use again: ${email}`);
      await until("the code to be listed", async () => (await popup.$(".code")) !== null);
      await unfold(popup, "Passkeys");
      await sees(popup, "Hidden passkeys");
      await pressStarting(popup, "Show again: passkey");
      await unfold(popup, "Recovery code");
      await disclose(popup, "Recovery codes ended by a reset (1)");
      await pressStarting(popup, "It is still good");
      await sees(popup, "All of it is seen to.");
      const text = await textOf(popup);
      for (const gone of ["Put away", "Hidden passkeys", "ended by a reset", "No second step"]) {
        expect(text).not.toContain(gone);
      }
    });
    await person.logOut();
    await signInByPasskey(person, user, "Fingerprint or face");
    await person.logOut();
    await signInByCode(person, user);
    await person.logOut();
    await signInByRecoveryCode(person, user);
  });
});

/** What is asked of a way to sign in that is elsewhere. */
const QUESTIONS: Readonly<Record<string, string>> = {
  "Phone (text or call)": "Which phone?",
  "Fingerprint or face": "On which device or manager?",
  "Security key": "Which key or manager?",
  "Recovery code": "Where is it?",
};

describe(`what a client had elsewhere too, after a reset in ${KIND}`, () => {
  const given = useRig({ vault: true });
  const email = "client@example.com";
  const details = `Details of ${email} Client`;

  async function says(popup: Page, way: string, where: string): Promise<void> {
    await press(popup, `I have it elsewhere: ${way}`);
    await fill(popup, QUESTIONS[way] ?? "", where);
    if (way === "Phone (text or call)") await fill(popup, "Country code of the number", "+1");
    await press(popup, "Save");
    await sees(popup, `${where} ·`);
  }

  it("is on a list, which is ticked off here and elsewhere, and ends", async () => {
    const { user, world, rig } = given;
    const person = new Person(rig, await rig.browser.newPage(), "client", email);
    await person.signUp();
    await person.enroll("otp");
    await user.scanQr();
    await user.fillCode();
    await person.submitCode();
    const code = await person.shownRecoveryCode();
    expect(code).not.toBe("");
    await person.recordRecoveryCode();
    await user.inPopup(async (popup) => {
      await press(popup, details);
      await unfold(popup, "Ways to sign in");
      await says(popup, "Phone (text or call)", "the old phone");
      await says(popup, "Fingerprint or face", "on the laptop");
      await says(popup, "Security key", "the blue key");
      await says(popup, "Recovery code", "in the desk");
    });

    await person.reset();
    await user.inPopup(async (popup) => {
      await press(popup, details);
      await unfold(popup, "Reset at Headway");
      await noteResetOfAll(popup);
      await sees(popup, "Set up again after the reset");
      const text = await textOf(popup);
      for (const place of ["the old phone", "on the laptop", "the blue key", "in the desk"]) {
        expect(text).toContain(place);
      }
      expect(text).toContain("number of +1");
      expect(text).toContain("Authenticator app, in Waykey");
      expect(text).not.toContain("was used");
    });

    await user.inPopup(async (popup) => {
      await sees(popup, "5 ways to set up again after the reset");
      await press(popup, details);
      await press(popup, "Set up again: Phone (text or call)");
      await sees(popup, "Set up again, not in Waykey");
      await press(popup, "Not any more: Security key");
      await sees(popup, "Not wanted any more");
    });
    await user.inPopup(async (popup) => {
      await press(popup, details);
      await sees(popup, "Set up again, not in Waykey");
      await press(popup, "Undo: Security key");
      await seesButton(popup, "Not any more: Security key");
      await press(popup, "Not any more: Security key");
      await seesButton(popup, "Undo: Security key");
    });
    const backup = await user.exportBackup(world.keep);
    await rig.killWorker();
    await user.lock();
    await user.unlock();

    await person.enroll("otp");
    await user.scanQr();
    await user.fillCode();
    await person.submitCode();
    await person.recordRecoveryCode();
    await user.inPopup(async (popup) => {
      await sees(popup, "2 ways to set up again after the reset");
      await press(popup, details);
      await sees(popup, "Set up again in Waykey");
      await press(popup, "Close the list");
      await until("the list to close", async () => {
        return !(await textOf(popup)).includes("Set up again after the reset");
      });
      await unfold(popup, "Reset at Headway");
      await popup.evaluate(() => {
        const all = [...document.querySelectorAll<HTMLElement>("summary")];
        all.find(({ textContent }) => textContent?.startsWith("Before the reset on"))?.click();
      });
      await press(popup, "Open the list again");
      // It moves up from below.
      await seesButton(popup, "Close the list");
      await press(popup, "Set up again: Recovery code");
      await press(popup, "Not any more: Fingerprint or face");
      await sees(popup, "All of it is seen to.");
    });
    await user.inPopup(async (popup) => {
      await press(popup, details);
      await sees(popup, "Check-up");
      const text = await textOf(popup);
      expect(text).not.toContain("Set up again after the reset");
      expect(text).not.toContain("was used");
    });
    await user.inPopup(async (popup) => {
      await press(popup, details);
      await unfold(popup, "This account");
      await press(popup, "Remove account");
      await press(popup, "Remove account for good");
      await seesButton(popup, "Add an account");
    });
    await user.restoreBackup(backup);
    await user.inPopup(async (popup) => {
      await sees(popup, "3 ways to set up again after the reset");
      await press(popup, details);
      await sees(popup, "the blue key");
      await seesButton(popup, "Undo: Security key");
    });
  });
});

/** How many reminders of weeks the browser holds. */
async function remindersIn(page: Page): Promise<number> {
  const names = await page.evaluate(async () => {
    const { alarms } = (globalThis as unknown as { chrome: { alarms: Alarms } }).chrome;
    return (await alarms.getAll()).map(({ name }) => name);
  });
  return names.filter((name) => name.startsWith("reset-reminder:")).length;
}

type Alarms = { getAll(): Promise<readonly { readonly name: string }[]> };

describe(`the reminder of a provider's week in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("goes with its account, and comes back with a backup", async () => {
    const { user, world, rig } = given;
    await user.inPopup(async (popup) => {
      await press(popup, "Add an account");
      await tick(popup, "Provider");
      await fill(popup, "E-mail", "kit@example.com");
      await press(popup, "Add account");
      expect(await remindersIn(popup)).toBe(0);
      await unfold(popup, "Reset at Headway");
      await press(popup, "Support has let me in");
      await press(popup, "Count the week");
      await seesButton(popup, "That was a mistake");
      await until("the reminder", async () => (await remindersIn(popup)) === 1);
    });
    const backup = await user.exportBackup(world.keep);
    await rig.killWorker();
    await user.inPopup(async (popup) => {
      await press(popup, "Details of kit@example.com Provider");
      expect(await remindersIn(popup)).toBe(1);
      await unfold(popup, "This account");
      await press(popup, "Remove account");
      await sees(popup, "This removes 1 note of yours from Waykey.");
      await press(popup, "Remove account for good");
      await until("the reminder to go", async () => (await remindersIn(popup)) === 0);
    });
    await user.restoreBackup(backup);
    await user.inPopup(async (popup) => {
      await until("the reminder", async () => (await remindersIn(popup)) === 1);
    });
  });
});
