// A page that asks for a code, before anybody opens Waykey: the mark on the toolbar's button, and the popup
// that opens by itself where the browser lets an extension do that.

import type { Frame, Page } from "puppeteer";
import { afterEach, describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { Person } from "./flows/person.ts";
import { seesButton } from "./flows/screen.ts";
import { marksOfTabs } from "./flows/toolbar.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const HTML = "text/html; charset=utf-8";
const FORM = `<!doctype html><h1>Two-step verification</h1>
  <p>Enter the 6-digit code from your authenticator app.</p>
  <form><label>Name of this device <input id="name"></label>
  <label>Authentication code <input id="code" inputmode="numeric" autocomplete="one-time-code"></label></form>`;
const GUESTS = new Map([
  ["/frame-of-ours", { type: HTML, text: FORM }],
  ["/empty", { type: HTML, text: "<!doctype html><p>Thank you.</p>" }],
  ["/slow-server", { type: HTML, text: "<!doctype html><button id='log-in'>Log in</button>" }],
  ["/framing", { type: HTML, text: `<!doctype html><title>Headway</title><body></body>` }],
]);

describe(`a page that asks for a code in ${KIND}`, () => {
  const given = useRig({ vault: true, guests: ({ pathname }) => GUESTS.get(pathname) ?? null });
  let people = 0;

  afterEach(async () => {
    for (const page of (await given.rig.browser.pages()).slice(1)) await page.close();
  });

  /** At the step of the enrolment that has a field for the code. */
  async function atCode(): Promise<Person> {
    people += 1;
    const page = await given.rig.browser.newPage();
    const person = new Person(given.rig, page, "client", `opening${people}@example.com`);
    await person.signUp();
    await person.enroll("otp");
    return person;
  }

  const openedPopup = () =>
    given.rig.browser
      .targets()
      .find((target) => target.url() === `${given.rig.extensionOrigin}/popup.html`);

  it("has the button of its tab marked, and no other's", async () => {
    const asker = await given.rig.openExtensionPage("prompt.html");
    await workerAnswer(asker, "preferences.set", { opensItself: false });
    const { page } = await atCode();
    await page.focus("#code");
    await until("the mark", async () => (await marksOfTabs(asker)).includes("1"));
    await page.goto("https://headway.co/");
    await until("the mark to go", async () => !(await marksOfTabs(asker)).includes("1"));
    expect(openedPopup()).toBeUndefined();
  });

  /** A page of headway.co with that address in a frame, and the frame. */
  async function framing(address: string): Promise<{ page: Page; frame: Frame }> {
    const page = await given.rig.open("https://headway.co/framing");
    await page.evaluate((src) => {
      const frame = document.createElement("iframe");
      Object.assign(frame, { src, width: 600, height: 400 });
      document.body.append(frame);
    }, address);
    const element = await page.waitForSelector("iframe");
    const frame = await until("the frame", async () => (await element?.contentFrame()) ?? null);
    await frame.waitForSelector("#code");
    return { page, frame };
  }

  it("has the button marked for a frame that comes later, and no more when it goes on", async () => {
    const asker = await given.rig.openExtensionPage("prompt.html");
    await workerAnswer(asker, "preferences.set", { opensItself: false });
    const { frame } = await framing("/frame-of-ours");
    await until("the mark", async () => (await marksOfTabs(asker)).includes("1"));
    await frame.evaluate(() => location.assign("/empty"));
    await until("the mark to go", async () => !(await marksOfTabs(asker)).includes("1"));
  });

  it("has the button marked once a server has answered, without another act", async () => {
    const asker = await given.rig.openExtensionPage("prompt.html");
    await workerAnswer(asker, "preferences.set", { opensItself: false });
    const page = await given.rig.open("https://headway.co/slow-server");
    await page.evaluate((form) => {
      const button = document.querySelector("button");
      // A script that took the focus would have Waykey look by that.
      const show = () => document.body.insertAdjacentHTML("beforeend", form);
      button?.addEventListener("click", () => setTimeout(show, 700));
    }, FORM);
    await page.click("#log-in");
    await until("the mark", async () => (await marksOfTabs(asker)).includes("1"));
  });

  it("has the button marked for the page still when a frame in it is taken away", async () => {
    const asker = await given.rig.openExtensionPage("prompt.html");
    await workerAnswer(asker, "preferences.set", { opensItself: false });
    const page = await given.rig.open("https://headway.co/frame-of-ours");
    const isMarked = async () => (await marksOfTabs(asker)).includes("1");
    await until("the mark", isMarked);
    await page.evaluate(() => {
      const frame = document.createElement("iframe");
      frame.addEventListener("load", () => (frame.dataset["loadedAt"] = String(performance.now())));
      frame.src = "/empty";
      document.body.append(frame);
    });
    // By then the frame has looked at the screen, which is that of the page around it.
    await page.waitForFunction(() => {
      const at = document.querySelector("iframe")?.dataset["loadedAt"];
      return at !== undefined && performance.now() - Number(at) > 600;
    });
    await page.evaluate(() => document.querySelector("iframe")?.remove());
    await workerAnswer(asker, "preferences.get", null);
    await until("the mark to stay", isMarked);
  });

  it.runIf(KIND === "chromium")(
    "opens Waykey from a frame of its origin, from no other",
    async () => {
      const asker = await given.rig.openExtensionPage("prompt.html");
      await workerAnswer(asker, "preferences.set", { opensItself: true });
      const other = await framing("https://care.headway.co/frame-of-ours");
      await other.frame.focus("#name");
      await other.frame.focus("#code");
      const { page, frame } = await framing("/frame-of-ours");
      // From one field of the frame to the other: nothing of that happens in the page above.
      await frame.focus("#name");
      expect(openedPopup()).toBeUndefined();
      await page.keyboard.press("Tab");
      const target = await until("the popup", async () => openedPopup() ?? null);
      await seesButton(await target.asPage(), "Add a code");
    },
  );

  it.runIf(KIND === "chromium")("opens Waykey, whose codes are there", async () => {
    const asker = await given.rig.openExtensionPage("prompt.html");
    await workerAnswer(asker, "preferences.set", { opensItself: true });
    const { page } = await atCode();
    await page.focus("#code");
    const target = await until("the popup", async () => openedPopup() ?? null);
    await seesButton(await target.asPage(), "Add a code");
  });
});
