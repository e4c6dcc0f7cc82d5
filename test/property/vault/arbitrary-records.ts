// Any valid record, for properties. Ids, secrets and addresses come from small pools as well, so that
// records meet often.

import * as fc from "fast-check";
import { isBackedUp, type BackupRecord } from "../../../lib/exchange/backup-kinds.ts";
import { CODE_ENDS } from "../../../lib/headway/recovery-ends.ts";
import { fingerprintOf } from "../../../lib/vault/recovery-lock.ts";
import type {
  AccountRecord,
  LogRecord,
  OtpRecord,
  PasskeyRecord,
  RecoveryRecord,
  SettingsRecord,
  VaultRecord,
  VerificationRecord,
} from "../../../lib/vault/schema.ts";

const time = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.maxSafeNat());
const text = fc.string({ unit: "binary", maxLength: 40 });
const pooled = (prefix: string) => fc.integer({ min: 1, max: 3 }).map((n) => `${prefix}${n}`);
const id = fc.oneof(
  { weight: 4, arbitrary: pooled("id-") },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/) },
);
const base64url = (min: number, max: number) =>
  fc.uint8Array({ minLength: min, maxLength: max }).map((bytes) => {
    return Buffer.from(bytes).toString("base64url");
  });
const secret = (min: number, max: number) =>
  fc.oneof(
    fc.integer({ min: 1, max: 2 }).map((n) => Buffer.alloc(min, n).toString("base64url")),
    base64url(min, max),
  );
const accountId = fc.option(id);
const usedAt = fc.option(time);
const common = { id, createdAt: time, updatedAt: time };

const plainAccount: fc.Arbitrary<AccountRecord> = fc.record({
  ...common,
  kind: fc.constant("account"),
  role: fc.constantFrom("client", "provider"),
  email: fc.oneof(pooled("ada"), fc.constant("ADA1"), text),
});

const plainOtp: fc.Arbitrary<OtpRecord> = fc.record({
  ...common,
  kind: fc.constant("otp"),
  accountId,
  type: fc.constantFrom("totp", "hotp", "steam"),
  issuer: text,
  label: text,
  secret: secret(20, 64),
  algorithm: fc.constantFrom("SHA1", "SHA256", "SHA512"),
  digits: fc.integer({ min: 5, max: 10 }),
  periodSeconds: fc.integer({ min: 1, max: 86_400 }),
  counter: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.maxSafeNat()),
  confirmedAt: usedAt,
});

/** With one more field, or without it. */
function withMaybe<T extends object, F extends object>(
  record: fc.Arbitrary<T>,
  field: fc.Arbitrary<F>,
): fc.Arbitrary<T & Partial<F>> {
  return fc.tuple(record, fc.option(field)).map(([base, more]) => ({ ...base, ...more }));
}

const account: fc.Arbitrary<AccountRecord> = withMaybe(
  withMaybe(plainAccount, fc.record({ exemptedAt: usedAt })),
  fc.record({ exemptionSaidAt: time, exemptedFrom: time }),
);

export const anyOtp: fc.Arbitrary<OtpRecord> = withMaybe(plainOtp, fc.record({ importedAt: time }));

const anyPasskey: fc.Arbitrary<PasskeyRecord> = fc.record({
  ...common,
  kind: fc.constant("passkey"),
  accountId,
  credentialId: secret(32, 64),
  rpId: fc.constantFrom("headway.co", "sigmund.headway.co"),
  rpName: text,
  userHandle: secret(16, 64),
  userName: text,
  userDisplayName: text,
  label: text,
  algorithm: fc.constantFrom(-7, -8),
  privateKey: secret(32, 32),
  prfSecrets: fc.option(fc.record({ verified: secret(32, 32), unverified: secret(32, 32) })),
  largeBlob: fc.option(base64url(0, 60)),
  hidden: fc.option(fc.record({ at: time, by: fc.constantFrom("user", "site") })),
  attachment: fc.constantFrom("platform", "cross-platform"),
  transports: fc.array(fc.constantFrom("internal", "hybrid"), { maxLength: 2 }),
  backupEligible: fc.boolean(),
  backupState: fc.boolean(),
  lastUsedAt: usedAt,
  origins: fc.array(fc.webUrl({ size: "small" }), { maxLength: 2 }),
});

/** What can be backed up alone may say that it is (WebAuthn §6.1.3). */
const passkey = anyPasskey.map((record) => ({
  ...record,
  backupState: record.backupEligible && record.backupState,
}));

const plainRecovery: fc.Arbitrary<RecoveryRecord> = fc.record({
  ...common,
  kind: fc.constant("recovery"),
  accountId,
  code: fc.oneof(pooled("CODE"), fc.string({ minLength: 1, maxLength: 40 })),
  usedAt,
});

const openRecovery: fc.Arbitrary<RecoveryRecord> = withMaybe(
  plainRecovery,
  fc.record(
    {
      endedBy: fc.constantFrom(...CODE_ENDS),
      endedOn: fc.constantFrom("2026-11-28", "2028-02-29"),
      filledAt: time,
      notUsedAt: time,
    },
    { requiredKeys: [] },
  ),
);

/** Of the same codes as the others. */
const lockedRecovery: fc.Arbitrary<RecoveryRecord> = fc
  .tuple(openRecovery, base64url(16, 16), base64url(12, 12), base64url(17, 60))
  .map(([record, salt, nonce, sealed]) => ({
    ...record,
    code: null,
    lock: {
      fingerprint: fingerprintOf(record),
      memoryKiB: 65_536,
      iterations: 3,
      parallelism: 1,
      salt,
      nonce,
      sealed,
    },
  }));

export const anyRecovery = fc.oneof(openRecovery, lockedRecovery);

const settings: fc.Arbitrary<SettingsRecord> = fc.record({
  ...common,
  kind: fc.constant("settings"),
  autoLockMinutes: fc.integer({ min: 1, max: 1440 }),
  lockWithSystem: fc.boolean(),
  verifiedForMinutes: fc.integer({ min: 0, max: 60 }),
  passkeyUpgrades: fc.boolean(),
});

const verification: fc.Arbitrary<VerificationRecord> = fc.record({
  ...common,
  kind: fc.constant("verification"),
  pin: fc.option(
    fc.record({
      salt: base64url(16, 16),
      hash: base64url(32, 32),
      memoryKiB: fc.integer({ min: 1 }),
      iterations: fc.integer({ min: 1 }),
      parallelism: fc.integer({ min: 1 }),
      wrongTries: fc.nat(),
    }),
  ),
  device: fc.option(
    fc.record({
      credentialId: base64url(2, 64),
      publicKey: base64url(2, 100),
      algorithm: fc.constantFrom(-7, -8, -257),
      createdAt: time,
    }),
  ),
  passwordInterval: fc.option(fc.record({ givenAt: time, days: fc.integer({ min: 1, max: 30 }) })),
});

const logEntry: fc.Arbitrary<LogRecord["entries"][number]> = fc.record({
  at: time,
  kind: fc.constantFrom("create", "get", "signal"),
  origin: fc.webUrl({ size: "small" }),
  rpId: fc.constant("headway.co"),
  userName: text,
  userPresent: fc.boolean(),
  userVerified: fc.boolean(),
  result: fc.constantFrom("created", "signed-in", "cancelled", "timed-out", "hidden"),
});

const log: fc.Arbitrary<LogRecord> = fc.record({
  ...common,
  kind: fc.constant("log"),
  entries: fc.array(logEntry, { maxLength: 3 }),
});

export const anyRecord: fc.Arbitrary<VaultRecord> = fc.oneof(
  account,
  anyOtp,
  passkey,
  anyRecovery,
  settings,
  verification,
  log,
);

/** Any valid record that a backup holds. */
export const backupRecord: fc.Arbitrary<BackupRecord> = anyRecord.filter(isBackedUp);

/** What one vault may hold: records with different ids. */
export const heldRecords: fc.Arbitrary<VaultRecord[]> = fc.uniqueArray(anyRecord, {
  selector: (record) => record.id,
  maxLength: 6,
});
