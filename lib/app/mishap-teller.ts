// Tells the user what the store notes for them of what happened to the vault, as in the same commit that mended it.

import { isWaykeyError } from "../errors.ts";
import { MISHAP_KINDS, type Mishap, type VaultStore } from "../vault/store.ts";
import { createMutex } from "./mutex.ts";
import type { Notices } from "./notices.ts";

/**
 * Makes notices of what is noted. A death in between may have something told twice, and never not at all; a failure
 * leaves it for the next time.
 */
export type MishapTeller = () => Promise<void>;

export function createMishapTeller(store: VaultStore, notices: Notices): MishapTeller {
  const inTurn = createMutex();
  return () =>
    inTurn(async () => {
      try {
        const untold = await store.readUntold();
        if (untold.length === 0) return;
        for (const mishap of untold) {
          if (isMishap(mishap)) await notices.add(mishap.kind, mishap.count);
        }
        await store.commit({ forgetTold: untold.length });
      } catch (error) {
        if (!isWaykeyError(error)) throw error;
      }
    });
}

function isMishap(stored: unknown): stored is Mishap {
  const { kind, count } = (stored ?? {}) as Partial<Mishap>;
  return MISHAP_KINDS.some((each) => each === kind) && Number.isSafeInteger(count);
}
