// Nothing on a screen of Waykey moves by itself as it opens: what comes late has its place kept, or comes behind what is
// there. What a press is answered with may move the rest, and is not looked at. Chromium alone measures that.

import { describe, expect, it } from "vitest";
import { readMessageFile } from "../setup/message-file.ts";
import { KIND } from "./rig/kind.ts";
import { shiftsOn } from "./rig/layout-shifts.ts";
import { useRig } from "./rig/use-rig.ts";
import { accounts, firstAccounts, firstRun } from "./tour/accounts.ts";
import { helpStart } from "./tour/guidance.ts";
import { options } from "./tour/options.ts";
import { takeTour } from "./tour/tour.ts";
import { pages, prompts } from "./tour/windows.ts";

const STOPS = [firstRun, firstAccounts, accounts, pages, prompts, options, helpStart];

/** Those of the screens at these stops where nothing was pressed yet. */
const OPENED: readonly string[] = [
  "welcome-first",
  "practice-before-vault",
  "first-run",
  "no-accounts",
  "accounts",
  "page-enrolment",
  "page-code",
  "page-phone",
  "page-recovery",
  "page-recovery-shown",
  "prompt",
  "locked",
  "help-locked",
  "practice-locked",
  "locked-pin",
  "prompt-choice",
  "prompt-failed",
  "options",
  "help",
];

describe.runIf(KIND === "chromium")("screens that open", () => {
  const given = useRig();

  it("have everything in its place from the first", async () => {
    const shifts: Record<string, readonly string[]> = {};
    const look = async (...[page, screen]: Parameters<Parameters<typeof takeTour>[2]>) => {
      if (OPENED.includes(screen)) shifts[screen] = await shiftsOn(page);
    };
    await takeTour(given.rig, readMessageFile("en"), look, STOPS);
    expect(shifts).toEqual(Object.fromEntries(OPENED.map((screen) => [screen, []])));
  }, 120_000);

  it("would be found out if something pushed the rest", async () => {
    const page = await given.rig.open("https://headway.co/");
    await page.evaluate(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      document.body.innerHTML = '<p class="pushed" style="height: 200px">Was here first</p>';
      await frame();
      await frame();
      document.body.insertAdjacentHTML("afterbegin", '<p style="height: 200px">Came later</p>');
      await frame();
    });
    expect(await shiftsOn(page)).toContainEqual(expect.stringContaining('<P class="pushed">'));
    await page.close();
  });
});
