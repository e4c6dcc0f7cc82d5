// A world and a browser for all tests of one file or group, started before and closed after them.

import { afterAll, beforeAll } from "vitest";
import { WaykeyUser } from "../flows/waykey-user.ts";
import { KIND } from "./kind.ts";
import { type Rig, type RigOptions, startRig } from "./rig.ts";
import { type MakeUp, startWorld, type World } from "./world.ts";

export type RigInUse = { readonly rig: Rig; readonly user: WaykeyUser; readonly world: World };

/** Getters for what the hooks start; `vault: true` makes a vault first. */
export function useRig(
  options: RigOptions & { readonly makeUp?: MakeUp; readonly vault?: boolean } = {},
): RigInUse {
  let parts: RigInUse | null = null;

  beforeAll(async () => {
    const world = await startWorld(options.makeUp ?? "form");
    const rig = await startRig(KIND, world, options);
    parts = { world, rig, user: new WaykeyUser(rig) };
    if (options.vault === true) await parts.user.createVault();
  });

  afterAll(async () => {
    await parts?.rig.close();
    await parts?.world.close();
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
