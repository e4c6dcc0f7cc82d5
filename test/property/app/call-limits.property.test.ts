import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CallLimits } from "../../../lib/app/call-limits.ts";
import { FakeSessionStore } from "../../unit/app/fake-ports.ts";

const MINUTE = 60_000;

/** What a tab and its user do, and how long after the act before. */
const act = fc.record({
  pause: fc.oneof(fc.nat(5_000), fc.nat(2 * MINUTE)),
  tabId: fc.nat(1),
  cancels: fc.boolean(),
});

describe("the limits of a tab's calls", () => {
  it("let through no more than 30 in any minute, and none after three cancellations in one", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 120 }), async (acts) => {
        let now = 1_760_000_000_000;
        const sessionStore = new FakeSessionStore();
        const prompts: Record<number, number[]> = { 0: [], 1: [] };
        const cancels: Record<number, number[]> = { 0: [], 1: [] };
        for (const { pause, tabId, cancels: isCancelled } of acts) {
          now += pause;
          // A new one each time, as after the worker's death.
          const limits = new CallLimits({ sessionStore, now: () => now });
          const recent = (prompts[tabId] ?? []).filter((at) => now - at < MINUTE);
          const lastThree = (cancels[tabId] ?? []).slice(-3);
          const [first = 0, , last = 0] = lastThree;
          const rests = lastThree.length === 3 && last - first <= MINUTE && now - last < MINUTE;
          const may = await limits.mayPrompt(tabId);
          expect(may).toBe(recent.length < 30 && !rests);
          if (!may) continue;
          await limits.notePrompt(tabId);
          prompts[tabId]?.push(now);
          if (!isCancelled) continue;
          await limits.noteCancel(tabId);
          cancels[tabId]?.push(now);
        }
      }),
      { numRuns: 200 },
    );
  });
});
