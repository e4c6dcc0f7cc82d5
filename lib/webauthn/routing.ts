// Who answers a call, Waykey or the browser's own WebAuthn: pure decisions over parsed options and
// the passkeys held. Credential IDs alone decide; transports and hints are never a reason to pass a
// passkey over, because sites hand back other transports than they were given.

import { encodeBase64url } from "../bytes/base64url.ts";
import { findPasskeyAlgorithm } from "./cose-algorithms.ts";
import type { CreationOptions, CredentialDescriptor, RequestOptions } from "./options.ts";
import type { RpId } from "./rp-id.ts";

/** The public part of a passkey as the vault keeps it; `credentialId` is base64url. */
export type HeldPasskey = {
  readonly credentialId: string;
  readonly rpId: string;
  /** Not null: to be offered to no site. */
  readonly hidden: object | null;
};

/**
 * Whether Waykey may offer to create: the site takes keys of an algorithm Waykey has, and asks for no
 * extension that only the browser can answer.
 */
export function asksForOurs(options: CreationOptions): boolean {
  return findPasskeyAlgorithm(options.algorithms) !== null && !options.extensions.nativeOnly;
}

/**
 * The held passkeys that may answer, in the order held: of `rpId`, not hidden, and on the allow list
 * if there is one. Empty means native, and always is for a call with an extension that only the
 * browser can answer.
 */
export function matchingPasskeys<T extends HeldPasskey>(
  options: RequestOptions,
  rpId: RpId,
  held: readonly T[],
): readonly T[] {
  if (options.extensions.nativeOnly) return [];
  const ofRpId = held.filter((passkey) => passkey.rpId === rpId && passkey.hidden === null);
  if (options.allowCredentials === null) return ofRpId;
  const allowed = idsOf(options.allowCredentials);
  return ofRpId.filter(({ credentialId }) => allowed.has(credentialId));
}

/**
 * Whether a passkey of `rpId`, hidden or not, is on the exclude list (§6.3.2 step 3). The page may
 * learn of it only after the user's consent.
 */
export function isExcluded(
  options: CreationOptions,
  rpId: RpId,
  held: readonly Omit<HeldPasskey, "hidden">[],
): boolean {
  const excluded = idsOf(options.excludeCredentials);
  return held.some((passkey) => passkey.rpId === rpId && excluded.has(passkey.credentialId));
}

function idsOf(descriptors: readonly CredentialDescriptor[]): ReadonlySet<string> {
  return new Set(descriptors.map(({ id }) => encodeBase64url(id)));
}
