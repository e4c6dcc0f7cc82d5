// The whole main job, as the demo tells it.

import { afterAll, beforeAll, describe, it } from "vitest";
import { mainJob } from "./flows/main-job.ts";
import { KIND } from "./rig/kind.ts";
import { startWorld, type World } from "./rig/world.ts";

describe(`the main job in ${KIND}`, () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld("form");
  });

  afterAll(() => world.close());

  it("goes from the first run to a restored vault, every step accepted by the site", async () => {
    const step = async (name: string, work: () => Promise<string>) => {
      try {
        await work();
      } catch (cause) {
        throw new Error(`Step "${name}" failed`, { cause });
      }
    };
    const picture = () => Promise.resolve();
    const rig = await mainJob({ kind: KIND, world, step, picture, options: {} });
    await rig.close();
  }, 300_000);
});
