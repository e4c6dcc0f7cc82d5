// What holds where nothing was set, and which settings guard less than others.

import type { SettingsRecord } from "./schema.ts";

type Guards = Pick<
  SettingsRecord,
  "autoLockMinutes" | "lockWithSystem" | "verifiedForMinutes" | "passkeyUpgrades"
>;

export const DEFAULT_SETTINGS: Guards = {
  autoLockMinutes: 15,
  lockWithSystem: true,
  verifiedForMinutes: 0,
  passkeyUpgrades: false,
};

/** Whether something is asked, or locked, less often or later than before. */
export function isWeaker(settings: Guards, before: Guards): boolean {
  return (
    settings.autoLockMinutes > before.autoLockMinutes ||
    (!settings.lockWithSystem && before.lockWithSystem) ||
    settings.verifiedForMinutes > before.verifiedForMinutes ||
    (settings.passkeyUpgrades && !before.passkeyUpgrades)
  );
}
