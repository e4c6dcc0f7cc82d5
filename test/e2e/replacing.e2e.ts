// A new secret for an account that has one: both are kept until the site has taken the new code, then
// only the new one is left.

import { beforeAll, describe, expect, it } from "vitest";
import type { OtpView } from "../../lib/app/views.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { Person } from "./flows/person.ts";
import { press, sees, seesButton, textOf } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const FLAG = "Will be replaced when Headway accepts the new code";

describe(`enrolling an authenticator anew in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("replaces the old secret when the site has taken a code of the new one, not before", async () => {
    const person = new Person(given.rig, await given.rig.browser.newPage(), "client", "a@b.test");
    await person.signUp();
    await person.enroll("otp");
    await given.user.scanQr();
    await given.user.fillCode();
    await person.submitCode();
    await person.recordRecoveryCode();

    await person.enroll("otp");
    await given.user.inPopup(async (popup) => {
      await press(popup, "Scan QR on this page");
      await sees(popup, "This account has 1 code already");
      await press(popup, "Add");
      await sees(popup, FLAG);
      await sees(popup, "Not confirmed by Headway yet");
    });

    // The site still knows the old one alone.
    await person.logOut();
    person.letTimePass();
    await person.logIn();
    await given.user.fillCode();
    await person.submitCode();
    await person.isSignedIn();
    await given.user.inPopup((popup) => sees(popup, FLAG));

    await person.enroll("otp");
    await given.user.inPopup(async (popup) => {
      await press(popup, "Scan QR on this page");
      await sees(popup, "This account has 2 codes already");
      await press(popup, "Add");
      await seesButton(popup, "Fill code");
    });
    await given.user.fillCode();
    await person.submitCode();
    await person.hasEnrolled();
    await given.user.inPopup(async (popup) => {
      await until("one code to be left", async () => {
        const codes = await popup.evaluate(() => document.querySelectorAll(".code").length);
        return codes === 1;
      });
      expect(await textOf(popup)).not.toContain(FLAG);
      expect(await textOf(popup)).not.toContain("Not confirmed");
    });

    await person.logOut();
    person.letTimePass();
    await person.logIn();
    await given.user.fillCode();
    await person.submitCode();
    await person.isSignedIn();
  });
});

describe.each(["form", "react", "boxes"] as const)(
  `a new secret on a page of %s fields in ${KIND}`,
  (makeUp) => {
    const given = useRig({ makeUp, vault: true });
    let person: Person;

    beforeAll(async () => {
      person = new Person(given.rig, await given.rig.browser.newPage(), "client", "a@b.test");
      await person.signUp();
      await person.enroll("otp");
      await given.user.scanQr();
      await given.user.fillCode();
      await person.submitCode();
      await person.recordRecoveryCode();
    });

    /** The entries that are held, asked of the worker alone: the popup would look at the page itself. */
    async function entries(): Promise<readonly OtpView[]> {
      const asker = await given.rig.openExtensionPage("prompt.html");
      const { accounts } = await workerAnswer(asker, "vault.contents", null);
      await asker.close();
      return accounts.flatMap(({ otps }) => otps);
    }

    async function fillAnew(): Promise<void> {
      await person.enroll("otp");
      await given.user.inPopup(async (popup) => {
        await press(popup, "Scan QR on this page");
        await sees(popup, "This account has");
        await press(popup, "Add");
        await seesButton(popup, "Fill code");
      });
      await given.user.fillCode();
      await person.page.bringToFront();
    }

    it("does not take the old one's place where it is given up, or refused first", async () => {
      await fillAnew();
      await press(person.page, "Cancel");
      await person.hasEnrolled();
      const held = await entries();
      expect(held).toHaveLength(2);
      expect(held.filter(({ replacedBy }) => replacedBy !== null)).toHaveLength(1);
      await given.user.inPopup((popup) => sees(popup, FLAG));

      // The site makes another secret, which the code is not of.
      await person.enroll("otp");
      await given.user.fillCode();
      await person.page.bringToFront();
      await press(person.page, "Continue");
      await person.page.waitForSelector("[role=alert]");
      await press(person.page, "Cancel");
      await person.hasEnrolled();
      expect(await entries()).toHaveLength(2);
      await given.user.inPopup((popup) => sees(popup, FLAG));
    });

    it("takes the old one's place when the site has taken its code, with nobody asked", async () => {
      await fillAnew();
      await person.submitCode();
      await person.hasEnrolled();
      await until("one code to be left", async () => (await entries()).length === 1);
      expect(await entries()).toMatchObject([{ confirmed: true, replacedBy: null }]);
    });
  },
);

describe(`a new secret whose code the site refuses at a sign-in in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("does not take the old one's place when the sign-in goes on by a recovery code", async () => {
    const person = new Person(given.rig, await given.rig.browser.newPage(), "client", "a@b.test");
    await person.signUp();
    await person.enroll("otp");
    await given.user.scanQr();
    await given.user.fillCode();
    await person.submitCode();
    const recoveryCode = await person.shownRecoveryCode();
    await person.recordRecoveryCode();
    await person.enroll("otp");
    await given.user.inPopup(async (popup) => {
      await press(popup, "Scan QR on this page");
      await press(popup, "Add");
      await sees(popup, FLAG);
    });

    await person.logOut();
    await person.logIn();
    // The first one offered is the old one, which alone the site knows.
    await given.user.fillCode(person.email);
    await person.page.bringToFront();
    await press(person.page, "Continue");
    await person.page.waitForSelector("[role=alert]");
    await person.tryAnotherMethod("Recovery code");
    await person.page.locator("input[name=code]").fill(recoveryCode);
    await person.continue();
    await person.shownRecoveryCode();
    await given.user.inPopup(async (popup) => {
      await sees(popup, "Keep this recovery code?");
      await sees(popup, FLAG);
      const { accounts } = await workerAnswer(popup, "vault.contents", null);
      expect(accounts.flatMap(({ otps }) => otps)).toHaveLength(2);
    });
  });
});
