// What makes two records the same thing although their ids differ, what a record may never exchange
// for something else, and what it is called.

import { fingerprintOf } from "../vault/recovery-lock.ts";
import {
  isSingleKind,
  type OtpRecord,
  type RecordOf,
  type SingleKind,
  type VaultRecord,
} from "../vault/schema.ts";

/**
 * Equal for records that stand for the same thing: an account's role and e-mail address (without
 * regard to case), a secret and type of code in one account, a credential ID, a recovery code of one
 * account, and what there is one record of.
 */
export function recordIdentity(record: VaultRecord): string {
  return JSON.stringify([record.kind, ...identifyingFields(record)]);
}

function identifyingFields(record: VaultRecord): readonly (string | null)[] {
  if (record.kind === "account") return [record.role, record.email.trim().toLowerCase()];
  if (record.kind === "passkey") return [record.credentialId];
  if (isOnlyOne(record)) return [];
  return [record.accountId, keyMaterial(record)];
}

/** Whether a vault holds no more than one record of this kind. */
function isOnlyOne(record: VaultRecord): record is RecordOf<SingleKind> {
  return isSingleKind(record.kind);
}

/** What a record must keep to stay the same one: its secret, or an account's role. */
export function keyMaterial(record: VaultRecord): string {
  if (record.kind === "otp") return otpKeyMaterial(record);
  if (record.kind === "recovery") return fingerprintOf(record);
  if (record.kind === "account") return record.role;
  if (isOnlyOne(record)) return "";
  const { credentialId, rpId, userHandle, algorithm, privateKey } = record;
  return JSON.stringify([credentialId, rpId, userHandle, algorithm, privateKey]);
}

/**
 * Two entries of one type and secret are the same, whatever they are called. Algorithm, digits and period count for
 * nothing: a site gives a secret for one set of them, and two that differ are one entry of which an export or a
 * typed key has told less.
 */
export function otpKeyMaterial({ type, secret }: Pick<OtpRecord, "type" | "secret">): string {
  return JSON.stringify([type, secret]);
}

/**
 * What a record is called in lists, without secrets: an account by its address. Empty where its kind says all. Its
 * parts come from outside and are shown as plain text.
 */
export function recordName(record: VaultRecord): string {
  if (record.kind === "account") return record.email;
  if (record.kind === "passkey") return record.label || record.userName || record.rpId;
  return record.kind === "otp" ? issuerAndLabel(record) : "";
}

/** Issuer and label of an entry, as one name that is never empty. */
export function otpName(otp: Pick<OtpRecord, "issuer" | "label">): string {
  return issuerAndLabel(otp) || "Code";
}

function issuerAndLabel({ issuer, label }: Pick<OtpRecord, "issuer" | "label">): string {
  return [issuer, label].filter((part) => part !== "").join(": ");
}
