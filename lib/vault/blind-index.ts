// The blind index: keyed hashes under which the store finds records without learning what they hold.
// Ids and tags are 16 bytes that tell nothing; equal values get different tags by a running number, so
// that nobody who reads the store sees which records share a site or an account.

import { encodeBase64url } from "../bytes/base64url.ts";
import { computeHmacSha256 } from "../crypto/hmac.ts";
import type { AccountRole } from "../headway/roles.ts";
import { encodeFields, type Field } from "./length-prefix.ts";
import type { VaultRecord } from "./schema.ts";
import type { VaultKeys } from "./vault-keys.ts";

/** What a record can be found by. A tag stands at the place that its type has here. */
export const INDEX_TYPES = ["rpId", "credentialId", "account", "accountName"] as const;

export type IndexType = (typeof INDEX_TYPES)[number];

/** How many tags every record bears, whatever it can be found by. */
export const TAG_COUNT = 4;

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

/** The value that a record can be found by; null if it has none of this type. */
export function indexValue(record: VaultRecord | null, type: IndexType): string | null {
  if (record === null) return null;
  if (type === "account") return "accountId" in record ? record.accountId : null;
  if (type === "accountName") {
    return record.kind === "account" ? accountName(record.role, record.email) : null;
  }
  return record.kind === "passkey" ? record[type] : null;
}

async function computeIndexHash(keys: VaultKeys, ...fields: readonly Field[]): Promise<string> {
  const mac = await computeHmacSha256(keys.index, encodeFields(...fields));
  return encodeBase64url(mac.subarray(0, TAG_LENGTH));
}
