// The client extension outputs of a ceremony (WebAuthn §10). Only what was asked for is answered.
// Authenticator extension outputs there are none: nothing of it needs to be signed.

import { encodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import type { CreationExtensions, RequestExtensions } from "./extension-inputs.ts";
import type { SigningPasskey } from "./passkey.ts";
import { evaluatePrf, type PrfSecrets } from "./prf.ts";

/** JSON data; bytes are base64url. */
export type ExtensionOutputs = Readonly<Record<string, unknown>>;

/** What a site may keep in a passkey by `largeBlob`. */
export const MAX_LARGE_BLOB_BYTES = 2048;

export function creationOutputs(
  extensions: CreationExtensions,
  prfSecrets: PrfSecrets,
): ExtensionOutputs {
  const { prf } = extensions;
  return {
    // §10.1.3: every passkey is discoverable.
    ...(extensions.credProps ? { credProps: { rk: true } } : {}),
    // §10.1.4, registration, steps 4-6.
    ...(prf === null
      ? {}
      : {
          prf: {
            enabled: true,
            ...(prf.eval === null ? {} : { results: evaluatePrf(prfSecrets, prf.eval) }),
          },
        }),
    // §10.1.5
    ...(extensions.largeBlob ? { largeBlob: { supported: true } } : {}),
    // CTAP's own extensions, which Waykey has not.
    ...(extensions.credBlob ? { credBlob: false } : {}),
    ...(extensions.hmacCreateSecret ? { hmacCreateSecret: false } : {}),
  };
}

export type AssertionOutputs = {
  readonly outputs: ExtensionOutputs;
  /** To be kept in the passkey before the outputs, which say so, are handed over. */
  readonly largeBlob?: Bytes;
};

export function assertionOutputs(
  extensions: RequestExtensions,
  passkey: SigningPasskey,
): AssertionOutputs {
  const { largeBlob } = extensions;
  const written =
    largeBlob?.write && largeBlob.write.length <= MAX_LARGE_BLOB_BYTES ? largeBlob.write : null;
  const outputs = {
    ...(extensions.prf === null ? {} : { prf: prfOutput(extensions.prf, passkey) }),
    // §10.1.5, authentication, steps 3-4.
    ...(largeBlob === null || !(largeBlob.read || largeBlob.write)
      ? {}
      : {
          largeBlob: {
            ...(largeBlob.read && passkey.largeBlob !== null
              ? { blob: encodeBase64url(passkey.largeBlob) }
              : {}),
            ...(largeBlob.write === null ? {} : { written: written !== null }),
          },
        }),
    // As Chromium answers for an authenticator that keeps no credBlob: no bytes.
    ...(extensions.getCredBlob ? { getCredBlob: "" } : {}),
  };
  return written === null ? { outputs } : { outputs, largeBlob: written };
}

/** §10.1.4, authentication, steps 3-7. */
function prfOutput(
  prf: NonNullable<RequestExtensions["prf"]>,
  { credentialId, prfSecrets }: SigningPasskey,
): ExtensionOutputs {
  const inputs = prf.evalByCredential.get(encodeBase64url(credentialId)) ?? prf.eval;
  if (inputs === null || prfSecrets === null) return {};
  return { results: evaluatePrf(prfSecrets, inputs) };
}
