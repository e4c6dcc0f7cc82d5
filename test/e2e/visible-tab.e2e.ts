// Codes that are in none of the page's pictures: painted by a style sheet, or in a picture of another site,
// which a page may show and not read. Waykey looks at the tab itself, once the user has opened it.

import { afterEach, describe, expect, it } from "vitest";
import { barcodeUrl } from "../site/barcode.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { openRealPopup } from "./flows/real-popup.ts";
import { press, sees } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const linkOf = (name: string) =>
  `otpauth://totp/Headway:${name}%40example.com?secret=${SECRET}&issuer=Headway`;

const BODIES: Readonly<Record<string, string>> = {
  "/painted": `<style>#code { width: 285px; height: 285px;
    background: url("${barcodeUrl(linkOf("painted"), "png")}") }</style><div id="code"></div>`,
  "/shrunk": `<style>#code { zoom: .4; width: 285px; height: 285px;
    background: url("${barcodeUrl(linkOf("shrunk"), "png")}") }</style><div id="code"></div>`,
  "/foreign": `<img src="https://evilheadway.co/code.svg" width="285" height="285" alt="">`,
  "/bare": "<p>No code is here.</p>",
};

function guests({ pathname }: URL) {
  const svg = barcodeUrl(linkOf("foreign"), "svg");
  if (pathname === "/code.svg") {
    return {
      type: "image/svg+xml",
      text: Buffer.from(svg.slice(svg.indexOf(",") + 1), "base64").toString(),
    };
  }
  const body = BODIES[pathname];
  return body === undefined
    ? null
    : { type: "text/html; charset=utf-8", text: `<!doctype html><title>A page</title>${body}` };
}

describe(`the visible tab in ${KIND}`, () => {
  const given = useRig({ vault: true, guests });

  afterEach(async () => {
    for (const page of (await given.rig.browser.pages()).slice(1)) await page.close();
  });

  it.each(["painted", "shrunk", "foreign"])("shows the code that is %s", async (name) => {
    const page = await given.rig.open(`https://headway.co/${name}`);
    const popup = await openRealPopup(given.rig, page);
    await popup.press("Add a code");
    await popup.press("Scan QR on this page");
    await until("the preview", async () => (await popup.text()).includes(`${name}@example.com`));
    expect(await popup.text()).toContain("Compare with the page");
    const asker = await given.rig.openExtensionPage("prompt.html");
    expect((await workerAnswer(asker, "vault.contents", null)).accounts).toEqual([]);
    // The preview is a draft now, and would be there the next time.
    await given.user.inPopup((tab) => press(tab, "Back"));
  });

  it("holds no code where there is none", async () => {
    const page = await given.rig.open("https://headway.co/bare");
    const popup = await openRealPopup(given.rig, page);
    await popup.press("Add a code");
    await popup.press("Scan QR on this page");
    await until("the refusal", async () =>
      (await popup.text()).includes("No QR code was found on this page"),
    );
  });

  it("is out of reach where the user did not open Waykey over it, which Waykey says", async () => {
    await given.rig.open("https://headway.co/painted");
    await given.user.inPopup(async (popup) => {
      await press(popup, "Add a code");
      await press(popup, "Scan QR on this page");
      await sees(popup, "No QR code was found among the page’s pictures");
      await sees(popup, "open it by its button in the toolbar");
    });
  });
});
