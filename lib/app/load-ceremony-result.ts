// Keys, signatures and all that belongs to them, once they are needed: a worker that wakes to ask the user does not
// wait for them.

import type { RandomBytes } from "../crypto/random-bytes.ts";

export const loadCeremonyResult = () => import("./ceremony-result.ts");

/** Has them ready for whoever is going to wait for them, in one piece of work of some tens of milliseconds. */
export async function makeCeremonyResultReady(origin: string, random: RandomBytes): Promise<void> {
  const { rehearse } = await loadCeremonyResult();
  await rehearse(origin, random);
}
