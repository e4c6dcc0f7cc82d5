// One valid record of each kind, the same in every test and golden file.

import type {
  AccountRecord,
  OtpRecord,
  PasskeyRecord,
  RecoveryRecord,
  SettingsRecord,
  VaultRecord,
} from "../../../lib/vault/schema.ts";

const times = { createdAt: 1_760_000_000_000, updatedAt: 1_760_000_100_000 };

export const account: AccountRecord = {
  id: "account-1",
  ...times,
  kind: "account",
  role: "provider",
  email: "ada@example.com",
};

export const otp: OtpRecord = {
  id: "otp-1",
  ...times,
  kind: "otp",
  accountId: account.id,
  type: "totp",
  issuer: "Headway",
  label: "ada@example.com",
  secret: "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA",
  algorithm: "SHA1",
  digits: 6,
  periodSeconds: 30,
  confirmedAt: null,
};

export const passkey: PasskeyRecord = {
  id: "passkey-1",
  ...times,
  kind: "passkey",
  accountId: account.id,
  credentialId: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
  rpId: "headway.co",
  rpName: "Headway",
  userHandle: "ICEiIyQlJicoKSorLC0uLw",
  userName: "ada@example.com",
  userDisplayName: "ada@example.com",
  label: "Laptop",
  algorithm: -7,
  privateKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA",
  attachment: "platform",
  transports: ["internal"],
  backupEligible: true,
  backupState: true,
  lastUsedAt: null,
  origins: ["https://sigmund.headway.co"],
};

export const recovery: RecoveryRecord = {
  id: "recovery-1",
  ...times,
  kind: "recovery",
  accountId: account.id,
  code: "ABCD1234EFGH5678IJKL9012",
  usedAt: null,
};

export const settings: SettingsRecord = {
  id: "settings",
  ...times,
  kind: "settings",
  autoLockMinutes: 15,
};

export const allRecords: readonly VaultRecord[] = [account, otp, passkey, recovery, settings];
