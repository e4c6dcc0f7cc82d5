// A newcomer: the page that opens once Waykey is installed, the password, and what leads on to the first code.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { fill, hasButton, press, sees, seesButton, textOf, tick } from "./flows/screen.ts";
import { VAULT_PASSWORD } from "./flows/waykey-user.ts";
import { faultsByAxe } from "./rig/axe.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

/** As much of the extension API as these tests touch. */
type Api = { storage: { local: { set(values: object): Promise<void> } } };

describe(`the page that opens after the installation, in ${KIND}`, () => {
  const given = useRig({ keepsWelcome: true });
  const findWelcome = () => given.rig.findExtensionPage("welcome.html");
  const welcome = (): Promise<Page> => until("the welcome page", findWelcome);

  it("makes the vault and shows what comes next", async () => {
    const page = await welcome();
    await seesButton(page, "Create vault");
    expect(await page.title()).toBe("Welcome to Waykey");
    expect(await faultsByAxe(page)).toEqual([]);
    await fill(page, "New password", VAULT_PASSWORD);
    await fill(page, "Repeat password", VAULT_PASSWORD);
    await press(page, "Create vault");
    await sees(page, "Waykey is ready");
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await until("the focus on the title", async () => (await focused()) === "Waykey is ready");
    expect(await faultsByAxe(page)).toEqual([]);
  });

  it("leads to where a file of another app is taken in", async () => {
    const page = await welcome();
    await tick(page, "With another authenticator app or a password manager");
    await press(page, "Import a file");
    const options = await until("the import's section", () =>
      given.rig.findExtensionPage("options.html#import"),
    );
    await sees(options, "Import from another app");
    await options.close();
  });

  it("says of a step that it is done, to whoever comes back", async () => {
    const page = await welcome();
    expect(await textOf(page)).not.toContain("Done");
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Add a code");
    const link = "otpauth://totp/Headway:ana@example.com?secret=JBSWY3DPEHPK3PXP";
    await fill(popup, "Setup key or otpauth link", link);
    await press(popup, "Add");
    await seesButton(popup, "Add a code");
    await popup.close();
    await page.bringToFront();
    await sees(page, "Done");
  });

  it("is followed, after an update, by what is new, once", async () => {
    const popup = await given.rig.openExtensionPage("popup.html");
    await seesButton(popup, "Lock");
    expect(await hasButton(popup, "What’s new in Waykey")).toBe(false);
    // As the browser's word of an update from that version leaves it.
    await popup.evaluate(async () => {
      const scope = globalThis as unknown as Record<"browser" | "chrome", Api | undefined>;
      await (scope.browser ?? scope.chrome)?.storage.local.set({ "updated-from": "0.0.9" });
    });
    await popup.close();
    const next = await given.rig.openExtensionPage("popup.html");
    await press(next, "What’s new in Waykey");
    const options = await until("the full page", () => given.rig.findExtensionPage("options.html"));
    await sees(options, "Waykey was updated to version");
    await sees(options, "A restored backup can be taken back for 30 days.");
    expect(await faultsByAxe(options)).toEqual([]);
    const path = process.env["WAYKEY_SHOTS"];
    if (path !== undefined) await options.screenshot({ path: `${path}/update-${KIND}.png` });
    await press(options, "Got it");
    await until("the notice to go", async () => !(await hasButton(options, "Got it")));
    await options.close();
    const last = await given.rig.openExtensionPage("popup.html");
    await seesButton(last, "Lock");
    expect(await workerAnswer(last, "update.get", null)).toEqual([]);
    await last.close();
  });

  it("asks for the password once Waykey is locked, and opens no second time", async () => {
    const page = await welcome();
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Lock");
    await seesButton(popup, "Unlock");
    await popup.close();
    await seesButton(page, "Unlock");
    await page.close();
    await given.rig.killWorker();
    const again = await given.rig.openExtensionPage("popup.html");
    await seesButton(again, "Unlock");
    expect(await findWelcome()).toBeNull();
  });
});
