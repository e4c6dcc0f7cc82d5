import { describe, expect, it } from "vitest";
import type { Part } from "../../../../scripts/check/parts.mjs";
import { nextPart, runScheduled } from "../../../../scripts/check/schedule.mjs";

function part(name: string, rest: Partial<Part> = {}): Part {
  return {
    name,
    group: name,
    commands: [],
    with: "others",
    needs: [],
    after: [],
    counts: false,
    browser: null,
    limitMinutes: 1,
    long: false,
    ...rest,
  };
}

describe("nextPart", () => {
  const a = part("a");
  const b = part("b");
  const alone = part("alone", { with: "none" });
  const afterA = part("after-a", { needs: ["a"] });
  const all = [a, b, alone, afterA];

  it("lets three run side by side and no fourth", () => {
    const [c, d] = [part("c"), part("d")];
    const some = [...all, c, d];
    expect(nextPart(some, [a, b, c, d], [], new Set())).toBe(a);
    expect(nextPart(some, [b, c, d], [a], new Set())).toBe(b);
    expect(nextPart(some, [c, d], [a, b], new Set())).toBe(c);
    expect(nextPart(some, [d], [a, b, c], new Set())).toBeNull();
  });

  it("gives a part that wants no company the machine for itself", () => {
    expect(nextPart(all, [alone], [a], new Set())).toBeNull();
    expect(nextPart(all, [alone], [], new Set(["a"]))).toBe(alone);
    expect(nextPart(all, [b], [alone], new Set())).toBeNull();
  });

  it("lets a part wait for another that is in the run, and for none that is not", () => {
    const later = part("later", { after: ["a"] });
    expect(nextPart([a, later], [later], [a], new Set())).toBeNull();
    expect(nextPart([a, later], [later], [b], new Set(["a"]))).toBe(later);
    expect(nextPart([later], [later], [], new Set())).toBe(later);
  });

  it("holds a part back until what it needs has ended", () => {
    expect(nextPart(all, [afterA], [a], new Set())).toBeNull();
    expect(nextPart(all, [afterA], [b], new Set(["a"]))).toBe(afterA);
    expect(nextPart([afterA], [afterA], [], new Set())).toBe(afterA);
  });
});

describe("runScheduled", () => {
  it("runs every part once, with the results of those before at hand", async () => {
    const order: string[] = [];
    let atOnce = 0;
    let most = 0;
    let besideD = 0;
    const free = ["b", "e", "f"].map((name) => part(name));
    const parts = [part("a"), ...free, part("c", { needs: ["a"] }), part("d", { with: "none" })];
    const results = await runScheduled(parts, async ({ name, needs }, ended) => {
      for (const need of needs) expect(ended.get(need)).toBe(need.toUpperCase());
      most = Math.max(most, (atOnce += 1));
      if (name === "d") besideD = atOnce;
      await Promise.resolve();
      order.push(name);
      atOnce -= 1;
      return name.toUpperCase();
    });
    expect(most).toBe(3);
    expect(besideD).toBe(1);
    expect(order.toSorted()).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(new Set(results.values())).toEqual(new Set(["A", "B", "C", "D", "E", "F"]));
  });
});
