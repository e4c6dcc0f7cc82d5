// What a backup that is being made will be opened with: a password of its own, typed twice, or the vault's emergency
// key as it is printed, where the vault has one. Whether the key is the vault's, the worker says.

import { useState } from "preact/hooks";
import type { BackupLock } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { checkNewPassword } from "../access/password-strength.ts";

export const LOCK_KINDS = ["password", "emergency-key"] as const;
export type LockKind = (typeof LOCK_KINDS)[number];

const NOTHING = { password: "", repeated: "", emergencyKey: "" };
type Typed = typeof NOTHING;

export type BackupLockEntry = {
  readonly kind: LockKind;
  readonly choose: (kind: LockKind) => void;
  readonly typed: Typed;
  readonly type: (part: Partial<Typed>) => void;
  /** Why each field can't be used; null for each that can, or isn't asked for. */
  readonly problems: Readonly<Record<keyof Typed, string | null>>;
  readonly isWhole: boolean;
  readonly lock: BackupLock;
  readonly clear: () => void;
};

/** @param hasEmergencyKey whether the vault has one: else there is no choice */
export function useBackupLock(hasEmergencyKey: boolean): BackupLockEntry {
  const [chosen, choose] = useState<LockKind>("password");
  const [typed, setTyped] = useState(NOTHING);
  const kind = hasEmergencyKey ? chosen : "password";
  const { password, repeated, emergencyKey } = typed;
  const isMissing = kind === "emergency-key" && emergencyKey === "";
  const problems = {
    ...(kind === "password"
      ? checkNewPassword(password, repeated)
      : { password: null, repeated: null }),
    emergencyKey: isMissing ? message("options_backup_type_key") : null,
  };
  return {
    kind,
    choose,
    typed,
    type: (part) => setTyped((now) => ({ ...now, ...part })),
    problems,
    isWhole: Object.values(problems).every((problem) => problem === null),
    lock: kind === "password" ? { backupPassword: password } : { emergencyKey },
    clear: () => setTyped(NOTHING),
  };
}
