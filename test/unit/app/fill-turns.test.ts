import { describe, expect, it } from "vitest";
import { FillTurns, type IsCurrent } from "../../../lib/app/fill-turns.ts";
import type { FillResult } from "../../../lib/app/views.ts";

const FILLED: FillResult = { filled: true };
const [A, B] = [
  { id: "a", counter: 0 },
  { id: "b", counter: 0 },
];

/** A fill that ends when it is told, and what it was given. */
function pausedFill() {
  const given: IsCurrent[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<FillResult>();
  const fill = (isCurrent: IsCurrent) => {
    given.push(isCurrent);
    return promise;
  };
  return { fill, given, end: () => resolve(FILLED), fail: () => reject(new RangeError("no")) };
}

describe("fills of one tab", () => {
  it("are one where the entry is the same", async () => {
    const turns = new FillTurns();
    const first = pausedFill();
    const runs = [turns.run(1, A, first.fill), turns.run(1, A, first.fill)];
    first.end();
    expect(await Promise.all(runs)).toEqual([FILLED, FILLED]);
    expect(first.given).toHaveLength(1);
  });

  it("give way to one of another entry, which the older one's end leaves alone", async () => {
    const turns = new FillTurns();
    const [first, second] = [pausedFill(), pausedFill()];
    const older = turns.run(1, A, first.fill);
    const newer = turns.run(1, B, second.fill);
    expect([first, second].map(({ given }) => given[0]?.())).toEqual([false, true]);
    first.end();
    await older;
    expect(second.given[0]?.()).toBe(true);
    second.end();
    await newer;
  });

  it("have nothing to do with those of another tab", () => {
    const turns = new FillTurns();
    const [first, second] = [pausedFill(), pausedFill()];
    void turns.run(1, A, first.fill);
    void turns.run(2, B, second.fill);
    expect([first, second].map(({ given }) => given[0]?.())).toEqual([true, true]);
  });

  it("end with a lock, and after a failure the next begins anew", async () => {
    const turns = new FillTurns();
    const first = pausedFill();
    const failing = turns.run(1, A, first.fill);
    turns.giveUp();
    expect(first.given[0]?.()).toBe(false);
    first.fail();
    await expect(failing).rejects.toThrow("no");
    const [bad, next] = [pausedFill(), pausedFill()];
    const broken = turns.run(1, A, bad.fill);
    bad.fail();
    await expect(broken).rejects.toThrow("no");
    void turns.run(1, A, next.fill);
    expect(next.given).toHaveLength(1);
  });
});
