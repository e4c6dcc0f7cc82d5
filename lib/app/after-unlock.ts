// What waited for the vault to be open: sites' signals and log entries.

import type { App } from "./app.ts";
import { writeLog } from "./ceremony-log.ts";
import { merelyNoted } from "./merely-noted.ts";
import { applySignals } from "./signals.ts";

/** Writes what waits. What cannot be written goes on waiting, and keeps nobody from their codes. */
export async function afterUnlock(app: App): Promise<void> {
  await merelyNoted(() => applySignals(app));
  await writeLog(app);
}
