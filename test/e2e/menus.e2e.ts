// The context menu on Headway's pages: a code filled by it, and links, keys and pictures that become the
// add screen's, with the vault locked too.

import type { Page } from "puppeteer";
import { afterEach, describe, expect, it } from "vitest";
import { Person } from "./flows/person.ts";
import { fill, press, sees, seesButton } from "./flows/screen.ts";
import { VAULT_PASSWORD } from "./flows/waykey-user.ts";
import { KIND } from "./rig/kind.ts";
import { chooseInMenu } from "./rig/menu.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const SECRET = "JBSWY3DPEHPK3PXP";
const ADD = "Add this code to Waykey";

describe(`the context menu in ${KIND}`, () => {
  const given = useRig({ vault: true });

  afterEach(async () => {
    for (const page of (await given.rig.browser.pages()).slice(1)) await page.close();
    // The one that hung over the page goes with it, but not at once, and is not the next test's.
    await until("the popup's end", async () => openedTarget() === undefined);
  });

  /** A page of Headway's with that in its body. */
  async function pageWith(html: string): Promise<Page> {
    const page = await given.rig.open("https://headway.co/");
    await page.evaluate((text) => {
      document.body.innerHTML = text;
    }, html);
    return page;
  }

  const link = (email: string) =>
    `<a id="it" href="otpauth://totp/Headway:${email}?secret=${SECRET}&issuer=Headway">Key</a>`;

  const openedTarget = () =>
    given.rig.browser
      .targets()
      .find((each) => each.url() === `${given.rig.extensionOrigin}/popup.html`);

  /** The popup that the browser opened over the page; null where it opened none. */
  const openedPopup = async () => (await openedTarget()?.asPage()) ?? null;

  /** The popup as it opens by the choice, or in a tab where puppeteer does not see it. */
  async function popup(): Promise<Page> {
    if (KIND === "firefox") return given.rig.openExtensionPage("popup.html");
    return until("the popup", openedPopup);
  }

  it("has the page scanned for a picture, and fills the code", async () => {
    const page = await given.rig.browser.newPage();
    const person = new Person(given.rig, page, "client", "menu@example.com");
    await person.signUp();
    await person.enroll("otp");
    await chooseInMenu(given.rig, page, "img, svg", ADD);
    const opened = await popup();
    await sees(opened, "Compare with the page");
    await press(opened, "Add");
    await seesButton(opened, "Fill code");
    if (KIND === "firefox") await opened.close();
    await page.bringToFront();
    await chooseInMenu(given.rig, page, "#code", "Fill the code");
    const code = () => page.$eval("#code", (field) => (field as HTMLInputElement).value);
    await until("the code in the page", async () => /^\d{6}$/.test(await code()));
  });

  it("adds a link's code, even where the vault is locked and the worker dies over it", async () => {
    const page = await pageWith(link("ana@example.com"));
    await given.user.lock();
    await chooseInMenu(given.rig, page, "#it", ADD);
    const first = await popup();
    await seesButton(first, "Unlock");
    await first.close();
    await given.rig.killWorker();
    const second = await given.rig.openExtensionPage("popup.html");
    await fill(second, "Password", VAULT_PASSWORD);
    await press(second, "Unlock");
    await sees(second, "Compare with the page");
    await sees(second, "ana@example.com");
    await press(second, "Add");
    await seesButton(second, "Copy code");
  });

  it("adds a key that was selected", async () => {
    const page = await pageWith(`<p id="it">GEZD GNBV GY3T QOJQ</p>`);
    await page.evaluate(() => getSelection()?.selectAllChildren(document.body));
    await chooseInMenu(given.rig, page, "#it", ADD);
    await sees(await popup(), "GEZD GNBV GY3T QOJQ");
  });

  it("is there for a worker that was born again", async () => {
    const page = await pageWith(link("eva@example.com"));
    await given.rig.killWorker();
    await chooseInMenu(given.rig, page, "#it", ADD);
    await sees(await popup(), "eva@example.com");
    expect(await page.evaluate(() => document.body.children.length)).toBe(1);
  });
});
