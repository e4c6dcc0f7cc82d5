// An entry of Google Authenticator's export as every other.

import type { MigrationEntry } from "../../otp/google-migration.ts";
import { entryOrRefusal, type ForeignEntry, otpEntry } from "./entry.ts";
import { WaykeyError } from "../../errors.ts";

export function googleEntry(entry: MigrationEntry): ForeignEntry {
  if (entry.state === "read") return otpEntry(entry.parameters);
  return entryOrRefusal(entry.name, () => {
    throw new WaykeyError(entry.code, entry.reason);
  });
}
