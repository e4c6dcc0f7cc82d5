// The week that Headway's support grants a provider who has lost a way to sign in, lived through by a clock that
// the test sets: the first day, the sixth, the seventh and the eighth. Waykey locks itself meanwhile, as it would.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noteResetOfAll } from "./flows/noting-reset.ts";
import { Person } from "./flows/person.ts";
import { fill, press, sees, seesButton, textOf, tick, unfold } from "./flows/screen.ts";
import { VAULT_PASSWORD, WaykeyUser } from "./flows/waykey-user.ts";
import { KIND } from "./rig/kind.ts";
import { startRig } from "./rig/rig.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";
import { setWorkerClock } from "./rig/worker-clock.ts";
import { startWorld, type World } from "./rig/world.ts";

const DAY_MS = 24 * 60 * 60_000;
const EMAIL = "provider@example.com";
const DETAILS = `Details of ${EMAIL} Provider`;

type Api = {
  readonly alarms: {
    getAll(): Promise<readonly { readonly name: string; readonly scheduledTime: number }[]>;
    create(name: string, info: { readonly when: number }): Promise<void>;
  };
  readonly action: {
    getBadgeText(details: object): Promise<string>;
    getTitle(details: object): Promise<string>;
  };
};

/** The reminder that is due next, by when it is due; null if there is none. */
function reminder(asker: Page): Promise<{ readonly name: string; readonly at: number } | null> {
  return asker.evaluate(async () => {
    const { chrome } = globalThis as unknown as { chrome: Api };
    const all = await chrome.alarms.getAll();
    const found = all.find(({ name }) => name.startsWith("reset-reminder:"));
    return found === undefined ? null : { name: found.name, at: found.scheduledTime };
  });
}

/** What the toolbar's button says. */
function button(asker: Page): Promise<{ readonly badge: string; readonly title: string }> {
  return asker.evaluate(async () => {
    const { chrome } = globalThis as unknown as { chrome: Api };
    const [badge, title] = await Promise.all([
      chrome.action.getBadgeText({}),
      chrome.action.getTitle({}),
    ]);
    return { badge, title };
  });
}

describe(`the week of a provider's reset in ${KIND}`, () => {
  const given = useRig({ vault: true });
  let person: Person;
  let asker: Page;
  let grantedAt: number;

  /** So many days after the week was granted, with the reminder coming that was set for then. */
  async function liveUntil(days: number): Promise<void> {
    const due = await reminder(asker);
    await setWorkerClock(given.rig, asker, days * DAY_MS);
    await asker.evaluate(
      async (name) => {
        const { chrome } = globalThis as unknown as { chrome: Api };
        await chrome.alarms.create(name, { when: Date.now() });
      },
      due?.name ?? `reset-reminder:${grantedAt + 7 * DAY_MS}`,
    );
    await until("the reminder to come", async () => (await button(asker)).badge === "!");
  }

  beforeAll(async () => {
    person = new Person(given.rig, await given.rig.browser.newPage(), "provider", EMAIL);
    await person.signUp();
    await person.enroll("otp");
    await given.user.scanQr();
    await given.user.fillCode();
    await person.submitCode();
    await person.recordRecoveryCode();
    asker = await given.rig.openExtensionPage("prompt.html");
  });

  it("begins with a date to reset by, and a reminder for the next day", async () => {
    const before = Date.now();
    await given.user.inPopup(async (popup) => {
      await press(popup, DETAILS);
      await unfold(popup, "Reset at Headway");
      await press(popup, "Support has let me in");
      await press(popup, "Count the week");
      await sees(popup, "Reset your ways to sign in by");
    });
    given.world.site.state.grantExemption(EMAIL);
    const due = await until("the reminder", () => reminder(asker));
    grantedAt = Number(due.name.split(":")[1]) - 7 * DAY_MS;
    expect(grantedAt).toBeGreaterThanOrEqual(before);
    expect(grantedAt).toBeLessThanOrEqual(Date.now());
    expect(due.at).toBe(grantedAt + DAY_MS);
    expect(await button(asker)).toEqual({ badge: "", title: "Waykey" });
  });

  it("has a day left on the sixth, said by the button while Waykey is locked, and by the popup", async () => {
    await liveUntil(6);
    expect((await button(asker)).title).toBe("Waykey: 1 day left to reset your sign-in to Headway");
    // Neither other pages of Waykey's nor a popup that shows nothing yet take the mark off.
    for (const path of ["options.html", "help.html", "prompt.html", "popup.html"]) {
      const page = await given.rig.openExtensionPage(path);
      if (path !== "help.html" && path !== "prompt.html") await seesButton(page, "Unlock");
      await page.close();
      expect((await button(asker)).badge).toBe("!");
    }
    await given.user.inPopup(async (popup) => {
      await fill(popup, "Password", VAULT_PASSWORD);
      await press(popup, "Unlock");
      await sees(popup, "Reset your ways to sign in by");
      await until("the mark to go", async () => (await button(asker)).badge === "");
    });
    await given.user.inPopup((popup) => sees(popup, "Reset your ways to sign in by"));
    expect((await reminder(asker))?.at).toBe(grantedAt + 7 * DAY_MS);
  });

  it("is over on the seventh, and says whom to ask", async () => {
    await liveUntil(7);
    expect((await button(asker)).title).toBe(
      "Waykey: the week to reset your sign-in to Headway is over",
    );
    await given.user.unlock();
    await given.user.inPopup(async (popup) => {
      await sees(popup, "The week to reset ended on");
      await press(popup, DETAILS);
      await sees(popup, "ask Headway support again");
      expect(await textOf(popup)).not.toContain("Reset your ways to sign in by");
    });
  });

  it("is not reminded of any more after that, and ends with the reset", async () => {
    await setWorkerClock(given.rig, asker, 8 * DAY_MS);
    await given.user.unlock();
    await given.user.inPopup((popup) => sees(popup, "The week to reset ended on"));
    expect((await button(asker)).badge).toBe("");

    await person.logOut();
    await person.logIn();
    await person.reset();
    await given.user.inPopup(async (popup) => {
      await press(popup, DETAILS);
      await noteResetOfAll(popup);
      await sees(popup, "Put away (1)");
      expect(await textOf(popup)).not.toContain("The week to reset ended on");
      await seesButton(popup, "Support has let me in");
    });
    expect(await reminder(asker)).toBeNull();
  });
});

describe(`the reminder of a week at the start of ${KIND}`, () => {
  let world: World;
  let profile = "";

  beforeAll(async () => {
    world = await startWorld();
    profile = mkdtempSync(join(tmpdir(), "waykey-week-"));
  });

  afterAll(async () => {
    await world.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  it("comes back each time that the browser starts, until the popup shows the week", async () => {
    const first = await startRig(KIND, world, { profile });
    const user = new WaykeyUser(first);
    await user.createVault();
    await user.inPopup(async (popup) => {
      await press(popup, "Add an account");
      await tick(popup, "Provider");
      await fill(popup, "E-mail", EMAIL);
      await press(popup, "Add account");
      await unfold(popup, "Reset at Headway");
      await press(popup, "Support has let me in");
      await tick(popup, "Yesterday");
      await press(popup, "Count the week");
      await sees(popup, "Reset your ways to sign in by");
    });
    await first.close();

    for (let start = 0; start < 2; start++) {
      const rig = await startRig(KIND, world, { profile });
      try {
        const asker = await rig.openExtensionPage("help.html");
        await until("the mark", async () => (await button(asker)).badge === "!");
        expect(await button(asker)).toEqual({
          badge: "!",
          title: "Waykey: 7 days left to reset your sign-in to Headway",
        });
        expect((await reminder(asker))?.at).toBeGreaterThan(Date.now());
        if (start === 0) {
          // A popup that closes before it shows the accounts has shown nothing of the week.
          await new WaykeyUser(rig).inPopup(async (popup) => {
            await fill(popup, "Password", VAULT_PASSWORD);
            await press(popup, "Unlock");
            await until("the mark to go", async () => (await button(asker)).badge === "");
            await sees(popup, "Reset your ways to sign in by");
          });
          await rig.killWorker();
          const options = await rig.openExtensionPage("options.html");
          await seesButton(options, "Lock");
          expect((await button(asker)).badge).toBe("");
        }
      } finally {
        await rig.close();
      }
    }
  });
});
