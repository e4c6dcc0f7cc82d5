// Authenticator data (WebAuthn §6.1) with attested credential data (§6.5.1). The signature counter is
// always 0: passkeys that can be exported must not count.

import { type Bytes, concatBytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { type CborMap, encodeCbor } from "../cbor/encode.ts";
import { sha256 } from "../crypto/sha256.ts";
import { FLAG } from "./authenticator-flags.ts";
import type { RpId } from "./rp-id.ts";

export type AttestedCredential = {
  /** 16 bytes. */
  readonly aaguid: Uint8Array;
  /** 1 to 1,023 bytes. */
  readonly credentialId: Uint8Array;
  /** COSE_Key, encoded. */
  readonly publicKey: Uint8Array;
};

export type AuthenticatorData = {
  readonly rpId: RpId;
  readonly userPresent: boolean;
  readonly userVerified: boolean;
  readonly backupEligible: boolean;
  readonly backupState: boolean;
  readonly attestedCredential?: AttestedCredential;
  /** Authenticator extension outputs by extension identifier. */
  readonly extensions?: CborMap;
};

const AAGUID_BYTES = 16;
const MAX_CREDENTIAL_ID_BYTES = 1023;
const NO_COUNTER = new Uint8Array(4);
const NOTHING = new Uint8Array(0);

/**
 * rpIdHash (32) | flags (1) | signCount (4) | attested credential data | extensions.
 * @throws RangeError for backup state without eligibility or for members of the wrong size
 */
export function encodeAuthenticatorData(data: AuthenticatorData): Bytes {
  if (data.backupState && !data.backupEligible) {
    throw new RangeError("backupState must be false unless backupEligible is true");
  }
  return concatBytes(
    sha256(encodeUtf8(data.rpId)),
    Uint8Array.of(flagsOf(data)),
    NO_COUNTER,
    data.attestedCredential ? encodeAttestedCredential(data.attestedCredential) : NOTHING,
    data.extensions ? encodeCbor(data.extensions) : NOTHING,
  );
}

function flagsOf(data: AuthenticatorData): number {
  return (
    (data.userPresent ? FLAG.UP : 0) |
    (data.userVerified ? FLAG.UV : 0) |
    (data.backupEligible ? FLAG.BE : 0) |
    (data.backupState ? FLAG.BS : 0) |
    (data.attestedCredential ? FLAG.AT : 0) |
    (data.extensions ? FLAG.ED : 0)
  );
}

/** aaguid (16) | credentialIdLength (2, big-endian) | credentialId | COSE_Key. */
function encodeAttestedCredential(credential: AttestedCredential): Bytes {
  const { aaguid, credentialId, publicKey } = credential;
  if (aaguid.length !== AAGUID_BYTES) throw new RangeError("aaguid must have 16 bytes");
  if (credentialId.length === 0 || credentialId.length > MAX_CREDENTIAL_ID_BYTES) {
    throw new RangeError("credentialId must have 1 to 1023 bytes");
  }
  const length = Uint8Array.of(credentialId.length >> 8, credentialId.length & 0xff);
  return concatBytes(aaguid, length, credentialId, publicKey);
}
