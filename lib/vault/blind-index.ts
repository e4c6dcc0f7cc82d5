// The blind index: keyed hashes under which the store finds records without learning what they hold.
// Ids and tags are 16 bytes that tell nothing; equal values get different tags by a running number, so
// that nobody who reads the store sees which records share a site or an account.

import { encodeBase64url } from "../bytes/base64url.ts";
import { computeHmacSha256 } from "../crypto/hmac.ts";
import type { AccountRole } from "../headway/roles.ts";
import { encodeFields, type Field } from "./length-prefix.ts";
import { fingerprintOf } from "./recovery-lock.ts";
import type { VaultRecord } from "./schema.ts";
import type { VaultKeys } from "./vault-keys.ts";

/**
 * What a record can be found by, at the place that its tag has among the record's. Types share a place
 * where no record has both.
 */
const TYPES_BY_PLACE = [
  ["rpId", "otpSecret", "recoveryCode", "role"],
  ["credentialId"],
  ["account"],
  ["accountName", "passkeyUser"],
] as const;

export type IndexType = (typeof TYPES_BY_PLACE)[number][number];

export const INDEX_TYPES: readonly IndexType[] = TYPES_BY_PLACE.flat();

/** How many tags every record bears, whatever it can be found by. */
export const TAG_COUNT = 4;

/** What a record is found by at one place. */
export type IndexEntry = { readonly type: IndexType; readonly value: string };

/** Bytes of an outer id and of a tag. */
export const TAG_LENGTH = 16;

/** The id under which a record lies in the store, base64url. */
export function computeOuterId(keys: VaultKeys, id: string): Promise<string> {
  return computeIndexHash(keys, "id", id);
}

/** The tag of the n-th record that has this value, counted from 0, base64url. */
export function computeTag(
  keys: VaultKeys,
  type: IndexType,
  value: string,
  n: number,
): Promise<string> {
  return computeIndexHash(keys, "tag", type, value, n);
}

/** What an account is found by: e-mails are compared as people type them. */
export function accountName(role: AccountRole, email: string): string {
  return `${role}/${email.toLowerCase()}`;
}

/** What the passkeys of one user of a site are found by. @param userHandle base64url */
export function passkeyUser(rpId: string, userHandle: string): string {
  return `${rpId}/${userHandle}`;
}

/** The value that a record can be found by; null if it has none of this type. */
export function indexValue(record: VaultRecord | null, type: IndexType): string | null {
  if (record === null) return null;
  if (type === "account") return "accountId" in record ? record.accountId : null;
  return ownValues(record)[type] ?? null;
}

/** What a record is found by at a place, from 0; null if by nothing. */
export function indexEntry(record: VaultRecord | null, place: number): IndexEntry | null {
  for (const type of TYPES_BY_PLACE[place] ?? []) {
    const value = indexValue(record, type);
    if (value !== null) return { type, value };
  }
  return null;
}

function ownValues(record: VaultRecord): Partial<Record<IndexType, string>> {
  if (record.kind === "otp") return { otpSecret: record.secret };
  if (record.kind === "recovery") return { recoveryCode: record.code ?? fingerprintOf(record) };
  if (record.kind === "account") {
    return { role: record.role, accountName: accountName(record.role, record.email) };
  }
  if (record.kind !== "passkey") return {};
  const { rpId, credentialId, userHandle } = record;
  return { rpId, credentialId, passkeyUser: passkeyUser(rpId, userHandle) };
}

async function computeIndexHash(keys: VaultKeys, ...fields: readonly Field[]): Promise<string> {
  const message = encodeFields(...fields);
  const mac = keys.quick?.hashIndex(message) ?? (await computeHmacSha256(keys.index, message));
  return encodeBase64url(mac.subarray(0, TAG_LENGTH));
}
