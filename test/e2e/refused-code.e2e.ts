// A code that the site refuses, on every make-up of its page: what lets the person in after it is not that code,
// and Waykey does not take it for that.

import * as OTPAuth from "otpauth";
import type { ElementHandle } from "puppeteer";
import { describe, expect, it } from "vitest";
import type { OtpView } from "../../lib/app/views.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { Person } from "./flows/person.ts";
import { press } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

describe.each(["form", "react", "boxes"] as const)(
  `a refused code on a page of %s fields in ${KIND}`,
  (makeUp) => {
    const given = useRig({ makeUp, vault: true });
    let person: Person;

    /** What the person's other authenticator shows. */
    function codeOf(secret: string): string {
      return new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(secret) }).generate();
    }

    /** Asked of the worker alone: the popup would look at the page itself. */
    async function entries(): Promise<readonly OtpView[]> {
      const asker = await given.rig.openExtensionPage("prompt.html");
      const { accounts } = await workerAnswer(asker, "vault.contents", null);
      await asker.close();
      return accounts.flatMap(({ otps }) => otps);
    }

    /** The key that the page would show to other authenticators, base32. */
    async function shownKey(): Promise<string> {
      await person.page.locator("summary, [aria-expanded=false]").click();
      const key = await person.page.waitForSelector(".key");
      return ((await key?.evaluate(({ textContent }) => textContent)) ?? "").replaceAll(/\s/g, "");
    }

    async function fields(): Promise<readonly ElementHandle[]> {
      return person.page.$$("#code, .boxes input:not([type=hidden])");
    }

    /** By the keyboard, over what stands there, and handed in. */
    async function typeCode(code: string): Promise<void> {
      await person.page.bringToFront();
      const [first, ...rest] = await fields();
      await first?.focus();
      for (const field of [first, ...rest].toReversed()) {
        await field?.focus();
        await person.page.keyboard.press("End");
        for (let left = 0; left < 6; left++) await person.page.keyboard.press("Backspace");
      }
      await person.page.keyboard.type(code);
      await person.submitCode();
    }

    it("is not confirmed by the code that is typed over it", async () => {
      person = new Person(given.rig, await given.rig.browser.newPage(), "client", "a@b.test");
      await person.signUp();
      await person.enroll("otp");
      const secret = await shownKey();
      await typeCode(codeOf(secret));
      await person.recordRecoveryCode();

      const asker = await given.rig.openExtensionPage("prompt.html");
      await workerAnswer(asker, "otp.add", {
        text: "otpauth://totp/Headway?secret=JBSWY3DPEHPK3PXA&issuer=Headway",
        account: { role: "client", email: person.email },
      });
      await asker.close();

      await person.logOut();
      await person.logIn();
      await given.user.fillCode();
      await person.page.bringToFront();
      if ((await person.page.$("[role=alert]")) === null) await press(person.page, "Continue");
      await person.page.waitForSelector("[role=alert]");
      expect(await entries()).toMatchObject([{ confirmed: false }]);

      person.letTimePass();
      await typeCode(codeOf(secret));
      await person.isSignedIn();
      // The popup looks at the page that has let them in.
      await given.user.inPopup((popup) =>
        until("the popup to have looked", async () =>
          popup.evaluate(() => document.querySelector(".code") !== null),
        ),
      );
      expect(await entries()).toMatchObject([{ confirmed: false }]);
    });
  },
);
