// Codes of other sites that hang on a Headway account, and several new codes of Headway's: what the popup offers to
// fill into its pages.

import type { Page } from "puppeteer";
import { beforeAll, describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { Person } from "./flows/person.ts";
import { press, sees, seesButton } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { useRig } from "./rig/use-rig.ts";

const ANA = { role: "client", email: "ana@example.com" } as const;
const link = (issuer: string, secret: string) =>
  `otpauth://totp/${issuer}:ana@example.com?secret=${secret}&issuer=${issuer}`;

/** The accessible names of the buttons that fill. */
const fillButtons = (popup: Page): Promise<readonly string[]> =>
  popup.evaluate(() =>
    [...document.querySelectorAll("button")]
      .map((button) => button.getAttribute("aria-label") ?? button.textContent)
      .filter((name) => name.startsWith("Fill code")),
  );

describe(`codes on a Headway account in ${KIND}`, () => {
  const given = useRig({ vault: true });
  let person: Person;

  beforeAll(async () => {
    person = new Person(given.rig, await given.rig.browser.newPage(), "client", ANA.email);
    await given.user.inPopup(async (popup) => {
      const add = (text: string) => workerAnswer(popup, "otp.add", { text, account: ANA });
      await add(link("GitHub", "GEZDGNBVGY3TQOJQGEZDGNBV"));
      await add(link("Headway", "JBSWY3DPEHPK3PXPJBSWY3DP"));
    });
    await person.signUp();
    await person.enroll("otp");
  });

  it("are offered where it enrols, the newest first, and none of another site", async () => {
    await given.user.inPopup(async (popup) => {
      await press(popup, "Scan QR on this page");
      await sees(popup, "Compare with the page");
      // Beside the others, for the account would else replace them.
      await popup.locator("input[type=radio][value=keep]").click();
      await press(popup, "Add");
      await seesButton(popup, "Fill code");
      const names = await fillButtons(popup);
      expect(names).toHaveLength(2);
      expect(names[1]).toMatch(/^Fill code for ana@example.com \(Client\), /);
    });
    await given.user.fillCode();
    await person.submitCode();
    await person.shownRecoveryCode();
  });
});

describe(`another site's code alone on a Headway account in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("is no way that is offered instead of a texted code", async () => {
    await given.user.inPopup((popup) =>
      workerAnswer(popup, "otp.add", {
        text: link("GitHub", "GEZDGNBVGY3TQOJQGEZDGNBV"),
        account: ANA,
      }),
    );
    const page = await given.rig.open("https://headway.co/");
    await page.evaluate(() => {
      document.body.innerHTML = `<h1>Check your phone</h1>
        <form><label for="code">Enter the code we texted to +1 ••• 0199</label>
        <input id="code" autocomplete="one-time-code" inputmode="numeric"><button>Continue</button></form>`;
    });
    await given.user.inPopup(async (popup) => {
      await sees(popup, "This page asks for a code sent to your phone");
      await sees(popup, "Waykey holds nothing else to sign in with.");
    });
  });
});
