// Signing in with a passkey: the client's part of WebAuthn §5.1.4 and the authenticator's of §6.3.3,
// as their numbered steps. Options, RP ID, choice, consent and user verification are settled by the
// caller, who calls only after the user's click.

import { encodeBase64url } from "../bytes/base64url.ts";
import { type Bytes, concatBytes, equalBytes } from "../bytes/bytes.ts";
import { sha256 } from "../crypto/sha256.ts";
import { WaykeyError } from "../errors.ts";
import { encodeAuthenticatorData } from "./authenticator-data.ts";
import { serializeClientData } from "./client-data.ts";
import { assertionOutputs } from "./extension-outputs.ts";
import type { AuthenticationResponseJSON } from "./json-types.ts";
import { sign } from "./key-pair.ts";
import type { RequestOptions } from "./options.ts";
import type { SigningPasskey } from "./passkey.ts";
import type { Origin, RpId } from "./rp-id.ts";

export type GetAssertionRequest = {
  readonly options: RequestOptions;
  readonly origin: Origin;
  /** Resolved from `options.rpId` for `origin`, and the one the passkey belongs to. */
  readonly rpId: RpId;
  readonly crossOrigin: boolean;
  readonly topOrigin?: Origin | undefined;
  readonly passkey: SigningPasskey;
  /** True only after the user's click. */
  readonly userPresent: boolean;
  /** True only if the user was really verified within this ceremony. */
  readonly userVerified: boolean;
};

export type MadeAssertion = {
  readonly response: AuthenticationResponseJSON;
  /** What the site wrote by `largeBlob`: to be stored before the page gets the response. */
  readonly largeBlob?: Bytes;
};

/**
 * @throws WaykeyError `ceremony/verification` if the site requires user verification and there was
 * none, `ceremony/choice` if it did not allow this passkey, `webauthn/key` for a damaged private key
 */
export function getAssertion(request: GetAssertionRequest): MadeAssertion {
  const { options, passkey } = request;

  // §5.1.4 steps 10-12: the collected client data and its hash.
  const clientDataJSON = serializeClientData({
    type: "webauthn.get",
    challenge: options.challenge,
    origin: request.origin,
    crossOrigin: request.crossOrigin,
    topOrigin: request.topOrigin,
  });
  const clientDataHash = sha256(clientDataJSON);

  // §6.3.3 step 2: the specification asks whether verification can be done; here it must have been.
  if (options.userVerification === "required" && !request.userVerified) {
    throw new WaykeyError("ceremony/verification", "The site requires user verification");
  }
  // Steps 3-8, the candidates and the choice, are `matchingPasskeys` and the prompt; that the choice
  // was among the candidates is checked again.
  const allowed = options.allowCredentials;
  if (allowed !== null && !allowed.some(({ id }) => equalBytes(id, passkey.credentialId))) {
    throw new WaykeyError("ceremony/choice", "The site did not allow this passkey");
  }

  // Step 9: extensions, none of which has authenticator outputs. Step 10: no signature counter.
  // Step 11: the authenticator data, without attested credential data.
  const { outputs, ...kept } = assertionOutputs(options.extensions, passkey);
  const authenticatorData = encodeAuthenticatorData({
    rpId: request.rpId,
    userPresent: request.userPresent,
    userVerified: request.userVerified,
    backupEligible: passkey.backupEligible,
    backupState: passkey.backupState,
  });

  // Step 12: the signature over authenticator data and client data hash.
  const signed = concatBytes(authenticatorData, clientDataHash);
  const signature = sign(passkey.algorithm, passkey.privateKey, signed);

  // Step 14 and the end of §5.1.4. The user handle is always given, with an allow list too.
  const id = encodeBase64url(passkey.credentialId);
  const response: AuthenticationResponseJSON = {
    id,
    rawId: id,
    type: "public-key",
    authenticatorAttachment: passkey.attachment,
    response: {
      clientDataJSON: encodeBase64url(clientDataJSON),
      authenticatorData: encodeBase64url(authenticatorData),
      signature: encodeBase64url(signature),
      userHandle: encodeBase64url(passkey.userHandle),
    },
    clientExtensionResults: outputs,
  };
  return { response, ...kept };
}
