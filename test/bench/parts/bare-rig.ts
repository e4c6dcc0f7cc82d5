// A browser with the extension that does nothing.

import { KIND } from "../../e2e/rig/kind.ts";
import { type Rig, startRig } from "../../e2e/rig/rig.ts";
import { makeBareExtension } from "../bare-extension.ts";
import { DRAWN } from "../seeds.ts";
import type { Bench } from "./part.ts";

/** Until the part ends. */
export async function startBareRig(bench: Bench): Promise<Rig> {
  const extension = makeBareExtension(KIND);
  bench.defer(() => extension.remove());
  const rig = await startRig(KIND, bench.world, {
    extension: extension.folder,
    firefoxPrefs: DRAWN,
    keepsWelcome: true,
  });
  bench.defer(() => rig.close());
  return rig;
}
