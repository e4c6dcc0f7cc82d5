// Blind index tags: keyed hashes under which the store finds records without learning what they hold.
// Whoever reads the store sees which records share a kind or a site, and not which kind or site.

import { encodeBase64url } from "../bytes/base64url.ts";
import { concatBytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { computeHmacSha256 } from "../crypto/hmac.ts";
import type { VaultRecord } from "./schema.ts";
import type { VaultKeys } from "./vault-keys.ts";

export type TagType = "kind" | "rpId" | "credentialId";

const TAG_LENGTH = 16;

/** base64url of the first 16 bytes of HMAC-SHA-256(index key, type ‖ 0x00 ‖ value). */
export async function computeTag(keys: VaultKeys, type: TagType, value: string): Promise<string> {
  const message = concatBytes(encodeUtf8(type), Uint8Array.of(0), encodeUtf8(value));
  const mac = await computeHmacSha256(keys.index, message);
  return encodeBase64url(mac.subarray(0, TAG_LENGTH));
}

/** All tags of a record, in this order: kind; then, for a passkey, rpId and credentialId. */
export function computeRecordTags(keys: VaultKeys, record: VaultRecord): Promise<string[]> {
  const tags = [computeTag(keys, "kind", record.kind)];
  if (record.kind === "passkey") {
    tags.push(computeTag(keys, "rpId", record.rpId));
    tags.push(computeTag(keys, "credentialId", record.credentialId));
  }
  return Promise.all(tags);
}
