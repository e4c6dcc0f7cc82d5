// Creating a passkey: the client's part of WebAuthn §5.1.3 and the authenticator's of §6.3.2, as
// their numbered steps. Options, RP ID, consent, user verification and the exclude list are settled
// by the caller, who calls only after the user's click or for a conditional create that it grants;
// storing the passkey is the caller's too.

import { encodeBase64url } from "../bytes/base64url.ts";
import type { RandomBytes } from "../crypto/random-bytes.ts";
import { WaykeyError } from "../errors.ts";
import { encodeNoneAttestation } from "./attestation.ts";
import { encodeAuthenticatorData } from "./authenticator-data.ts";
import { serializeClientData } from "./client-data.ts";
import { findPasskeyAlgorithm } from "./cose-algorithms.ts";
import { type CredentialMaterial, createCredentialMaterial } from "./credential-material.ts";
import { creationOutputs } from "./extension-outputs.ts";
import type { Attachment, RegistrationResponseJSON } from "./json-types.ts";
import { encodePublicKey } from "./key-pair.ts";
import type { CreationOptions } from "./options.ts";
import type { NewPasskey } from "./passkey.ts";
import type { Origin, RpId } from "./rp-id.ts";
import { truncateName } from "./truncate-name.ts";

export type MakeCredentialRequest = {
  readonly options: CreationOptions;
  readonly origin: Origin;
  /** Resolved from `options.rp.id` for `origin`. */
  readonly rpId: RpId;
  readonly crossOrigin: boolean;
  readonly topOrigin?: Origin | undefined;
  /** True only after the user's click; false for a conditional create. */
  readonly userPresent: boolean;
  /** True only if the user was really verified within this ceremony. */
  readonly userVerified: boolean;
};

export type MadeCredential = {
  readonly passkey: NewPasskey;
  readonly response: RegistrationResponseJSON;
};

/** The same for ever, since sites keep them and hand them back. */
const TRANSPORTS: Readonly<Record<Attachment, readonly string[]>> = {
  platform: ["internal"],
  "cross-platform": ["hybrid"],
};

/**
 * @throws WaykeyError `webauthn/algorithm` if the site takes no key of ours, `ceremony/verification`
 * if it requires user verification and there was none
 */
export function makeCredential(
  request: MakeCredentialRequest,
  random: RandomBytes,
): MadeCredential {
  // §6.3.2 step 2: the first of the site's algorithms that is supported.
  const algorithm = findPasskeyAlgorithm(request.options.algorithms);
  if (algorithm === null) {
    throw new WaykeyError("webauthn/algorithm", "The site takes neither ES256 nor EdDSA keys");
  }
  return makeCredentialOf(request, createCredentialMaterial(random, algorithm));
}

/**
 * As `makeCredential`, of given keys, ID, AAGUID and backup flags.
 * @throws WaykeyError `ceremony/verification`; `webauthn/key` for what is no private key
 */
export function makeCredentialOf(
  request: MakeCredentialRequest,
  material: CredentialMaterial,
): MadeCredential {
  const { options, rpId } = request;

  // §5.1.3 steps 13-14: the collected client data. The hash of step 15 is not needed, because the
  // attestation statement `none` signs nothing.
  const clientDataJSON = serializeClientData({
    type: "webauthn.create",
    challenge: options.challenge,
    origin: request.origin,
    crossOrigin: request.crossOrigin,
    topOrigin: request.topOrigin,
  });

  // §6.3.2 step 3, the exclude list, is `isExcluded`: asked by the caller, after consent.
  // Step 4: every passkey is discoverable, whatever `residentKey` says.
  // Step 5: the specification asks whether verification can be done; here it must have been.
  if (options.userVerification === "required" && !request.userVerified) {
    throw new WaykeyError("ceremony/verification", "The site requires user verification");
  }

  // Step 7: the credential object. Deviation: a passkey of the same RP ID and user handle is not
  // overwritten, because one account may hold a platform and a security-key credential.
  const passkey = newPasskey(request, material);
  const publicKey = encodePublicKey(passkey.algorithm, passkey.privateKey);

  // Step 9: extensions, none of which has authenticator outputs. Step 10: no signature counter.
  // Steps 11 and 13: attested credential data within the authenticator data.
  const authenticatorData = encodeAuthenticatorData({
    rpId,
    userPresent: request.userPresent,
    userVerified: request.userVerified,
    backupEligible: passkey.backupEligible,
    backupState: passkey.backupState,
    attestedCredential: {
      aaguid: material.aaguid,
      credentialId: passkey.credentialId,
      publicKey: publicKey.cose,
    },
  });

  // Steps 12 and 14, and §5.1.3 step 21: the attestation object and the page's answer.
  const id = encodeBase64url(passkey.credentialId);
  const response: RegistrationResponseJSON = {
    id,
    rawId: id,
    type: "public-key",
    authenticatorAttachment: passkey.attachment,
    response: {
      clientDataJSON: encodeBase64url(clientDataJSON),
      authenticatorData: encodeBase64url(authenticatorData),
      transports: passkey.transports,
      publicKey: encodeBase64url(publicKey.spki),
      publicKeyAlgorithm: passkey.algorithm,
      attestationObject: encodeBase64url(encodeNoneAttestation(authenticatorData)),
    },
    clientExtensionResults: creationOutputs(options.extensions, material.prfSecrets),
  };
  return { passkey, response };
}

function newPasskey(
  { options, rpId }: MakeCredentialRequest,
  material: CredentialMaterial,
): NewPasskey {
  const attachment = options.authenticatorAttachment ?? "platform";
  return {
    credentialId: material.credentialId,
    rpId,
    rpName: truncateName(options.rp.name),
    userHandle: options.user.id,
    userName: truncateName(options.user.name),
    userDisplayName: truncateName(options.user.displayName),
    algorithm: material.algorithm,
    privateKey: material.privateKey,
    prfSecrets: material.prfSecrets,
    largeBlob: null,
    attachment,
    transports: TRANSPORTS[attachment],
    backupEligible: material.backupEligible,
    backupState: material.backupState,
  };
}
