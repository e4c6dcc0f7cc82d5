import { expect, it } from "vitest";
import { inAnyCase } from "../../../lib/app/in-any-case.ts";

it("runs every step in turn, and fails with the first failure when all have run", async () => {
  const done: string[] = [];
  const step =
    (name: string, fails = false) =>
    async () => {
      done.push(name);
      if (fails) throw new Error(name);
    };
  const steps = [step("a"), step("b", true), step("c", true), step("d")];
  await expect(inAnyCase(steps)).rejects.toThrow("b");
  expect(done).toEqual(["a", "b", "c", "d"]);
  await inAnyCase([step("e")]);
});
