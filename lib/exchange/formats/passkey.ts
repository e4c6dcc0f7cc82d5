// A passkey of another program, checked as far as it can be without its site: the key is one, of a kind that
// Waykey has, and the one that its public key belongs to; ids have the lengths that WebAuthn gives them.

import { decodeBase64url, encodeBase64url } from "../../bytes/base64url.ts";
import type { Bytes } from "../../bytes/bytes.ts";
import { parsePkcs8, type PasskeyKey } from "../../crypto/pkcs8.ts";
import { isWaykeyError, WaykeyError } from "../../errors.ts";
import { entryOrRefusal, type ForeignEntry, type ImportedPasskey } from "./entry.ts";
import { type PackedBlob, unpackLargeBlob } from "./large-blob.ts";

/** As they stand in the file, bytes in base64url. */
export type PasskeyFields = {
  readonly rpId: string;
  readonly rpName: string;
  /** The bytes, null if there are none, or base64url. */
  readonly credentialId: Bytes | string | null;
  readonly userHandle: string;
  readonly userName: string;
  readonly userDisplayName: string;
  /** PKCS #8. */
  readonly key: string;
  readonly counter: number;
  /** The keys of the `prf` extension; missing: it has none. */
  readonly prfKeys?: { readonly verified: string; readonly unverified: string };
  /** What the site keeps in it by `largeBlob`; missing: nothing. */
  readonly largeBlob?: PackedBlob;
  /** The COSE algorithm that the file names; missing: it names none. */
  readonly algorithm?: PasskeyKey["algorithm"];
};

/** WebAuthn §4: at least 16 bytes, and at most 1,023. */
const CREDENTIAL_ID_LENGTH = { min: 16, max: 1023 } as const;
/** WebAuthn §5.4.3 */
const MAX_USER_HANDLE_LENGTH = 64;
/** CTAP 2.2 §12.7 */
const PRF_KEY_LENGTH = 32;
const RP_ID = /^(?=.{1,253}$)[a-z0-9-]+(?:\.[a-z0-9-]+)*$/;
const MAX_NAME_LENGTH = 1024;

export function entryOfPasskey(fields: PasskeyFields): ForeignEntry {
  const name = fields.userName === "" ? fields.rpId : `${fields.rpId}: ${fields.userName}`;
  return entryOrRefusal(name, () => {
    const passkey = parsePasskey(fields);
    const isBlobLeft = fields.largeBlob !== undefined && passkey.largeBlob === null;
    return {
      kind: "passkey",
      passkey,
      ...(fields.counter === 0 ? {} : { hadCounter: true }),
      ...(isBlobLeft ? { blobLeft: true } : {}),
    };
  });
}

function parsePasskey(fields: PasskeyFields): ImportedPasskey {
  const { rpId, rpName, userName, userDisplayName } = fields;
  const credentialId =
    typeof fields.credentialId === "string" ? bytesOf(fields.credentialId) : fields.credentialId;
  const { min, max } = CREDENTIAL_ID_LENGTH;
  const isId = credentialId !== null && credentialId.length >= min && credentialId.length <= max;
  const userHandle = bytesOf(fields.userHandle);
  const isUser = userHandle.length > 0 && userHandle.length <= MAX_USER_HANDLE_LENGTH;
  if (!isId || !isUser || !RP_ID.test(rpId)) throw unreadable();
  const { algorithm, privateKey } = parsePkcs8(bytesOf(fields.key));
  if (algorithm !== (fields.algorithm ?? algorithm)) {
    throw new WaykeyError(
      "entry/passkey-kind",
      "The passkey's key is not of the kind that it says",
    );
  }
  return {
    credentialId: encodeBase64url(credentialId),
    rpId,
    rpName: nameOf(rpName),
    userHandle: encodeBase64url(userHandle),
    userName: nameOf(userName),
    userDisplayName: nameOf(userDisplayName),
    algorithm,
    privateKey: encodeBase64url(privateKey),
    prfSecrets: prfSecretsOf(fields),
    // The passkey signs in without it.
    largeBlob: fields.largeBlob === undefined ? null : unpackLargeBlob(fields.largeBlob),
  };
}

/** @throws WaykeyError `entry/unreadable` where they are damaged: a site may have encrypted by them */
function prfSecretsOf({ prfKeys }: PasskeyFields): ImportedPasskey["prfSecrets"] {
  if (prfKeys === undefined) return null;
  const [verified, unverified] = [bytesOf(prfKeys.verified), bytesOf(prfKeys.unverified)];
  const isWhole = [verified, unverified].every(({ length }) => length === PRF_KEY_LENGTH);
  if (!isWhole) throw unreadable();
  return { verified: encodeBase64url(verified), unverified: encodeBase64url(unverified) };
}

function nameOf(name: string): string {
  if (name.length > MAX_NAME_LENGTH) throw unreadable();
  return name.toWellFormed();
}

function bytesOf(text: string): Bytes {
  try {
    return decodeBase64url(
      text
        .replaceAll("+", "-")
        .replaceAll("/", "_")
        .replace(/={1,2}$/, ""),
    );
  } catch (error) {
    if (isWaykeyError(error)) throw unreadable();
    throw error;
  }
}

function unreadable(): WaykeyError {
  return new WaykeyError("entry/unreadable", "The passkey lacks a part, or has a damaged one");
}
