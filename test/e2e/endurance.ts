// Many ceremonies in a row, and what they leave behind.

import { expect } from "vitest";
import type { WaykeyUser } from "./flows/waykey-user.ts";
import { countPages, type Footprint, footprintOf } from "./rig/footprint.ts";
import { isVerified, labCreate, labGet, openLab } from "./rig/lab.ts";
import type { Rig } from "./rig/rig.ts";
import { until } from "./rig/until.ts";

/** Waykey lets one tab ask 30 times a minute. */
const CEREMONIES_IN_ONE_TAB = 20;
const GETS_PER_CREATE = 19;

export type Endurance = {
  readonly ceremonies: number;
  readonly seconds: number;
  /** After each tab's worth of ceremonies, the tab being closed. */
  readonly footprints: readonly Footprint[];
};

/** Runs `count` ceremonies, each verified by the site: one creation, then sign-ins with it, and again. */
export async function endure(rig: Rig, user: WaykeyUser, count: number): Promise<Endurance> {
  const footprints: Footprint[] = [];
  const pages = await countPages(rig);
  const started = performance.now();
  let done = 0;
  while (done < count) {
    const page = await openLab(rig);
    const user64 = Buffer.from(`user ${done}`).toString("base64url");
    const created = labCreate(page, {
      user: { id: user64, name: `user${done}@example.com`, displayName: "User" },
    });
    await user.allow();
    const outcome = await created;
    expect(await isVerified(page, outcome)).toBe(true);
    if (!outcome.ok) throw new Error("not created");
    done++;
    const allowCredentials = [{ type: "public-key", id: outcome.credential.id }];
    const gets = Math.min(GETS_PER_CREATE, CEREMONIES_IN_ONE_TAB - 1, count - done);
    for (let i = 0; i < gets; i++) {
      await page.bringToFront();
      const got = labGet(page, { allowCredentials });
      await user.allow();
      expect(await isVerified(page, await got)).toBe(true);
      done++;
    }
    await page.close();
    await until("the windows to be gone", async () => (await countPages(rig)) === pages);
    footprints.push(await footprintOf(rig));
  }
  const seconds = (performance.now() - started) / 1000;
  return { ceremonies: done, seconds, footprints };
}
