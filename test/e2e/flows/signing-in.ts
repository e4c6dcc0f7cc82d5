// Signing in at the stand-in site by what Waykey holds, from the log-in page to the site's word that it took it.

import type { Page } from "puppeteer";
import { until } from "../rig/until.ts";
import type { Person } from "./person.ts";
import type { WaykeyUser } from "./waykey-user.ts";

/** As the site calls the two kinds of passkey. */
export type PasskeyWay = "Fingerprint or face" | "Security key";

/** As a person's click gives it: without it the browser answers a page's request for a passkey itself. */
async function giveFocus(page: Page): Promise<void> {
  await until("the page's focus", async () => {
    await page.bringToFront();
    if (await page.evaluate(() => document.hasFocus())) return true;
    // A window that closed may have left it nowhere, and in front is no news to a tab that is there already.
    const other = (await page.browser().pages()).find((each) => each !== page);
    await other?.bringToFront();
    return false;
  });
}

export async function pressPasskeyButton({ page }: Person): Promise<void> {
  await giveFocus(page);
  // The button is there before the script that listens to it.
  await page.waitForFunction(
    () => document.querySelector("#passkey button") !== null && document.readyState === "complete",
  );
  await page.locator("#passkey button").click();
}

export async function signInByPasskey(
  person: Person,
  user: WaykeyUser,
  way: PasskeyWay,
): Promise<void> {
  await person.logIn();
  await person.tryAnotherMethod(way);
  await pressPasskeyButton(person);
  await user.allow();
  await person.isSignedIn();
}

/** @param look at the page once the code is in it */
export async function signInByCode(
  person: Person,
  user: WaykeyUser,
  look: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await person.logIn();
  await person.tryAnotherMethod("Authenticator app");
  person.letTimePass();
  await user.fillCode(person.email);
  await look();
  await person.submitCode();
  await person.isSignedIn();
}

/** Up to the page that shows the successor, which is left open. */
export async function signInByRecoveryCode(person: Person, user: WaykeyUser): Promise<void> {
  await person.logIn();
  await person.tryAnotherMethod("Recovery code");
  await user.fillRecoveryCode(person.email);
  await person.continue();
  await person.shownRecoveryCode();
}
