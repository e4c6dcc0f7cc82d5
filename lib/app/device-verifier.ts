// Checks what the device's own authenticator answered to one of Waykey's own pages: the parts of
// WebAuthn §7.1 and §7.2 that say that this very device verified the user just now. ES256, EdDSA on
// Ed25519 and RS256 keys. Attestation is not looked at, and no signature counter, which platform
// authenticators do not keep. Nothing is believed that is not signed, but at the registration, which
// has no signature and which the password vouches for.

import { decodeBase64url } from "../bytes/base64url.ts";
import { type Bytes, concatBytes, copyBytes, equalBytes } from "../bytes/bytes.ts";
import { decodeUtf8, encodeUtf8 } from "../bytes/utf8.ts";
import { sha256 } from "../crypto/sha256.ts";
import { isWaykeyError, WaykeyError } from "../errors.ts";
import type { VerificationRecord } from "../vault/schema.ts";
import { FLAG } from "../webauthn/authenticator-flags.ts";
import { rawEcdsaSignature } from "../webauthn/ecdsa-signature.ts";
import type { DeviceAssertion, DeviceRegistration } from "./views.ts";

export type DeviceCredential = NonNullable<VerificationRecord["device"]>;
type DeviceAlgorithm = DeviceCredential["algorithm"];

/** The relying party that Waykey is to the device's authenticator. */
export type DeviceParty = {
  /** The origin of the extension's pages. */
  readonly origin: string;
  /** The RP ID that was asked for; null where the browser gives an extension its own. */
  readonly rpId: string | null;
};

const KEY_ALGORITHMS = {
  [-7]: { name: "ECDSA", namedCurve: "P-256" },
  [-8]: { name: "Ed25519" },
  [-257]: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
} as const;
const SIGNATURE_ALGORITHMS = {
  [-7]: { name: "ECDSA", hash: "SHA-256" },
  [-8]: { name: "Ed25519" },
  [-257]: { name: "RSASSA-PKCS1-v1_5" },
} as const;

const RP_ID_HASH_BYTES = 32;
const HEADER_BYTES = 37;
const AAGUID_BYTES = 16;

function refused(reason: string, cause?: unknown): WaykeyError {
  return new WaykeyError("verification/device", `The device's answer is not good: ${reason}`, {
    cause,
  });
}

/**
 * The challenge that a device's answer speaks of, so that it can be spent before anything else is
 * looked at.
 * @param clientDataJSON base64url
 * @throws WaykeyError `verification/device`
 */
export function challengeOf(clientDataJSON: string): string {
  const { challenge } = parseClientData(clientDataJSON);
  if (typeof challenge !== "string") throw refused("it names no challenge");
  return challenge;
}

/**
 * Checks a registration and yields the credential to keep. The challenge has been matched and spent.
 * @throws WaykeyError `verification/device`
 */
export async function checkDeviceRegistration(
  registration: DeviceRegistration,
  party: DeviceParty,
  now: number,
): Promise<DeviceCredential> {
  const { credentialId, publicKey, algorithm } = registration;
  checkClientData(registration.clientDataJSON, "webauthn.create", party);
  const data = decode(registration.authenticatorData);
  checkAuthenticatorData(data, party, FLAG.UP | FLAG.UV | FLAG.AT);
  if (credentialId === "" || !equalBytes(attestedId(data), decode(credentialId))) {
    throw refused("it is about another credential");
  }
  if (!isAlgorithm(algorithm)) throw refused("its algorithm is not known");
  await importKey(decode(publicKey), algorithm);
  return { credentialId, publicKey, algorithm, createdAt: now };
}

/**
 * Checks an assertion of the kept credential. The challenge has been matched and spent.
 * @throws WaykeyError `verification/device`
 */
export async function checkDeviceAssertion(
  assertion: DeviceAssertion,
  device: DeviceCredential,
  party: DeviceParty,
): Promise<void> {
  if (assertion.credentialId !== device.credentialId) throw refused("it is of another credential");
  const clientData = checkClientData(assertion.clientDataJSON, "webauthn.get", party);
  const data = decode(assertion.authenticatorData);
  checkAuthenticatorData(data, party, FLAG.UP | FLAG.UV);
  const key = await importKey(decode(device.publicKey), device.algorithm);
  const signed = concatBytes(data, sha256(clientData));
  const signature = rawSignature(decode(assertion.signature), device.algorithm);
  const algorithm = SIGNATURE_ALGORITHMS[device.algorithm];
  if (!(await crypto.subtle.verify(algorithm, key, signature, signed))) {
    throw refused("its signature is not the device's");
  }
}

function isAlgorithm(algorithm: number): algorithm is DeviceAlgorithm {
  return Object.hasOwn(KEY_ALGORITHMS, algorithm);
}

/** The bytes that were signed over. */
function checkClientData(clientDataJSON: string, type: string, party: DeviceParty): Bytes {
  const clientData = parseClientData(clientDataJSON);
  if (clientData["type"] !== type) throw refused("it answers another question");
  if (clientData["origin"] !== party.origin) throw refused("it is of another origin");
  if (clientData["crossOrigin"] === true) throw refused("it is of a frame");
  return decode(clientDataJSON);
}

function parseClientData(clientDataJSON: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(decodeUtf8(decode(clientDataJSON)));
  } catch (error) {
    if (error instanceof SyntaxError || isWaykeyError(error, "encoding/utf8")) {
      throw refused("its client data are no JSON", error);
    }
    throw error;
  }
  if (typeof parsed !== "object" || parsed === null) throw refused("its client data are no object");
  return parsed as Record<string, unknown>;
}

/** rpIdHash (32) | flags (1) | signCount (4) | … (WebAuthn §6.1). */
function checkAuthenticatorData(data: Bytes, party: DeviceParty, wanted: number): void {
  if (data.length < HEADER_BYTES) throw refused("its authenticator data are too short");
  const rpIdHash = data.subarray(0, RP_ID_HASH_BYTES);
  if (!rpIdsOf(party).some((rpId) => equalBytes(rpIdHash, sha256(encodeUtf8(rpId))))) {
    throw refused("it is for another relying party");
  }
  if (((data[RP_ID_HASH_BYTES] ?? 0) & wanted) !== wanted) {
    throw refused("the user was not verified");
  }
}

/** An extension's own RP ID: its host by the specification, its whole origin in Chromium. */
function rpIdsOf({ origin, rpId }: DeviceParty): readonly string[] {
  return rpId === null ? [origin.slice(origin.indexOf("://") + 3), origin] : [rpId];
}

/** … | aaguid (16) | credentialIdLength (2, big-endian) | credentialId | … (WebAuthn §6.5.1). */
function attestedId(data: Bytes): Bytes {
  const start = HEADER_BYTES + AAGUID_BYTES;
  const length = ((data[start] ?? 0) << 8) | (data[start + 1] ?? 0);
  return copyBytes(data.subarray(start + 2, start + 2 + length));
}

async function importKey(spki: Bytes, algorithm: DeviceAlgorithm): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey("spki", spki, KEY_ALGORITHMS[algorithm], false, [
      "verify",
    ]);
  } catch (cause) {
    throw refused("its key is none that this browser can use", cause);
  }
}

/** WebAuthn has ECDSA signatures in DER, WebCrypto as r and s in 32 bytes each. */
function rawSignature(signature: Bytes, algorithm: DeviceAlgorithm): Bytes {
  if (algorithm !== -7) return signature;
  const raw = rawEcdsaSignature(signature);
  if (raw === null) throw refused("its signature is no DER");
  return raw;
}

function decode(text: string): Bytes {
  try {
    return decodeBase64url(text);
  } catch (cause) {
    throw refused("it is no base64url", cause);
  }
}
