// Exports of Google Authenticator as entries like every other: one account of one, and all that the QR codes of
// several exports hold, in any order.

import { WaykeyError, isWaykeyError } from "../../errors.ts";
import { type MigrationEntry, parseGoogleMigration } from "../../otp/google-migration.ts";
import { collectMigration, wipeEntries } from "../../otp/migration-batch.ts";
import { checkCount, entryOrRefusal, type ForeignEntry, otpEntry } from "./entry.ts";

export function googleEntry(entry: MigrationEntry): ForeignEntry {
  if (entry.state === "read") return otpEntry(entry.parameters);
  return entryOrRefusal(entry.name, () => {
    throw new WaykeyError(entry.code, entry.reason);
  });
}

/**
 * The entries of all exports that the texts are QR codes of. Refused are those of a text that can't be read, and of a QR code
 * that an export says it has and that is not there.
 * @throws WaykeyError `import/too-many`
 */
export function entriesOfMigrations(texts: readonly string[]): readonly ForeignEntry[] {
  const exports = Map.groupBy(texts, exportOf);
  const unreadable = exports.get(null) ?? [];
  exports.delete(null);
  const entries: ForeignEntry[] = unreadable.map(() => refused("otp/migration"));
  for (const parts of exports.values()) {
    entries.push(...entriesOfExport(parts));
    checkCount(entries.length);
  }
  return entries;
}

/** Equal for the QR codes of one export; null for what can't be read. One that has a single code is known by that. */
function exportOf(text: string): string | null {
  try {
    const { batchId, batchSize, entries } = parseGoogleMigration(text);
    wipeEntries(entries);
    return batchSize === 1 ? text : `${batchId} of ${batchSize}`;
  } catch (error) {
    if (isWaykeyError(error)) return null;
    throw error;
  }
}

function entriesOfExport(texts: readonly string[]): readonly ForeignEntry[] {
  const { size, parts, entries, verdicts } = collectMigration(texts);
  const held = new Set(parts);
  const missing = Array.from({ length: size }, (_, index) => index).filter((i) => !held.has(i));
  return [
    ...entries.map(googleEntry),
    ...verdicts.filter((each) => each === "other-export").map(() => refused("otp/migration")),
    ...missing.map((i) => refused("entry/part-missing", `otpauth-migration ${i + 1}/${size}`)),
  ];
}

function refused(code: "otp/migration" | "entry/part-missing", name = ""): ForeignEntry {
  return { kind: "refused", name, code };
}
