// WebAuthn ceremonies on the relying party's side: options for the platform and the roaming factor,
// and verification by @simplewebauthn/server. Beyond that package it refuses cross-origin client
// data, credential IDs registered before, foreign user handles and a changed backup eligibility
// (Web Authentication Level 3, sections 7.1 and 7.2). Attestation is not asked for.

import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { timingSafeEqual } from "node:crypto";
import type { HeadwayPlace } from "./hosts.ts";
import type { KeyKind } from "./methods.ts";
import type { StoredCredential } from "./stored-credential.ts";
import type { User } from "./users.ts";

export type Verdict<Value> = { ok: true; value: Value } | { ok: false; detail: string };

/** ES256, EdDSA and RS256, in the order of preference. */
export const algorithms = [-7, -8, -257];
const timeout = 60_000;

export function creationOptions(
  place: HeadwayPlace,
  user: User,
  kind: KeyKind,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const platform = kind === "platform";
  return generateRegistrationOptions({
    rpName: "Headway",
    rpID: place.rpId,
    userName: user.email,
    userDisplayName: user.email,
    userID: user.handle,
    attestationType: "none",
    timeout,
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: descriptors(user, kind),
    authenticatorSelection: {
      authenticatorAttachment: platform ? "platform" : "cross-platform",
      residentKey: platform ? "required" : "discouraged",
      userVerification: platform ? "required" : "discouraged",
    },
  });
}

export function requestOptions(
  place: HeadwayPlace,
  user: User,
  kind: KeyKind,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: place.rpId,
    timeout,
    allowCredentials: descriptors(user, kind),
    userVerification: kind === "platform" ? "required" : "discouraged",
  });
}

function descriptors(user: User, kind: KeyKind): { id: string; transports: string[] }[] {
  return user.credentials
    .filter((credential) => credential.kind === kind)
    .map(({ id, transports }) => ({ id, transports }));
}

/**
 * Verifies a registration.
 * @param taken Whether a credential ID is registered already, to any account.
 */
export async function verifyCreation(
  place: HeadwayPlace,
  kind: KeyKind,
  challenge: string,
  response: unknown,
  taken: (credentialId: string) => boolean,
): Promise<Verdict<StoredCredential>> {
  if (!isRegistrationResponse(response)) return refuse("malformed registration response");
  if (isCrossOrigin(response.response.clientDataJSON)) return refuse("cross-origin client data");
  let verified;
  try {
    verified = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: place.origin,
      expectedRPID: place.rpId,
      requireUserVerification: kind === "platform",
      supportedAlgorithmIDs: algorithms,
    });
  } catch (error) {
    return refuse(messageOf(error));
  }
  if (!verified.verified) return refuse("the attestation does not verify");
  const info = verified.registrationInfo;
  if (taken(info.credential.id)) return refuse("the credential ID is registered already");
  return {
    ok: true,
    value: {
      kind,
      id: info.credential.id,
      publicKey: info.credential.publicKey,
      counter: info.credential.counter,
      transports: response.response.transports ?? [],
      aaguid: info.aaguid,
      format: info.fmt,
      attachment: response.authenticatorAttachment ?? null,
      userVerified: info.userVerified,
      backupEligible: info.credentialDeviceType === "multiDevice",
      backedUp: info.credentialBackedUp,
    },
  };
}

/** Verifies an assertion, and brings the credential's counter and backup state up to date. */
export async function verifyRequest(
  place: HeadwayPlace,
  user: User,
  kind: KeyKind,
  challenge: string,
  response: unknown,
): Promise<Verdict<StoredCredential>> {
  if (!isAuthenticationResponse(response)) return refuse("malformed authentication response");
  if (isCrossOrigin(response.response.clientDataJSON)) return refuse("cross-origin client data");
  const stored = user.credentials.find(({ id }) => id === response.id);
  if (stored === undefined || stored.kind !== kind) return refuse("credential not allowed");
  const { userHandle } = response.response;
  if (userHandle !== undefined && !isSame(Buffer.from(userHandle, "base64url"), user.handle)) {
    return refuse("the user handle is another account's");
  }
  let verified;
  try {
    verified = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: place.origin,
      expectedRPID: place.rpId,
      credential: stored,
      requireUserVerification: kind === "platform",
    });
  } catch (error) {
    return refuse(messageOf(error));
  }
  if (!verified.verified) return refuse("the signature does not verify");
  const info = verified.authenticationInfo;
  if ((info.credentialDeviceType === "multiDevice") !== stored.backupEligible) {
    return refuse("the backup eligibility changed");
  }
  stored.counter = info.newCounter;
  stored.backedUp = info.credentialBackedUp;
  return { ok: true, value: stored };
}

export function isRegistrationResponse(value: unknown): value is RegistrationResponseJSON {
  return isCredential(value, ["clientDataJSON", "attestationObject"]);
}

export function isAuthenticationResponse(value: unknown): value is AuthenticationResponseJSON {
  return isCredential(value, ["clientDataJSON", "authenticatorData", "signature"]);
}

function isCredential(value: unknown, members: readonly string[]): boolean {
  if (!isRecord(value) || typeof value["id"] !== "string") return false;
  const response = value["response"];
  if (!isRecord(response)) return false;
  const handle = response["userHandle"];
  if (handle !== undefined && typeof handle !== "string") return false;
  const transports = response["transports"] ?? [];
  if (!Array.isArray(transports) || transports.some((item) => typeof item !== "string")) {
    return false;
  }
  return members.every((member) => typeof response[member] === "string");
}

/** False too when the client data is not JSON: the package then refuses it with a better message. */
function isCrossOrigin(clientDataJSON: string): boolean {
  let data: unknown;
  try {
    data = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"));
  } catch {
    return false;
  }
  return isRecord(data) && data["crossOrigin"] === true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function refuse(detail: string): { ok: false; detail: string } {
  return { ok: false, detail };
}
