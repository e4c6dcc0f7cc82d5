// What waited for the vault to be open: sites' signals and log entries.

import { isWaykeyError } from "../errors.ts";
import type { App } from "./app.ts";
import { writeLog } from "./ceremony-log.ts";
import { applySignals } from "./signals.ts";

/** Writes what waits. What cannot be written goes on waiting, and keeps nobody from their codes. */
export async function afterUnlock(app: App): Promise<void> {
  try {
    await applySignals(app);
  } catch (error) {
    if (!isWaykeyError(error)) throw error;
  }
  await writeLog(app);
}
