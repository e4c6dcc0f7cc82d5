// Of two versions of one record that were written apart the later one, with what the other must not lose by it.

import type { VaultRecord } from "../vault/schema.ts";
import { useUp } from "./merge-target.ts";
import { keyMaterial } from "./record-identity.ts";

/**
 * `later`, with every code used up that `earlier` says was used, and with the words on an account that only `earlier`
 * has. That a recovery code was not used counts where it was said after `earlier` was written. The same object if that
 * changes nothing, as where the two are of different things.
 */
export function laterVersion(later: VaultRecord, earlier: VaultRecord): VaultRecord {
  if (later.kind !== earlier.kind || keyMaterial(later) !== keyMaterial(earlier)) return later;
  const notUsedAt = later.kind === "recovery" ? (later.notUsedAt ?? -1) : -1;
  return notUsedAt > earlier.updatedAt ? later : useUp(later, earlier);
}
