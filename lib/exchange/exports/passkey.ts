// What writers of passkeys ask of one: its key in PKCS #8, whether there is a key at all, and whether the site keeps
// something with it that goes nowhere but in a Waykey backup. Passkeys of Waykey have the signature counter 0.

import { decodeBase64url, encodeBase64url } from "../../bytes/base64url.ts";
import { formatEd25519Pkcs8, formatP256Pkcs8 } from "../../crypto/pkcs8.ts";
import type { PasskeyRecord } from "../../vault/schema.ts";
import { entryOfPasskey } from "../formats/passkey.ts";
import { isUsablePasskey } from "../usable-passkey.ts";
import type { LeftCode } from "./export.ts";

/** COSE's ECDSA on P-256, the one kind that every program knows. */
const ES256 = -7;

/** @param isAnyKind whether the format takes keys on Ed25519, too */
export function reasonOfPasskey(record: PasskeyRecord, isAnyKind: boolean): LeftCode | null {
  if (!isAnyKind && record.algorithm !== ES256) return "passkey-kind";
  return isUsablePasskey(record) && isReadable(record) ? null : "passkey-key";
}

/** Whether Waykey itself would take it from such a file. */
function isReadable(record: PasskeyRecord): boolean {
  const credentialId = decodeBase64url(record.credentialId);
  const { largeBlob: _, ...fields } = record;
  const entry = entryOfPasskey({ ...fields, credentialId, key: keyOfPasskey(record), counter: 0 });
  return entry.kind === "passkey";
}

/** PKCS #8 in base64url. */
export function keyOfPasskey({ algorithm, privateKey }: PasskeyRecord): string {
  const key = decodeBase64url(privateKey);
  const pkcs8 = algorithm === ES256 ? formatP256Pkcs8(key) : formatEd25519Pkcs8(key);
  const text = encodeBase64url(pkcs8);
  key.fill(0);
  pkcs8.fill(0);
  return text;
}

export function addressOf({ rpId }: PasskeyRecord): string {
  return `https://${rpId}`;
}
