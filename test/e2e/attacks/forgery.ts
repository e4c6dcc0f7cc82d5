// Forged messages: by a script of the page over all that a page can reach, by whoever has taken over
// the page's process and speaks for the content script, and a second claim to the private channel.

import { expect, it } from "vitest";
import { channelNameOf } from "../rig/browsers.ts";
import { KIND } from "../rig/kind.ts";
import { isVerified, labCreate, type LabOutcome, openLab } from "../rig/lab.ts";
import { seededNumbers } from "../rig/sample.ts";
import { expressionOf, forgeFromIsolatedWorld, forgeFromPage } from "./forging-scripts.ts";
import { isolatedWorldOf } from "./isolated-world.ts";
import { METHOD_NAMES } from "./methods.ts";
import { clientDataOf } from "./signed-data.ts";
import { type Counts, contentsOf, type Stage } from "./stage.ts";
import { watchWorker } from "./worker-watch.ts";

const CHANNEL = channelNameOf(KIND);
const BUILD = CHANNEL.replace("waykey-", "");
const SEED = Math.floor(seededNumbers()() * 2 ** 32);

export function declareForgery({ given }: Stage, counts: Counts): void {
  it(`gets nothing by ${counts.messages} forged messages of the page`, async () => {
    const page = await openLab(given.rig);
    const before = await contentsOf(given);
    const watch = await watchWorker(given.rig);
    await page.bringToFront();
    const input = { seed: SEED, build: BUILD, channel: CHANNEL, count: counts.messages };
    const result = await page.evaluate(expressionOf(forgeFromPage, input));
    expect(result).toMatchObject({ heard: [], works: true });
    expect((result as { sent: number }).sent).toBeGreaterThan(counts.messages / 2);
    expect(await given.rig.findPrompt()).toBeNull();
    expect(watch.exceptions).toEqual([]);
    watch.stop();
    expect(await contentsOf(given)).toEqual(before);
    await page.close();
  });

  // Firefox shows nobody the world of an extension's content script.
  it.runIf(KIND === "chromium")(
    `gets nothing by ${counts.messages} forged messages in the name of the content script`,
    async () => {
      const page = await openLab(given.rig);
      const before = await contentsOf(given);
      const watch = await watchWorker(given.rig);
      await page.bringToFront();
      const evaluate = await isolatedWorldOf(page);
      const input = { seed: SEED, build: BUILD, channel: CHANNEL, count: counts.messages };
      const result = await evaluate(expressionOf(forgeFromIsolatedWorld, input));
      expect(result).toMatchObject({ told: [], accepted: 0 });
      expect((result as { sent: number }).sent).toBeGreaterThan(counts.messages / 4);
      expect(await given.rig.findPrompt()).toBeNull();
      expect(watch.exceptions).toEqual([]);
      watch.stop();
      expect(await contentsOf(given)).toEqual(before);
      await page.close();
    },
  );

  it.runIf(KIND === "chromium")(
    "refuses every method of its own pages to the content script",
    async () => {
      const page = await openLab(given.rig);
      const evaluate = await isolatedWorldOf(page);
      const answers = await evaluate(
        `Promise.all(${JSON.stringify(METHOD_NAMES)}.map((method) =>
          chrome.runtime.sendMessage({ build: ${JSON.stringify(BUILD)}, method, input: null })))`,
      );
      const codes = (answers as { ok: boolean; code: string }[]).map(({ ok, code }) => ({
        ok,
        code,
      }));
      expect(codes).toEqual(METHOD_NAMES.map(() => ({ ok: false, code: "rpc/sender" })));
      await page.close();
    },
  );

  it.runIf(KIND === "chromium")(
    "keeps its memory and the second copy of the vault from the content script",
    async () => {
      const page = await openLab(given.rig);
      const evaluate = await isolatedWorldOf(page);
      const tries = await evaluate(`Promise.all([
        ...["session", "local"].flatMap((area) => [
          () => chrome.storage[area].get(null),
          () => chrome.storage[area].set({ "vault-copy/header": "forged", database: 9 }),
          () => chrome.storage[area].clear(),
        ]),
      ].map(async (access) => {
        try {
          return await access();
        } catch (error) {
          return String(error);
        }
      }))`);
      for (const answer of tries as readonly unknown[]) expect(answer).toMatch(/not allowed/);
      await page.close();
    },
  );

  it.runIf(KIND === "chromium")(
    "signs for the origin that the browser names, whatever a well-formed start says",
    async () => {
      const page = await openLab(given.rig);
      const evaluate = await isolatedWorldOf(page);
      const evil = {
        origin: "https://evil.test",
        topOrigin: "https://evil.test",
        crossOrigin: true,
      };
      const options = {
        challenge: "AAAAAAAAAAAAAAAAAAAAAA",
        rp: { id: "headway.co", name: "Headway" },
        user: { id: "ZXZpbA", name: "evil@example.com", displayName: "Evil" },
        pubKeyCredParams: [{ type: "public-key", alg: -7 }],
        ...evil,
      };
      const call = { kind: "create", mediation: "modal", options, ...evil };
      const start = { type: "start", build: BUILD, ...evil, crossOrigin: false, call };
      await page.bringToFront();
      const replied = evaluate(`new Promise((resolve) => {
        const port = chrome.runtime.connect({ name: "ceremony" });
        port.onMessage.addListener((reply) => { if (reply.type === "outcome") resolve(reply); });
        port.onDisconnect.addListener(() => resolve({ outcome: { kind: "disconnected" } }));
        port.postMessage(${JSON.stringify(start)});
      })`);
      await given.user.allow();
      const { outcome } = (await replied) as { outcome: { kind: string; response: object } };
      expect(outcome.kind).toBe("created");
      const clientData = clientDataOf({ ok: true, credential: outcome.response } as LabOutcome);
      expect(clientData).toMatchObject({ origin: "https://headway.co", crossOrigin: false });
      expect(JSON.stringify(clientData)).not.toContain("evil");
      await page.close();
    },
  );

  it(`keeps its channel through ${counts.hellos} hellos before and after its own`, async () => {
    const page = await given.rig.browser.newPage();
    await page.evaluateOnNewDocument(
      (channel, count) => {
        const heard: unknown[] = [];
        const greet = () => {
          for (let turn = 0; turn < count; turn++) {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener("message", (event) => heard.push(event.data));
            port1.start();
            document.dispatchEvent(new MessageEvent(channel, { ports: [port2], cancelable: true }));
            port1.postMessage(JSON.stringify({ type: "has-vault", id: 1 }));
          }
        };
        Object.assign(window, { greet, heard });
        greet();
        document.addEventListener("readystatechange", greet);
      },
      CHANNEL,
      counts.hellos,
    );
    await page.goto("https://headway.co/lab");
    await page.waitForFunction(() => "lab" in window);
    await page.evaluate(() => (window as unknown as { greet: () => void }).greet());
    const created = labCreate(page);
    await given.user.allow();
    expect(await isVerified(page, await created)).toBe(true);
    expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual(
      [],
    );
    await page.close();
  });
}
