// The device's own authenticator (fingerprint, face, device PIN), asked by an extension's page through
// the browser's WebAuthn (Web Authentication Level 3, §5.1.3 and §5.1.4). Only what the worker needs
// to check an answer is passed on; whether it is right, the worker says. Every refusal of the browser
// is one code, since the browser itself does not tell them apart.

import browser from "webextension-polyfill";
import type { DevicePort } from "../../components/ports.ts";
import type { DeviceChallenge } from "../app/views.ts";
import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import { WaykeyError } from "../errors.ts";
import { HEADWAY_MATCHES } from "../headway/hosts.ts";

const TIMEOUT_MS = 120_000;
const USER_ID_BYTES = 16;
/** ES256, EdDSA, RS256: COSE algorithm identifiers, best first. */
const ALGORITHMS = [-7, -8, -257];
/** The first Firefox in which an extension may use an RP ID out of its host permissions. */
const FIRST_FIREFOX = 150;

/** Only Firefox has `runtime.getBrowserInfo`. */
async function mayUseWebAuthn(): Promise<boolean> {
  if (!browser.runtime.getURL("").startsWith("moz-extension:")) return true;
  const { version } = await browser.runtime.getBrowserInfo();
  if (Number.parseInt(version, 10) < FIRST_FIREFOX) return false;
  return browser.permissions.contains({ origins: [...HEADWAY_MATCHES] });
}

function descriptors(challenge: DeviceChallenge): PublicKeyCredentialDescriptor[] {
  return challenge.credentialIds.map((id) => ({
    type: "public-key",
    id: decodeBase64url(id),
    transports: ["internal"],
  }));
}

function failure(cause: unknown): WaykeyError {
  return new WaykeyError("verification/device", "The device did not verify the user", { cause });
}

function toBase64url(bytes: ArrayBuffer): string {
  return encodeBase64url(new Uint8Array(bytes));
}

export const deviceAuthenticator: DevicePort = {
  async isAvailable() {
    if (!("PublicKeyCredential" in globalThis) || !(await mayUseWebAuthn())) return false;
    return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  },

  async register(challenge, userName) {
    const publicKey: PublicKeyCredentialCreationOptions = {
      rp: { name: "Waykey", ...(challenge.rpId === null ? {} : { id: challenge.rpId }) },
      user: {
        id: crypto.getRandomValues(new Uint8Array(USER_ID_BYTES)),
        name: userName,
        displayName: userName,
      },
      challenge: decodeBase64url(challenge.challenge),
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: {
        authenticatorAttachment: "platform",
        userVerification: "required",
        residentKey: "discouraged",
      },
      excludeCredentials: descriptors(challenge),
      attestation: "none",
      timeout: TIMEOUT_MS,
    };
    const credential = await navigator.credentials.create({ publicKey }).catch((cause: unknown) => {
      throw failure(cause);
    });
    if (!(credential instanceof PublicKeyCredential)) throw failure(null);
    const response = credential.response as AuthenticatorAttestationResponse;
    const key = response.getPublicKey();
    if (key === null) throw failure(null);
    return {
      credentialId: toBase64url(credential.rawId),
      publicKey: toBase64url(key),
      algorithm: response.getPublicKeyAlgorithm(),
      clientDataJSON: toBase64url(response.clientDataJSON),
      authenticatorData: toBase64url(response.getAuthenticatorData()),
    };
  },

  async verify(challenge) {
    const publicKey: PublicKeyCredentialRequestOptions = {
      ...(challenge.rpId === null ? {} : { rpId: challenge.rpId }),
      challenge: decodeBase64url(challenge.challenge),
      allowCredentials: descriptors(challenge),
      userVerification: "required",
      timeout: TIMEOUT_MS,
    };
    const credential = await navigator.credentials.get({ publicKey }).catch((cause: unknown) => {
      throw failure(cause);
    });
    if (!(credential instanceof PublicKeyCredential)) throw failure(null);
    const response = credential.response as AuthenticatorAssertionResponse;
    return {
      credentialId: toBase64url(credential.rawId),
      clientDataJSON: toBase64url(response.clientDataJSON),
      authenticatorData: toBase64url(response.authenticatorData),
      signature: toBase64url(response.signature),
    };
  },
};
