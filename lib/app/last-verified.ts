// When the user was last verified since the unlock. It spares nobody a verification that a site
// requires; where one is merely preferred, the settings may let it stand for a while.

import { merelyNoted } from "./merely-noted.ts";
import type { Clock, SessionStore } from "./ports.ts";

const KEY = "last-verified";

type Ports = { readonly sessionStore: SessionStore; readonly now: Clock };

/** Where it cannot be noted, the user is asked sooner. */
export async function noteVerified({ sessionStore, now }: Ports): Promise<void> {
  await merelyNoted(() => sessionStore.set(KEY, now()));
}

/** Whether the user was verified within the last `minutes`; never for 0. */
export async function wasVerifiedWithin(ports: Ports, minutes: number): Promise<boolean> {
  const at = await ports.sessionStore.get(KEY);
  if (typeof at !== "number") return false;
  const age = ports.now() - at;
  return age >= 0 && age < minutes * 60_000;
}

/** A lock ends it. */
export async function forgetVerified(store: SessionStore): Promise<void> {
  await store.remove(KEY);
}
