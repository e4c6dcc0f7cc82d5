import { expect, it } from "vitest";
import { mayOpenItself } from "../../../lib/app/self-opening.ts";
import { World } from "./kit.ts";

it("is allowed four times in a minute, whatever becomes of the worker", async () => {
  const world = new World();
  const answers: boolean[] = [];
  for (let i = 0; i < 6; i++) {
    answers.push(await mayOpenItself(world.bear().app));
    world.now += 1000;
  }
  expect(answers).toEqual([true, true, true, true, false, false]);
  world.now += 60_000;
  expect(await mayOpenItself(world.bear().app)).toBe(true);
});

it("is allowed once for the focus that a page and its frame both tell of", async () => {
  const world = new World();
  const { app } = world.bear();
  const both = await Promise.all([mayOpenItself(app), mayOpenItself(app)]);
  expect(both).toEqual([true, false]);
  world.now += 1000;
  expect(await mayOpenItself(app)).toBe(true);
});

it("is allowed again once the clock was set back", async () => {
  const world = new World();
  const { app } = world.bear();
  expect(await mayOpenItself(app)).toBe(true);
  world.now -= 60 * 60_000;
  expect(await mayOpenItself(app)).toBe(true);
  expect(await mayOpenItself(app)).toBe(false);
});

it("is not allowed to whom has switched it off", async () => {
  const world = new World();
  const { app, handlers } = world.bear();
  await handlers["preferences.set"]({ opensItself: false });
  expect(await mayOpenItself(app)).toBe(false);
});
