// The check of the clock against a site whose clock runs ahead: off at first, made on request, and followed
// only when the user says so. A page may keep it from an answer, in Firefox, but never names the time itself.

import { describe, expect, it } from "vitest";
import { Person } from "./flows/person.ts";
import { hasButton, press, sees, seesButton } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const AHEAD_MS = 120_000;
const OFF = /clock is (119 s|2 min [01] s) behind Headway’s/;
const BOX = "Let me compare the clock with Headway’s";

/** A page that forbids its scripts any connection. */
const STRICT = `<!doctype html><meta http-equiv="Content-Security-Policy" content="connect-src 'none'">
<title>Strict</title><h1>Welcome</h1>`;

/** A page whose service worker answers everything, and with another time. */
const LIAR = `<!doctype html><title>Liar</title><h1>Welcome</h1><script>
  navigator.serviceWorker.register("/liar/worker.js")
    .then(({ installing }) => new Promise((resolve) => {
      installing.addEventListener("statechange", () => installing.state === "activated" && resolve());
    }))
    .then(() => { document.title = "Ready"; });
</script>`;
const LIAR_WORKER = `self.addEventListener("fetch", (event) => event.respondWith(new Response(
  "<title>Liar</title>", { headers: { "Content-Type": "text/html", Date: "Sun, 06 Nov 1994 08:49:37 GMT" } })));`;

describe(`the check of the clock in ${KIND}`, () => {
  const asked: string[] = [];
  const given = useRig({
    vault: true,
    now: () => Date.now() + AHEAD_MS,
    guests: ({ pathname }) => {
      asked.push(pathname);
      if (pathname === "/strict") return { type: "text/html", text: STRICT };
      if (pathname === "/liar/") return { type: "text/html", text: LIAR };
      if (pathname !== "/liar/worker.js") return null;
      return { type: "text/javascript", text: LIAR_WORKER };
    },
  });

  it("is off at first, finds how far it is off, and corrects the codes on request", async () => {
    const { rig, user } = given;
    const person = new Person(rig, await rig.browser.newPage(), "client", "ana@example.com");
    await person.signUp();
    await person.enroll("otp");
    await user.scanQr();
    await user.fillCode();
    await press(person.page, "Continue");
    await sees(person.page, "incorrect");

    await user.inOptions("clock", async (options) => {
      await sees(options, "Codes depend on the computer’s clock");
      expect(await hasButton(options, "Check my clock")).toBe(false);
      const before = asked.length;
      await options.evaluate((name) => {
        const labels = [...document.querySelectorAll("label")];
        labels.find((label) => label.textContent?.includes(name))?.click();
      }, BOX);
      await seesButton(options, "Check my clock");
      expect(asked.length).toBe(before);
      await press(options, "Check my clock");
      await sees(options, "behind Headway’s");
      const text = await options.evaluate(() => document.querySelector("#clock")?.textContent);
      expect(text).toMatch(OFF);
      expect(asked.slice(before).every((path) => /^\/(enroll\/otp|robots\.txt)$/.test(path))).toBe(
        true,
      );
      await press(options, "Correct the codes");
      await sees(options, "Codes are made for a clock");
    });
    await user.fillCode();
    await person.submitCode();
    await person.shownRecoveryCode();

    await user.inOptions("clock", async (options) => {
      await press(options, "Go by the computer’s clock again");
      await until("the correction to go", async () => {
        const text = await options.evaluate(() => document.body.textContent);
        return !(text ?? "").includes("Codes are made for");
      });
    });
  });

  it("takes no time from a service worker of the page", async () => {
    const { rig, user } = given;
    const page = await rig.open("https://headway.co/liar/");
    await page.waitForFunction(() => document.title === "Ready");
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await user.inOptions("clock", async (options) => {
      await press(options, "Check my clock");
      if (KIND === "firefox") {
        // Firefox would let the page's service worker answer.
        await sees(options, "Headway’s time could not be read");
        return;
      }
      await sees(options, "behind Headway’s");
      const text = await options.evaluate(() => document.querySelector("#clock")?.textContent);
      expect(text).toMatch(OFF);
    });
  });

  it("asks the server as far as the page's policy lets it", async () => {
    const { rig, user } = given;
    const page = await rig.open("https://headway.co/strict");
    const isForbidden = await page.evaluate(() =>
      fetch("/robots.txt").then(
        () => false,
        () => true,
      ),
    );
    expect(isForbidden).toBe(true);
    await user.inOptions("clock", async (options) => {
      await press(options, "Check my clock");
      if (KIND === "firefox") {
        // Firefox holds an extension's script in a page to what the page's own scripts may.
        await sees(options, "Headway’s time could not be read");
        return;
      }
      await sees(options, "behind Headway’s");
      const text = await options.evaluate(() => document.querySelector("#clock")?.textContent);
      expect(text).toMatch(OFF);
    });
  });
});
