// Favourite accounts: starred by the keyboard, first in the list from then on, also after a restore elsewhere.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { fill, press, sees, seesButton } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const STAR = "Favourite zoe@example.com (Client)";

async function add(popup: Page, email: string, secret: string): Promise<void> {
  await press(popup, "Add a code");
  await fill(
    popup,
    "Setup key or otpauth link",
    `otpauth://totp/Headway:${email}?secret=${secret}`,
  );
  await sees(popup, "Compare with the page");
  await press(popup, "Add");
  await seesButton(popup, "Add a code");
}

const accountsIn = (popup: Page) =>
  popup.evaluate(() =>
    [...document.querySelectorAll(".account-email")].map((each) => each.textContent).join(" "),
  );

describe(`favourites in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("are starred by the keyboard, come first, and stay so", async () => {
    const popup = await given.rig.openExtensionPage("popup.html");
    await add(popup, "ana@example.com", "JBSWY3DPEHPK3PXP");
    await add(popup, "zoe@example.com", "GEZDGNBVGY3TQOJQ");
    expect(await accountsIn(popup)).toBe("ana@example.com zoe@example.com");
    await popup.evaluate((name) => {
      document.querySelector<HTMLElement>(`[aria-label="${name}"]`)?.focus();
    }, STAR);
    await popup.keyboard.press("Enter");
    const isFirst = async () => (await accountsIn(popup)).startsWith("zoe@example.com");
    await until("the favourite to come first", isFirst);
    const focused = () => popup.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await until("the star to have the focus", async () => (await focused()) === STAR);
    await popup.close();

    const again = await given.rig.openExtensionPage("popup.html");
    await seesButton(again, STAR);
    expect(await accountsIn(again)).toBe("zoe@example.com ana@example.com");
  });
});
