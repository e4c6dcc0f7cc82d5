// Which records go into a backup. How the user is verified on one device and what happened on it are of
// no use on another one, and stay where they are.

import { isSingleKind, type VaultRecord } from "../vault/schema.ts";

export const BACKUP_KINDS = ["account", "otp", "passkey", "recovery", "settings"] as const;

export type BackupKind = (typeof BACKUP_KINDS)[number];

export type BackupRecord = Extract<VaultRecord, { kind: BackupKind }>;

export function isBackedUp(record: VaultRecord): record is BackupRecord {
  return isBackupKind(record.kind);
}

function isBackupKind(kind: string): kind is BackupKind {
  return (BACKUP_KINDS as readonly string[]).includes(kind);
}

/** Whether an id is that of a record which is in no backup, and is known by that alone where it cannot be read. */
export function isOfThisDevice(id: string): boolean {
  return isSingleKind(id) && !isBackupKind(id);
}
