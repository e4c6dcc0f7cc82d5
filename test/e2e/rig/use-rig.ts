// A world and a browser for all tests of one file or group, started before and closed after them.

import { afterAll, beforeAll } from "vitest";
import { WaykeyUser } from "../flows/waykey-user.ts";
import { KIND } from "./kind.ts";
import type { SiteOptions } from "../../site/server.ts";
import { type Rig, type RigOptions, startRig } from "./rig.ts";
import { type MakeUp, startWorld, type World } from "./world.ts";

export type RigInUse = { readonly rig: Rig; readonly user: WaykeyUser; readonly world: World };

export type RigInUseOptions = RigOptions & {
  readonly makeUp?: MakeUp;
  /** Make a vault first. */
  readonly vault?: boolean;
  readonly guests?: SiteOptions["guests"];
  /** The site's clock. */
  readonly now?: SiteOptions["now"];
  /** Another browser, started before, whose world this one is in too. */
  readonly beside?: RigInUse;
};

/** Getters for what the hooks start. */
export function useRig(options: RigInUseOptions = {}): RigInUse {
  let parts: RigInUse | null = null;

  beforeAll(async () => {
    const world =
      options.beside?.world ?? (await startWorld(options.makeUp, options.guests, options.now));
    const rig = await startRig(KIND, world, options);
    parts = { world, rig, user: new WaykeyUser(rig) };
    if (options.vault === true) await parts.user.createVault();
  });

  afterAll(async () => {
    await parts?.rig.close();
    if (options.beside === undefined) await parts?.world.close();
  });

  const inUse = (): RigInUse => {
    if (parts === null) throw new TypeError("The rig is used before it is started");
    return parts;
  };
  return {
    get rig() {
      return inUse().rig;
    },
    get user() {
      return inUse().user;
    },
    get world() {
      return inUse().world;
    },
  };
}
