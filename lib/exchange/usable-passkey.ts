// Whether a passkey out of a backup or an import could sign in at all. A record may be valid by its form and still
// hold bytes that are no key, or say that it is backed up and cannot be (WebAuthn §6.1.3); taken up, it
// would only fail in the hands of the user.

import { decodeBase64url } from "../bytes/base64url.ts";
import { isP256PrivateKey } from "../crypto/p256.ts";
import { isWaykeyError } from "../errors.ts";
import type { PasskeyRecord } from "../vault/schema.ts";

type Essential = "credentialId" | "userHandle" | "algorithm" | "privateKey";
/** What a passkey of another program has not. */
type Additional = "backupEligible" | "backupState" | "largeBlob" | "prfSecrets";

/** An Ed25519 seed may be any 32 bytes; a P-256 scalar may not. */
export function isUsablePasskey(
  record: Pick<PasskeyRecord, Essential> & Partial<Pick<PasskeyRecord, Additional>>,
): boolean {
  const { prfSecrets } = record;
  if (record.backupState === true && record.backupEligible === false) return false;
  const others = [
    record.credentialId,
    record.userHandle,
    record.largeBlob ?? "",
    prfSecrets?.verified ?? "",
    prfSecrets?.unverified ?? "",
  ];
  try {
    for (const text of others) decodeBase64url(text);
    const privateKey = decodeBase64url(record.privateKey);
    return record.algorithm === -7 ? isP256PrivateKey(privateKey) : privateKey.length === 32;
  } catch (error) {
    if (isWaykeyError(error, "encoding/base64url")) return false;
    throw error;
  }
}
