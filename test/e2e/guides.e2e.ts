// The guides to setting up a way to sign in: reached from an account, from a finding and from the help, for the
// role of the account, with their pictures, locked or not.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { GUIDES } from "../../lib/headway/guides.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { press, pressLink, sees, textOf, tick, unfold } from "./flows/screen.ts";
import { faultsByAxe } from "./rig/axe.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

type Views = { extension: { getViews(filter: { type: "tab" }): readonly Window[] } };

/** Whether a page of the extension is open there; asked by another one, for puppeteer does not see all tabs of Firefox. */
async function isOpen(asker: Page, address: string): Promise<boolean> {
  return asker.evaluate((wanted) => {
    const { browser, chrome } = globalThis as unknown as Record<string, Views | undefined>;
    const views = (browser ?? chrome)?.extension.getViews({ type: "tab" }) ?? [];
    return views.some(({ location }) => location.href.endsWith(`/${wanted}`));
  }, address);
}

/** How wide each picture is drawn, once all are loaded. */
async function widthsOf(page: Page): Promise<readonly number[]> {
  return until("the pictures", () =>
    page.evaluate(() => {
      const pictures = [...document.images];
      const isLoaded = pictures.every(({ complete, naturalWidth }) => complete && naturalWidth > 0);
      return pictures.length > 0 && isLoaded && pictures.map(({ width }) => width);
    }),
  );
}

async function isNoWider(page: Page): Promise<boolean> {
  return page.evaluate(
    () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
  );
}

describe(`the set-up guides in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("are led to by an account and its findings, for its role", async () => {
    const asker = await given.rig.openExtensionPage("prompt.html");
    const { id } = await workerAnswer(asker, "otp.add", {
      text: "JBSWY3DPEHPK3PXP",
      account: { role: "provider", email: "ana@example.com" },
    });
    // Headway has taken it: so it is a way in, and the only one.
    await workerAnswer(asker, "otp.confirm", { id });
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Details of ana@example.com Provider");
    await unfold(popup, "Ways to sign in");
    await pressLink(popup, "How to set it up: Security key");
    await until("the guide of the security key", () =>
      isOpen(asker, "help.html?role=provider#guide-security-key"),
    );
    await popup.bringToFront();
    await pressLink(popup, "Guides with pictures");
    await until("the list of guides", () => isOpen(asker, "help.html?role=provider#guides"));
    await popup.close();

    const help = await given.rig.openExtensionPage("help.html#guide-phone");
    await sees(help, "then the “Login” tab");
    await help.close();
    await asker.close();
  });

  it("are listed by the help while Waykey is locked, each with its pictures, and none is at fault", async () => {
    await given.user.lock();
    const help = await given.rig.openExtensionPage("help.html");
    await pressLink(help, "Set-up guides");
    await sees(help, "Set up a way to sign in");
    expect(await help.evaluate(() => document.activeElement?.textContent)).toBe(
      "Set up a way to sign in",
    );
    expect(await faultsByAxe(help)).toEqual([]);
    await tick(help, "Client");
    for (const guide of GUIDES) {
      await help.locator(`a[href='#guide-${guide}']`).click();
      await until("its steps", async () => (await help.$(".guide-steps")) !== null);
      await help.setViewport({ width: 800, height: 900 });
      const wide = await widthsOf(help);
      await help.setViewport({ width: 380, height: 900 });
      expect(await widthsOf(help)).toEqual(wide);
      expect(await isNoWider(help)).toBe(true);
      expect(await faultsByAxe(help)).toEqual([]);
      await pressLink(help, "All guides");
      await until("the list", async () => (await help.$(".guide-list")) !== null);
    }
    await help.close();
    await given.user.unlock();
  });

  it("speak of the browser in use, and of the others when asked", async () => {
    const help = await given.rig.openExtensionPage("help.html?role=client#guide-biometrics");
    await sees(help, KIND === "firefox" ? "Firefox hands over" : "Chrome asks next.");
    await tick(help, "Edge");
    await sees(help, "Edge asks next.");
    expect(await textOf(help)).not.toContain("Chrome asks next.");
    await help.close();
  });
});
