// The device's own authenticator (fingerprint, face, device PIN), asked by an extension's page through
// the browser's WebAuthn (Web Authentication Level 3, §5.1.3 and §5.1.4). Only what the worker needs
// to check an answer is passed on; whether it is right, the worker says. Every refusal of the browser
// is one code, since the browser itself does not tell them apart. The credential is asked for the PRF
// extension (§10.1.4) too, whose output opens a locked vault.

import browser from "webextension-polyfill";
import type { DevicePort } from "../../components/ports.ts";
import type { DeviceRegistration } from "../app/views.ts";
import { encodePlainBase64url } from "../bytes/plain-base64url.ts";
import { WaykeyError } from "../errors.ts";
import { HEADWAY_MATCHES } from "../headway/hosts.ts";
import { bytesOf, prfByCredential, prfOnCreate, prfOutput, PRF_SALT_BYTES } from "./device-prf.ts";

const TIMEOUT_MS = 120_000;
const USER_ID_BYTES = 16;
const CHALLENGE_BYTES = 32;
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

function descriptors(credentialIds: readonly string[]): PublicKeyCredentialDescriptor[] {
  return credentialIds.map((id) => ({
    type: "public-key",
    id: bytesOf(id),
    transports: ["internal"],
  }));
}

function rpIdOf(rpId: string | null): { rpId?: string } {
  return rpId === null ? {} : { rpId };
}

function failure(cause: unknown): WaykeyError {
  return new WaykeyError("verification/device", "The device did not verify the user", { cause });
}

function toBase64url(bytes: ArrayBuffer): string {
  return encodePlainBase64url(new Uint8Array(bytes));
}

function asCredential(credential: Credential | null): PublicKeyCredential {
  if (!(credential instanceof PublicKeyCredential)) throw failure(null);
  return credential;
}

/**
 * Makes the credential. An authenticator that fails over the PRF extension instead of ignoring it, as
 * older versions of Windows Hello do with an UnknownError, is asked once more without it.
 */
async function create(
  publicKey: PublicKeyCredentialCreationOptions,
  prfSalt: BufferSource,
): Promise<PublicKeyCredential> {
  const withPrf = { ...publicKey, extensions: prfOnCreate(prfSalt) };
  const credential = await navigator.credentials
    .create({ publicKey: withPrf })
    .catch((cause: unknown) => {
      if (!(cause instanceof DOMException && cause.name === "UnknownError")) throw cause;
      return navigator.credentials.create({ publicKey });
    })
    .catch((cause: unknown) => {
      throw failure(cause);
    });
  return asCredential(credential);
}

async function get(publicKey: PublicKeyCredentialRequestOptions): Promise<PublicKeyCredential> {
  const credential = await navigator.credentials.get({ publicKey }).catch((cause: unknown) => {
    throw failure(cause);
  });
  return asCredential(credential);
}

/** Has the device answer the salts; the worker does not look at the signature, so any challenge does. */
async function evaluate(
  rpId: string | null,
  salts: readonly { readonly credentialId: string; readonly prfSalt: string }[],
): Promise<{ credentialId: string; output: string | null }> {
  const credential = await get({
    ...rpIdOf(rpId),
    challenge: crypto.getRandomValues(new Uint8Array(CHALLENGE_BYTES)),
    allowCredentials: descriptors(salts.map(({ credentialId }) => credentialId)),
    userVerification: "required",
    extensions: prfByCredential(salts),
    timeout: TIMEOUT_MS,
  });
  return { credentialId: toBase64url(credential.rawId), output: prfOutput(credential) };
}

/**
 * The PRF of a credential just made. Where the device evaluates it only in a `get`, it is asked once
 * more. If the user declines that, the device verifies all the same: null.
 */
async function prfOf(
  credential: PublicKeyCredential,
  rpId: string | null,
  salt: Uint8Array,
): Promise<DeviceRegistration["prf"]> {
  const prfSalt = encodePlainBase64url(salt);
  const atOnce = prfOutput(credential);
  if (atOnce !== null) return { salt: prfSalt, output: atOnce };
  if (credential.getClientExtensionResults().prf?.enabled !== true) return null;
  const salts = [{ credentialId: toBase64url(credential.rawId), prfSalt }];
  const output = await evaluate(rpId, salts).then(
    (answer) => answer.output,
    () => null,
  );
  return output === null ? null : { salt: prfSalt, output };
}

export const deviceAuthenticator: DevicePort = {
  async isAvailable() {
    if (!("PublicKeyCredential" in globalThis) || !(await mayUseWebAuthn())) return false;
    return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  },

  async register(challenge, userName) {
    const salt = crypto.getRandomValues(new Uint8Array(PRF_SALT_BYTES));
    const publicKey: PublicKeyCredentialCreationOptions = {
      rp: { name: "Waykey", ...(challenge.rpId === null ? {} : { id: challenge.rpId }) },
      user: {
        id: crypto.getRandomValues(new Uint8Array(USER_ID_BYTES)),
        name: userName,
        displayName: userName,
      },
      challenge: bytesOf(challenge.challenge),
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: {
        authenticatorAttachment: "platform",
        userVerification: "required",
        residentKey: "discouraged",
      },
      excludeCredentials: descriptors(challenge.credentialIds),
      attestation: "none",
      timeout: TIMEOUT_MS,
    };
    const credential = await create(publicKey, salt);
    const response = credential.response as AuthenticatorAttestationResponse;
    const key = response.getPublicKey();
    if (key === null) throw failure(null);
    return {
      credentialId: toBase64url(credential.rawId),
      publicKey: toBase64url(key),
      algorithm: response.getPublicKeyAlgorithm(),
      clientDataJSON: toBase64url(response.clientDataJSON),
      authenticatorData: toBase64url(response.getAuthenticatorData()),
      prf: await prfOf(credential, challenge.rpId, salt),
    };
  },

  async verify(challenge) {
    const credential = await get({
      ...rpIdOf(challenge.rpId),
      challenge: bytesOf(challenge.challenge),
      allowCredentials: descriptors(challenge.credentialIds),
      userVerification: "required",
      timeout: TIMEOUT_MS,
    });
    const response = credential.response as AuthenticatorAssertionResponse;
    return {
      credentialId: toBase64url(credential.rawId),
      clientDataJSON: toBase64url(response.clientDataJSON),
      authenticatorData: toBase64url(response.authenticatorData),
      signature: toBase64url(response.signature),
    };
  },

  async unlock(question) {
    // Without a list of credentials the browser would offer any, and refuse the salts besides.
    if (question.credentials.length === 0) throw failure(null);
    const { credentialId, output } = await evaluate(question.rpId, question.credentials);
    if (output === null) throw failure(null);
    return { method: "device", credentialId, prfOutput: output };
  },
};
