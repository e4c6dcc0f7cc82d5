// What an export takes along and what it leaves, entry by entry, before anything is written.

import type { VaultRecord } from "../../vault/schema.ts";
import { exportEntries, isOutOfUse } from "./entries.ts";
import type { ExportEntry, ExportFormat, LeftCode, LeftEntry } from "./export.ts";
import { WRITERS } from "./writers.ts";

export type ExportPlan = {
  readonly taken: readonly ExportEntry[];
  readonly left: readonly LeftEntry[];
  /** Those of the taken that something stays behind of. */
  readonly lessened: readonly ExportEntry[];
  /** How many entries that the format carries are out of use, wanted or not. */
  readonly outOfUse: number;
};

/** @param withOutOfUse whether what is put away goes along, too */
export function planExport(
  format: ExportFormat,
  records: readonly VaultRecord[],
  withOutOfUse: boolean,
): ExportPlan {
  const writer = WRITERS[format];
  const taken: ExportEntry[] = [];
  const left: LeftEntry[] = [];
  let outOfUse = 0;
  const leave = ({ kind, name }: ExportEntry, code: LeftCode) => left.push({ kind, name, code });
  for (const entry of exportEntries(records)) {
    // What the format can't carry anyway is no matter of wanting it.
    const reason = writer.reasonToLeave(entry);
    if (reason === null && isOutOfUse(entry)) outOfUse++;
    if (reason !== null) leave(entry, reason);
    else if (isOutOfUse(entry) && !withOutOfUse) leave(entry, "put-away");
    else taken.push(entry);
  }
  return { taken, left, lessened: taken.filter((entry) => writer.isLessened(entry)), outOfUse };
}
