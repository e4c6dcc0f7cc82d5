// The popup: from the request to open it to the first code that is drawn, against a page of an extension that does
// nothing, at four sizes; and a key in its search field.

import type { Page } from "puppeteer";
import { KIND } from "../../e2e/rig/kind.ts";
import type { Rig } from "../../e2e/rig/rig.ts";
import { until } from "../../e2e/rig/until.ts";
import { startBareRig } from "./bare-rig.ts";
import { ratio } from "../measure/claims.ts";
import { type Arm, interleave } from "../measure/rounds.ts";
import type { Part } from "./part.ts";

/** Records; the smallest is one account with its code. */
const SIZES = [2, 100, 1000, 10_000] as const;
const ROUNDS = { chromium: 9, firefox: 7 }[KIND];
const PATIENCE_MS = 60_000;
const QUERIES = ["p", "pe", "person-1", "person", "person-2"] as const;

/** Milliseconds from the request for a tab with that page to its mark, by the page's clock. */
async function opened(rig: Rig, path: string, mark: string): Promise<{ ms: number; page: Page }> {
  const before = Date.now();
  const page = await rig.openExtensionPage(path);
  const at = await until(
    `the mark ${mark} in ${path}`,
    () =>
      page.evaluate((name) => {
        const entry = performance.getEntriesByName(name)[0];
        return entry === undefined ? null : performance.timeOrigin + entry.startTime;
      }, mark),
    PATIENCE_MS,
  );
  return { ms: at - before, page };
}

/** Records of an account in the vaults of the benchmarks. */
const AN_ACCOUNT = 4;
/** How many accounts the popup lists at once. */
const LISTED = 50;

/** Until all accounts are there: of many the popup has the first ahead of the others. */
async function hasAll(popup: Page, size: number): Promise<void> {
  const rows = Math.min(LISTED, size / AN_ACCOUNT);
  await until(
    "all accounts",
    async () => (await popup.$$("ul.accounts > li")).length >= rows,
    PATIENCE_MS,
  );
}

/** Milliseconds from a key in the popup's search field until what it finds is drawn, for each text in turn. */
async function searched(popup: Page, texts: readonly string[]): Promise<number[]> {
  return popup.$eval(
    'input[type="search"]',
    async (field, queries) => {
      const times: number[] = [];
      for (const query of queries) {
        const list = new Promise<void>((drawn) => {
          const observer = new MutationObserver(() => {
            observer.disconnect();
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.addEventListener("message", () => drawn());
              port1.start();
              port2.postMessage(null);
            });
          });
          const { body } = document;
          observer.observe(body, { subtree: true, childList: true, characterData: true });
        });
        const begun = performance.now();
        field.value = query;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        await list;
        times.push(performance.now() - begun);
      }
      return times;
    },
    texts,
  );
}

export const popup: Part = async (bench) => {
  const bare = await startBareRig(bench);
  const arms: Record<string, Arm> = {
    bare: async () => {
      const { ms, page } = await opened(bare, "page.html", "bare-drawn");
      await page.close();
      return ms;
    },
  };
  for (const size of SIZES) {
    const { rig, close } = await bench.seeds.start(size);
    bench.defer(close);
    const searches = size >= 100;
    arms[`popup ${size}`] = async () => {
      const { ms, page } = await opened(rig, "popup.html", "waykey-code-shown");
      if (searches) await hasAll(page, size);
      const [first = 0, ...later] = searches ? await searched(page, QUERIES) : [];
      await page.close();
      const key = { "first key": first, "later key": Math.max(...later) };
      return { opened: ms, ...(searches ? key : {}) };
    };
  }
  const rounds = await interleave(arms, ROUNDS, 2);
  const against = (name: string, arm: string, other: string, atMost: number | null) =>
    ratio({ name, rounds, arm, against: other, bound: atMost === null ? null : { atMost } });
  return {
    tables: [{ title: "The popup", unit: "ms", rounds }],
    claims: [
      against("first code, one entry, against a bare page", "popup 2 opened", "bare", 1.5),
      against(
        "first code, 10,000 records against one entry",
        "popup 10000 opened",
        "popup 2 opened",
        1.5,
      ),
      against(
        "a key in the search, 10,000 records against 100",
        "popup 10000 later key",
        "popup 100 later key",
        null,
      ),
    ],
  };
};
