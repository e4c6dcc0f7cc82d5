// What the user compares between two devices before the vault is removed from one of them.

import { checkNumbers } from "../exchange/check-phrase.ts";
import { type App, listEverything, requireVault } from "./app.ts";
import { countRecords, isPlaceOfRestored } from "./backups.ts";
import type { VaultCheck } from "./views.ts";

/** The check phrase of all that can be read, as of now. @throws WaykeyError `vault/locked` */
export async function checkVault(app: App): Promise<VaultCheck> {
  const vault = await requireVault(app);
  const { records, unreadable } = await listEverything(app, vault);
  // A restore has made it there, for what has no account here.
  const held = records.filter((record) => !isPlaceOfRestored(record));
  return {
    numbers: checkNumbers(held),
    counts: countRecords(held),
    unreadable: unreadable.length,
  };
}
