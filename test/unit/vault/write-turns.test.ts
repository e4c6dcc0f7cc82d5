import { describe, expect, it } from "vitest";
import { writeInTurn } from "../../../lib/vault/write-turns.ts";
import { MemoryStore } from "./memory-store.ts";

describe("turns of writing", () => {
  it("come one after another, whatever becomes of those before", async () => {
    const store = new MemoryStore();
    const events: string[] = [];
    const task = (name: string, fails = false) =>
      writeInTurn(store, async () => {
        events.push(`${name} starts`);
        await Promise.resolve();
        events.push(`${name} ends`);
        if (fails) throw new TypeError(name);
        return name;
      });
    const outcomes = await Promise.allSettled([task("a"), task("b", true), task("c")]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(events).toEqual(["a", "b", "c"].flatMap((name) => [`${name} starts`, `${name} ends`]));
  });

  it("are each store's own", async () => {
    const never = writeInTurn(new MemoryStore(), () => new Promise(() => undefined));
    expect(await writeInTurn(new MemoryStore(), async () => "done")).toBe("done");
    expect(never).toBeInstanceOf(Promise);
  });
});
