// Which records go into a backup. How the user is verified on one device and what happened on it are of
// no use on another one, and stay where they are.

import type { VaultRecord } from "../vault/schema.ts";

export const BACKUP_KINDS = ["account", "otp", "passkey", "recovery", "settings"] as const;

export type BackupKind = (typeof BACKUP_KINDS)[number];

export type BackupRecord = Extract<VaultRecord, { kind: BackupKind }>;

export function isBackedUp(record: VaultRecord): record is BackupRecord {
  return (BACKUP_KINDS as readonly string[]).includes(record.kind);
}
