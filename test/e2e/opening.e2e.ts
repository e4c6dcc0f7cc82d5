// A page that asks for a code, before anybody opens Waykey: the mark on the toolbar's button, and the popup
// that opens by itself where the browser lets an extension do that.

import { afterEach, describe, expect, it } from "vitest";
import { workerAnswer } from "./durability/worker-call.ts";
import { Person } from "./flows/person.ts";
import { seesButton } from "./flows/screen.ts";
import { marksOfTabs } from "./flows/toolbar.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

describe(`a page that asks for a code in ${KIND}`, () => {
  const given = useRig({ vault: true });
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

  it.runIf(KIND === "chromium")("opens Waykey, whose codes are there", async () => {
    const asker = await given.rig.openExtensionPage("prompt.html");
    await workerAnswer(asker, "preferences.set", { opensItself: true });
    const { page } = await atCode();
    await page.focus("#code");
    const target = await until("the popup", async () => openedPopup() ?? null);
    await seesButton(await target.asPage(), "Add a code");
  });
});
