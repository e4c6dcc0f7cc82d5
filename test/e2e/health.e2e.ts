// An account's check-up, from nothing known to all in good order, for both roles. What Waykey sees it finds out
// by itself, and asks for the rest.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { Person, type Role } from "./flows/person.ts";
import { fill, press, sees, textOf, tick, unfold } from "./flows/screen.ts";
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
