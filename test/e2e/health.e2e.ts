// An account's check-up, from nothing known to all in good order, for both roles. What Waykey sees it finds out
// by itself, and asks for the rest.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { Person, type Role } from "./flows/person.ts";
import { fill, press, sees, textOf } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

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
      await sees(popup, "There is only one way to sign in · 4 more");
      await press(popup, `Details of ${email} ${SEEN[role]}`);
      await sees(popup, "Important: There is only one way to sign in");
      await sees(popup, role === "client" ? "On headway.co open Settings" : "then the Login tab");
      await press(popup, "I have it elsewhere");
      await fill(popup, "Where is it?", "printed, in the desk");
      await press(popup, "Save");
      await isGone(popup, "No recovery code is known to be kept");
      await press(popup, "Yes, it has both");
      await isGone(popup, "Is your e-mail account safe too?");
      await press(popup, "Make a strong password");
      const made = () => popup.evaluate(() => document.querySelector("output")?.textContent);
      expect(await made()).toMatch(/^[\w]{5}(-[\w]{5}){3}$/);
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
      await isGone(popup, "only one way");
    });
    await given.user.exportBackup(given.world.keep);
    await given.user.inPopup(async (popup) => {
      await sees(popup, "In good order");
      await press(popup, `Details of ${email} ${SEEN[role]}`);
      await sees(popup, "All is in good order.");
    });
  });
});
