// Valid records of each kind, the same in every test and golden file.

import type { BackupRecord } from "../../../lib/exchange/backup-kinds.ts";
import type {
  AccountRecord,
  LogRecord,
  OtpRecord,
  PasskeyRecord,
  RecoveryRecord,
  SettingsRecord,
  UndoRecord,
  UpkeepRecord,
  VaultRecord,
  VerificationRecord,
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
  counter: 0,
  confirmedAt: null,
};

/** A code by a counter. */
export const hotp: OtpRecord = {
  ...otp,
  id: "otp-2",
  type: "hotp",
  label: "counter",
  secret: "AQIDBAUGBwgJCgsMDQ4PEBESExQ",
  algorithm: "SHA256",
  digits: 8,
  counter: 41,
  confirmedAt: 1_760_000_070_000,
};

/** One of Steam's. */
export const steam: OtpRecord = {
  ...otp,
  id: "otp-3",
  type: "steam",
  issuer: "Steam",
  label: "ada",
  secret: "FRYXGBkaGxwdHh8gISIjJCUmJyg",
  digits: 5,
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
  prfSecrets: null,
  largeBlob: null,
  hidden: null,
  attachment: "platform",
  transports: ["internal"],
  backupEligible: true,
  backupState: true,
  lastUsedAt: null,
  origins: ["https://sigmund.headway.co"],
};

export const recovery: RecoveryRecord & { readonly code: string } = {
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
  lockWithSystem: true,
  verifiedForMinutes: 0,
  passkeyUpgrades: false,
};

/** A passkey of the other algorithm, with all that one may hold. */
export const fullPasskey: PasskeyRecord = {
  ...passkey,
  id: "passkey-2",
  credentialId: "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8",
  label: "Security key",
  algorithm: -8,
  privateKey: "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8",
  prfSecrets: {
    verified: "YGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn8",
    unverified: "gIGCg4SFhoeIiYqLjI2Oj5CRkpOUlZaXmJmam5ydnp8",
  },
  largeBlob: "oKGio6Slpqc",
  hidden: { at: 1_760_000_050_000, by: "site" },
  attachment: "cross-platform",
  transports: ["hybrid"],
  lastUsedAt: 1_760_000_040_000,
};

export const verification: VerificationRecord = {
  id: "verification",
  ...times,
  kind: "verification",
  pin: {
    salt: "sLGys7S1tre4ubq7vL2-vw",
    hash: "wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t8",
    memoryKiB: 65_536,
    iterations: 3,
    parallelism: 1,
    wrongTries: 2,
  },
  device: {
    credentialId: "4OHi4-Tl5ufo6err7O3u7w",
    publicKey: "MCowBQYDK2VwAyEA8PHy8_T19vf4-fr7_P3-_wABAgMEBQYHCAkKCwwNDg8",
    algorithm: -8,
    createdAt: 1_760_000_060_000,
  },
  passwordInterval: null,
};

export const log: LogRecord = {
  id: "log",
  ...times,
  kind: "log",
  entries: [
    {
      at: 1_760_000_040_000,
      kind: "get",
      origin: "https://sigmund.headway.co",
      rpId: "headway.co",
      userName: "ada@example.com",
      userPresent: true,
      userVerified: false,
      result: "signed-in",
    },
  ],
};

const upkeep: UpkeepRecord = {
  id: "upkeep",
  ...times,
  kind: "upkeep",
  backup: { at: 1_760_000_050_000 },
};

/** One record of each kind that a backup holds, as the first release wrote them. */
export const allRecords: readonly BackupRecord[] = [account, otp, passkey, recovery, settings];

/** All that a backup might hold while every code changed with time and had digits. */
export const backupRecords: readonly BackupRecord[] = [...allRecords, fullPasskey];

/** All that a backup may hold. */
export const latestBackupRecords: readonly BackupRecord[] = [...backupRecords, hotp, steam];

/** The same of a vault. */
export const vaultRecords: readonly VaultRecord[] = [...backupRecords, verification, log];

/** With codes of every type. */
export const vaultRecordsWithCodes: readonly VaultRecord[] = [...vaultRecords, hotp, steam];

/** An account of which the user has said something. */
const toldAccount: AccountRecord = {
  ...account,
  id: "account-told",
  email: "grace@example.com",
  favourite: true,
  methods: [
    {
      method: "phone",
      state: "elsewhere",
      where: "my own",
      callingCode: "+1",
      at: 1_760_000_060_000,
    },
    { method: "security-key", state: "none", where: "", callingCode: null, at: 1_760_000_060_001 },
  ],
  ticks: [{ tick: "email-secured", done: true, at: 1_760_000_060_002 }],
};

export const latestVaultRecords: readonly VaultRecord[] = [
  ...vaultRecordsWithCodes,
  toldAccount,
  upkeep,
];

const FIELDS_AFTER_LOCKS: ReadonlySet<string> = new Set(["counter"]);

const FIELDS_AFTER_FORMAT_1: ReadonlySet<string> = new Set([
  ...FIELDS_AFTER_LOCKS,
  "lockWithSystem",
  "passwordInterval",
]);

const LATER_FIELDS: ReadonlySet<string> = new Set([
  ...FIELDS_AFTER_FORMAT_1,
  "prfSecrets",
  "largeBlob",
  "hidden",
  "verifiedForMinutes",
  "passkeyUpgrades",
]);

function without(record: VaultRecord, fields: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !fields.has(name)));
}

/** One of `backupRecords` with the fields it had when there were ways to unlock and no counters. */
export function asWithLocks(record: VaultRecord): object {
  return without(record, FIELDS_AFTER_LOCKS);
}

/** One of `vaultRecords` with the fields it had when format 1 was last written. */
export function asInFormat1(record: VaultRecord): object {
  return without(record, FIELDS_AFTER_FORMAT_1);
}

/** One of `allRecords` with the fields it had in the first release. */
export function asFirstWritten(record: VaultRecord): object {
  return without(record, LATER_FIELDS);
}

/** Of `lockedRecovery`, at the cost of a new password slot. */
export const PASSPHRASE = "purple lamp over water";

/** Holds the code of `recovery`, and another one's record id. */
export const lockedRecovery: RecoveryRecord = {
  id: "recovery-locked",
  ...times,
  kind: "recovery",
  accountId: account.id,
  code: null,
  usedAt: null,
  lock: {
    fingerprint: "kulfOfRRppqAaR9l3Xs9I_k0-FiM2qMLKYf1ZxFHIo8",
    memoryKiB: 65_536,
    iterations: 3,
    parallelism: 1,
    salt: "2MBjrHL8zwwrKQl8u237Uw",
    nonce: "GxangBj0U7KP2-UG",
    sealed: "J7OHT9JmeeeJNwk4NV_OZWt-zbD0tHRAcVPijW7w8KPjor86k2KIBA",
  },
};

/** And a recovery code that has a passphrase of its own. */
export const vaultRecordsWithLock: readonly VaultRecord[] = [...latestVaultRecords, lockedRecovery];

/** Filled into a page, and nobody has said yet whether it was used that time. */
const filledRecovery: RecoveryRecord = {
  ...recovery,
  id: "recovery-filled",
  code: "FILL1234EFGH5678IJKL9012",
  filledAt: 1_760_000_090_000,
  notUsedAt: 1_760_000_080_000,
};

const replacedRecovery: RecoveryRecord = {
  ...recovery,
  id: "recovery-replaced",
  code: "GONE1234EFGH5678IJKL9012",
  usedAt: 1_760_000_085_000,
  endedBy: "replaced",
};

const importedOtp: OtpRecord = {
  ...otp,
  id: "otp-imported",
  secret: "QUJDREVGR0hJSktMTU5PUQ",
  importedAt: 1_760_000_070_000,
};

/** After a reset that was done before it was noted. */
const resetAccount: AccountRecord = {
  ...account,
  id: "account-reset",
  email: "grace@example.com",
  resetList: {
    at: 1_760_000_090_000,
    doneAt: 1_760_000_000_000,
    isOpen: true,
    turnedAt: 1_760_000_090_000,
    ways: [
      {
        method: "recovery-code",
        place: "here",
        where: "",
        callingCode: null,
        word: "open",
        at: 1_760_000_090_000,
      },
    ],
  },
};

const withFills = [filledRecovery, replacedRecovery, importedOtp, resetAccount] as const;

/** And with recovery codes that were filled and replaced, an imported entry, and a reset noted late. */
export const vaultRecordsWithFills: readonly VaultRecord[] = [
  ...vaultRecordsWithLock,
  ...withFills,
];
export const backupRecordsWithFills: readonly BackupRecord[] = [
  ...latestBackupRecords,
  ...withFills,
];

/** What a restore left behind that renewed one record and took out another. */
const undo: UndoRecord = {
  id: "undo",
  ...times,
  kind: "undo",
  added: ["account-told"],
  renewed: [{ before: otp, writtenAt: 1_760_000_070_000 }],
  removed: [hotp],
};

/** And with a restore that can be taken back. */
export const vaultRecordsWithUndo: readonly VaultRecord[] = [...vaultRecordsWithFills, undo];

/** After a reset whose day is kept, and which has ended a recovery code. */
const datedAccount: AccountRecord = {
  ...resetAccount,
  id: "account-dated",
  email: "hedy@example.com",
  resetList: {
    at: 1_760_000_090_000,
    doneAt: 1_760_000_000_000,
    doneOn: "2025-10-08",
    isOpen: true,
    turnedAt: 1_760_000_090_000,
    ways: [],
  },
};

const endedRecovery: RecoveryRecord = {
  ...recovery,
  id: "recovery-ended",
  code: "ENDS1234EFGH5678IJKL9012",
  usedAt: 1_760_000_000_000,
  endedBy: "reset",
  endedOn: "2025-10-08",
};

/** And with the day of a reset. */
export const vaultRecordsWithDays: readonly VaultRecord[] = [
  ...vaultRecordsWithUndo,
  datedAccount,
  endedRecovery,
];
