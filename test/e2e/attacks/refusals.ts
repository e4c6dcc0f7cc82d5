// Whether a site can tell from a refusal what the vault holds: by its name, its words or the time it
// takes from the user's decision on.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { fill, press, sees, seesButton } from "../flows/screen.ts";
import { VAULT_PASSWORD } from "../flows/waykey-user.ts";
import { openLab } from "../rig/lab.ts";
import { type Counts, type Passkey, type Stage } from "./stage.ts";

/** From this many runs on, medians are compared as the threat model asks. */
const ENOUGH_RUNS = 100;
const LOOSE_MS = 250;
const AT_REST_MS = 700;

type Refusal = { readonly told: string; readonly ms: number };

type Case = {
  readonly name: string;
  readonly kind: "create" | "get";
  readonly locked: boolean;
  options(mine: Passkey): object;
};

const FOREIGN: Passkey = { type: "public-key", id: Buffer.alloc(32, 7).toString("base64url") };

const CASES: readonly Case[] = [
  {
    name: "get with a passkey that is there",
    kind: "get",
    locked: false,
    options: (mine) => ({ allowCredentials: [mine] }),
  },
  {
    name: "create with an exclusion that fits",
    kind: "create",
    locked: false,
    options: (mine) => ({ excludeCredentials: [mine] }),
  },
  {
    name: "create with an exclusion that does not fit",
    kind: "create",
    locked: false,
    options: () => ({ excludeCredentials: [FOREIGN] }),
  },
  {
    name: "get from a locked vault",
    kind: "get",
    locked: true,
    options: (mine) => ({ allowCredentials: [mine] }),
  },
  {
    name: "get of nothing there from a locked vault",
    kind: "get",
    locked: true,
    options: () => ({ allowCredentials: [FOREIGN] }),
  },
];

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Presses *Cancel* and resolves with when, by a clock that the site's page shares. */
async function cancel(prompt: Page): Promise<number> {
  return prompt.evaluate(() => {
    const button = [...document.querySelectorAll("button")].find((b) => b.textContent === "Cancel");
    if (button === undefined) throw new Error("no Cancel");
    // Not at once: the window is gone before it could say when.
    const soonMs = 30;
    setTimeout(() => button.click(), soonMs);
    return performance.timeOrigin + performance.now() + soonMs;
  });
}

async function refuse(
  { given, mine }: Stage,
  page: Page,
  each: Case,
  atRest: boolean,
): Promise<Refusal> {
  await page.bringToFront();
  const ended = page.evaluate(
    async (kind, change) => {
      type Outcome = { ok: boolean; error?: { name: string; message: string } };
      type Lab = Record<"create" | "get", (options: object) => Promise<Outcome>>;
      const { error } = await (window as unknown as { lab: Lab }).lab[kind]({
        challenge: "AAAAAAAAAAAAAAAAAAAAAA",
        rp: { id: "headway.co", name: "Headway" },
        user: { id: "dGltZQ", name: "time@example.com", displayName: "Time" },
        pubKeyCredParams: [{ type: "public-key", alg: -7 }],
        authenticatorSelection: { userVerification: "discouraged" },
        userVerification: "discouraged",
        ...change,
      });
      const at = performance.timeOrigin + performance.now();
      return { told: `${error?.name}: ${error?.message}`, at };
    },
    each.kind,
    each.options(mine),
  );
  const prompt = await given.rig.prompt();
  await seesButton(prompt, "Cancel");
  // Nobody decides while the window is still coming up, which takes a locked vault's longer.
  if (atRest) {
    await prompt.waitForFunction((rest) => performance.now() > rest, { polling: 20 }, AT_REST_MS);
  }
  const decidedAt = await cancel(prompt);
  const { told, at } = await ended;
  await given.rig.promptClosed();
  return { told, ms: at - decidedAt };
}

/** By the name of their case. */
type Refusals = Map<string, Refusal[]>;

async function gather(stage: Stage, runs: number, atRest: boolean): Promise<Refusals> {
  const { rig, user } = stage.given;
  const refusals: Refusals = new Map();
  // Refusals are no use of the vault, and shall not find it locked before its turn.
  if (atRest) {
    await user.inOptions("settings", async (options) => {
      await fill(options, "Lock after (minutes)", "600");
      await fill(options, "Password for these settings", VAULT_PASSWORD);
      await press(options, "Save settings");
      await sees(options, "Settings saved");
    });
  }
  for (const locked of [false, true]) {
    if (locked) await user.lock();
    // One after another in turn, so that what makes the machine slow makes all of them slow.
    for (let run = 0; run < runs; run++) {
      for (const each of CASES.filter((some) => some.locked === locked)) {
        // A tab of its own: three cancels in one would keep Waykey from asking again.
        const page = await openLab(rig);
        const refusal = await refuse(stage, page, each, atRest);
        refusals.set(each.name, [...(refusals.get(each.name) ?? []), refusal]);
        await page.close();
      }
    }
  }
  await user.unlock();
  return refusals;
}

function judge(refusals: Refusals, runs: number): void {
  const all = [...refusals.values()].flat();
  expect(all).toHaveLength(runs * CASES.length);
  expect(new Set(all.map(({ told }) => told)).size).toBe(1);
  expect(all[0]?.told).toMatch(/^NotAllowedError: /);
  const medians = new Map(
    [...refusals].map(([name, some]) => [name, median(some.map(({ ms }) => ms))]),
  );
  console.info([...medians].map(([name, ms]) => `${name}: ${ms.toFixed(1)} ms`).join("\n"));
  const [least, most] = [Math.min(...medians.values()), Math.max(...medians.values())];
  const allowed = runs < ENOUGH_RUNS ? LOOSE_MS : Math.max(5, least * 0.05);
  expect(most - least).toBeLessThan(allowed);
}

export function declareRefusals(stage: Stage, { refusals: runs }: Pick<Counts, "refusals">): void {
  it(`refuses in the same words and the same time in ${CASES.length} cases, ${runs} times`, async () => {
    judge(await gather(stage, runs, runs >= ENOUGH_RUNS), runs);
  });
}

/**
 * The same in parts, each in browsers of its own that `useStage` starts.
 * @param counts.refusals of all parts together
 */
export function declareRefusalsInParts(
  useStage: () => Stage,
  parts: number,
  { refusals: runs }: Pick<Counts, "refusals">,
): void {
  const refusals: Refusals = new Map();
  describe.each(Array.from({ length: parts }, (_, part) => part + 1))("part %d", () => {
    const stage = useStage();
    it(`refuses in ${CASES.length} cases, ${runs / parts} times`, async () => {
      const gathered = await gather(stage, runs / parts, true);
      for (const [name, some] of gathered) {
        refusals.set(name, [...(refusals.get(name) ?? []), ...some]);
      }
    });
  });
  it(`refuses in the same words and the same time in all ${parts} parts`, () => {
    judge(refusals, runs);
  });
}
