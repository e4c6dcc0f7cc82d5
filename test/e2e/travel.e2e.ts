// The travel check: from an account and from the help, what would lock its owner out abroad is caught, mended
// by what each point leads to, and then told as well.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { fill, press, sees, seesButton, textOf, unfold } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { misfitsOn } from "./rig/text-faults.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const EMAIL = "tess@example.com";
const DETAILS = `Details of ${EMAIL} Client`;

async function alarmColour(page: Page): Promise<readonly number[]> {
  const colour = await page.evaluate(() => {
    const weight = document.querySelector(".finding-alarm .finding-weight");
    return weight === null ? "" : getComputedStyle(weight).color;
  });
  return [...colour.matchAll(/\d+/g)].map(([number]) => Number(number));
}

describe(`the travel check in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("catches a phone that is the only way in red, and takes where the recovery code is", async () => {
    // A page that asks for nothing: what is open already does not look again.
    const asker = await given.rig.openExtensionPage("prompt.html");
    const { id } = await workerAnswer(asker, "account.create", { role: "client", email: EMAIL });
    await workerAnswer(asker, "account.note-method", {
      id,
      method: "phone",
      answer: { state: "elsewhere", where: "my own", callingCode: "+1" },
    });
    await asker.close();
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, DETAILS);
    await unfold(popup, "Travel check");
    await press(popup, "I’m leaving the US");
    await sees(popup, "Before you leave the US");
    await sees(popup, "Urgent: The phone is the only way that is known");
    const [red = 0, green = 0, blue = 0] = await alarmColour(popup);
    expect(red).toBeGreaterThan(2 * Math.max(green, blue));
    expect(await popup.$eval(".finding-alarm a", (link) => link.getAttribute("href"))).toMatch(
      /^https:\/\/headway.co/,
    );
    await press(popup, "I have it elsewhere");
    await fill(popup, "Where is it?", "in the passport");
    await press(popup, "Save");
    await sees(popup, "You keep it elsewhere (you said: in the passport)");
    await popup.close();
  });

  it("is in the help too, and says what works once there is an authenticator app", async () => {
    const help = await given.rig.openExtensionPage("help.html");
    await press(help, "I am travelling outside the US");
    await sees(help, "The phone is the only way that is known");
    await workerAnswer(help, "otp.add", {
      text: "JBSWY3DPEHPK3PXP",
      account: { role: "client", email: EMAIL },
    });
    await help.close();
    const again = await given.rig.openExtensionPage("help.html");
    await press(again, "I am travelling outside the US");
    await sees(again, "Your code has not been tried yet");
    await sees(again, "The phone is the only way that is known");
    await seesButton(again, "Make a backup");
    expect(await textOf(again)).not.toContain("work offline");
    const { accounts } = await workerAnswer(again, "vault.contents", null);
    await workerAnswer(again, "account.note-method", {
      id: accounts[0]?.id ?? "",
      method: "authenticator",
      answer: { state: "elsewhere", where: "my phone", callingCode: "" },
    });
    await again.close();
    const proven = await given.rig.openExtensionPage("help.html");
    await press(proven, "I am travelling outside the US");
    await sees(proven, "Codes from your authenticator app work offline");
    expect(await textOf(proven)).not.toContain("Urgent");
    await proven.close();
  });

  it("leads from the recovery code to its print, for that account", async () => {
    const asker = await given.rig.openExtensionPage("prompt.html");
    await workerAnswer(asker, "recovery.save", {
      code: "QK7X2MPD9WVB4ZTH8NRC5JYG",
      account: { role: "client", email: EMAIL },
    });
    await asker.close();
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, DETAILS);
    await unfold(popup, "Travel check");
    await press(popup, "I’m leaving the US");
    await press(popup, "Print it");
    const options = await until("the page to print", () =>
      given.rig.findExtensionPage("options.html?account="),
    );
    await seesButton(options, "Print sheet");
    await options.close();
    await press(popup, "Back");
    await seesButton(popup, "I’m leaving the US");
    await popup.close();
  });

  it("has room for a long address", async () => {
    const email = "maximiliana.fernandez_de_la_vega@psychotherapy.northerncalifornia.example.com";
    const popup = await given.rig.openExtensionPage("popup.html");
    await workerAnswer(popup, "account.create", { role: "provider", email });
    await popup.close();
    const again = await given.rig.openExtensionPage("popup.html");
    await again.setViewport({ width: 380, height: 600 });
    await press(again, `Details of ${email} Provider`);
    await unfold(again, "Travel check");
    expect(await misfitsOn(again)).toEqual([]);
    await press(again, "I’m leaving the US");
    await sees(again, email);
    expect(await misfitsOn(again)).toEqual([]);
    await again.close();
  });
});
