// The PRF extension of a browser's WebAuthn (Web Authentication Level 3, §10.1.4) as the device's
// authenticator is asked for it: a random salt in, 32 bytes out that only this credential can give. A
// `create` takes one salt for the credential to come; a `get` takes one for each allowed credential,
// and the browser refuses salts for credentials that are not in that list.

import { decodePlainBase64url, encodePlainBase64url } from "../bytes/plain-base64url.ts";

export const PRF_SALT_BYTES = 32;
const PRF_OUTPUT_BYTES = 32;

/** @throws TypeError for anything but base64url without padding */
export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return decodePlainBase64url(base64url);
}

/** Never `prf: {}` alone, which Windows Hello refuses. */
export function prfOnCreate(salt: BufferSource): AuthenticationExtensionsClientInputs {
  return { prf: { eval: { first: salt } } };
}

/** Bytes are base64url. */
export function prfByCredential(
  salts: readonly { readonly credentialId: string; readonly prfSalt: string }[],
): AuthenticationExtensionsClientInputs {
  const entries = salts.map(({ credentialId, prfSalt }): [string, { first: BufferSource }] => [
    credentialId,
    { first: bytesOf(prfSalt) },
  ]);
  return { prf: { evalByCredential: Object.fromEntries(entries) } };
}

/** The 32 bytes that the credential answered, base64url; null if it answered none. */
export function prfOutput(credential: PublicKeyCredential): string | null {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (first === undefined) return null;
  const bytes = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
    : new Uint8Array(first);
  return bytes.length === PRF_OUTPUT_BYTES ? encodePlainBase64url(bytes) : null;
}
