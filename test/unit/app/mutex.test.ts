import { describe, expect, it } from "vitest";
import { createMutex } from "../../../lib/app/mutex.ts";

describe("the mutex", () => {
  it("runs one task at a time, in order", async () => {
    const inTurn = createMutex();
    const seen: string[] = [];
    const task = (name: string, turns: number) => async () => {
      seen.push(`${name} starts`);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      seen.push(`${name} ends`);
      return name;
    };
    const names = await Promise.all([inTurn(task("a", 9)), inTurn(task("b", 1))]);
    expect(names).toEqual(["a", "b"]);
    expect(seen).toEqual(["a starts", "a ends", "b starts", "b ends"]);
  });

  it("leaves a failure to its caller and goes on", async () => {
    const inTurn = createMutex();
    const failing = inTurn(() => Promise.reject(new RangeError("no")));
    const next = inTurn(() => Promise.resolve(1));
    await expect(failing).rejects.toThrow(RangeError);
    expect(await next).toBe(1);
  });
});
