// A new secret for an account that has one: both are kept until the site has taken the new code, then
// only the new one is left.

import { describe, expect, it } from "vitest";
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
      // Settings look the same to someone who gives the set-up up.
      await sees(popup, FLAG);
      await press(popup, "Yes, it was accepted");
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
