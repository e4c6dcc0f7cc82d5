// Codes out of pictures that the user brings: chosen, dropped or pasted, large and small, with several codes,
// and exports of Google Authenticator over several QR codes.

import { afterEach, describe, expect, it } from "vitest";
import { formatGoogleMigration } from "../../lib/otp/format-google-migration.ts";
import type { OtpParameters } from "../../lib/otp/parameters.ts";
import { barcodePixels } from "../site/barcode.ts";
import { greyPng } from "../site/png.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { press, sees, seesButton, textOf, tick } from "./flows/screen.ts";
import { choose, drop, openAddPage, paste } from "./pictures/add-page.ts";
import { screenshot } from "./pictures/screenshot.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

/** Different for each number, 160 bits long. */
function secretOf(number: number): string {
  return `JBSWY3DPEHPK3PXPJBSWY3DPEHPK${"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[number % 32]}${"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(number >> 5) % 32]}AA`;
}

function linkOf(number: number): string {
  return `otpauth://totp/Headway:person${number}%40example.com?secret=${secretOf(number)}&issuer=Headway`;
}

function entryOf(number: number): OtpParameters {
  return {
    type: "totp",
    issuer: "Headway",
    label: `exported${number}@example.com`,
    secret: new Uint8Array(20).fill(number),
    algorithm: "SHA1",
    digits: 6,
    periodSeconds: 30,
    counter: 0,
  };
}

const codeOf = (text: string) => greyPng(barcodePixels(text, 4));

describe(`codes out of pictures in ${KIND}`, () => {
  const given = useRig({ vault: true });

  afterEach(async () => {
    for (const page of (await given.rig.browser.pages()).slice(1)) await page.close();
  });

  async function heldLabels(): Promise<readonly string[]> {
    const asker = await given.rig.openExtensionPage("prompt.html");
    const { accounts } = await workerAnswer(asker, "vault.contents", null);
    await asker.close();
    return accounts.flatMap((account) => account.otps.map(({ label }) => label)).toSorted();
  }

  it("finds a small code on a large screenshot, shows it, and keeps it on a press alone", async () => {
    const page = await openAddPage(given.rig);
    const code = { text: linkOf(1), x: 3301, y: 1833, pixelsPerModule: 2 };
    const desk = { name: "desk.png", bytes: screenshot(3840, 2160, [code]) };
    await until(
      "the code to be found, by as many tries as a busy computer takes",
      async () => {
        await choose(given.rig, page, desk);
        return until("an answer", async () => {
          const text = await textOf(page);
          if (text.includes("Searching this picture takes too long")) return "too slow";
          return text.includes("Compare with the page") && "found";
        }).then((answer) => answer === "found");
      },
      60_000,
    );
    expect(await textOf(page)).toContain("person1@example.com");
    expect(await heldLabels()).toEqual([]);
    await page.bringToFront();
    await press(page, "Add");
    await until("the code to be kept", async () => (await heldLabels()).length === 1);
    await choose(given.rig, page, { name: "again.png", bytes: codeOf(linkOf(1)) });
    await sees(page, "Waykey holds this code already");
  });

  it("offers each of several codes, light on dark and one pixel small among them", async () => {
    const page = await openAddPage(given.rig);
    const bytes = screenshot(1920, 1080, [
      { text: linkOf(2), x: 100, y: 100, pixelsPerModule: 6 },
      { text: linkOf(3), x: 900, y: 200, pixelsPerModule: 3, inverted: true },
      { text: linkOf(4), x: 1500, y: 800, pixelsPerModule: 1 },
    ]);
    await choose(given.rig, page, { name: "several.png", bytes });
    await sees(page, "There are several codes. Which one?");
    const text = await textOf(page);
    for (const number of [2, 3, 4]) expect(text).toContain(`person${number}@example.com`);
  });

  it("takes a picture that is dropped anywhere, and one that is pasted, in the popup too", async () => {
    const page = await openAddPage(given.rig);
    await drop(page, { name: "a.png", bytes: codeOf(linkOf(5)) });
    await sees(page, "person5@example.com");
    await paste(page, { name: "image.png", bytes: codeOf(linkOf(6)) });
    await sees(page, "person6@example.com");
    await page.close();
    const popup = await given.rig.openExtensionPage("popup.html");
    // What was begun on the full page is taken up.
    await sees(popup, "person6@example.com");
    await paste(popup, { name: "image.png", bytes: codeOf(linkOf(7)) });
    await sees(popup, "person7@example.com");
    await press(popup, "Back");
    await seesButton(popup, "Add a code");
  });

  it("names what could not be read among several pictures", async () => {
    const page = await openAddPage(given.rig);
    const empty = { name: "empty.png", bytes: screenshot(300, 200, []) };
    await choose(given.rig, page, empty, { name: "good.png", bytes: codeOf(linkOf(8)) });
    await sees(page, "1 picture could not be read");
    await sees(page, "empty.png");
    await sees(page, "person8@example.com");
    await choose(given.rig, page, empty);
    await sees(page, "No QR code was found in this picture");
  });

  it("gathers an export over three codes in any order and adds what is chosen, at once", async () => {
    const steam = { ...entryOf(40), type: "steam", digits: 5 } as const;
    const entries = Array.from({ length: 24 }, (_, index) => entryOf(index + 1));
    const { uris } = formatGoogleMigration([...entries, steam], 77);
    const [first = "", second = "", third = ""] = uris;
    expect(uris).toHaveLength(3);
    const [other = ""] = formatGoogleMigration([entryOf(50)], 78).uris;

    let page = await openAddPage(given.rig);
    await choose(given.rig, page, { name: "2.png", bytes: codeOf(second) });
    await sees(page, "1 of 3 scanned");
    await page.close();
    // The gathering goes on in the popup, with what is here already.
    const popup = await given.rig.openExtensionPage("popup.html");
    await sees(popup, "1 of 3 scanned");
    await paste(popup, { name: "image.png", bytes: codeOf(third) });
    await sees(popup, "2 of 3 scanned");
    await press(popup, "Back");
    await sees(popup, "Leave this export?");
    await press(popup, "Go on with the export");
    await sees(popup, "2 of 3 scanned");
    await popup.close();

    page = await openAddPage(given.rig);
    await sees(page, "2 of 3 scanned");
    await choose(given.rig, page, { name: "3.png", bytes: codeOf(third) });
    await sees(page, "This QR code was scanned already.");
    await choose(given.rig, page, { name: "other.png", bytes: codeOf(other) });
    await sees(page, "This QR code belongs to another export");
    await press(page, "Go on with the first");
    await choose(given.rig, page, { name: "1.png", bytes: codeOf(first) });
    await sees(page, "3 of 3 scanned");
    await seesButton(page, "Add 24 codes");
    await tick(page, "3. Headway: exported3@example.com");
    await press(page, "Add 23 codes");
    await sees(page, "23 codes were added");
    await sees(page, "Left out, as you chose");
    const held = (await heldLabels()).filter((label) => label.startsWith("exported"));
    expect(held).toHaveLength(23);
    expect(held).not.toContain("exported3@example.com");
    await page.bringToFront();
    await press(page, "Done");
    await choose(
      given.rig,
      page,
      ...[first, second, third].map((text, index) => ({
        name: `${index}.png`,
        bytes: codeOf(text),
      })),
    );
    await sees(page, "Duplicate: Waykey holds this code already");
    await seesButton(page, "Add 1 code");
    await press(page, "Forget this export");
  });
});
