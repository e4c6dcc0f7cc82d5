// The passkeys that a site lists by their credential IDs: looked up one by one while the list is short,
// so that they cost the same however many passkeys of the site there are.

import { encodeBase64url } from "../bytes/base64url.ts";
import type { PasskeyRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import type { CreationOptions, CredentialDescriptor } from "../webauthn/options.ts";
import { isExcluded } from "../webauthn/routing.ts";
import type { RpId } from "../webauthn/rp-id.ts";

/** Of a longer list, which a site may make as long as it likes, the passkeys of the RP ID are looked at. */
const SHORT = 32;

/** The passkeys that may be on the list; others of the RP ID may be among them. Unreadable: passed over. */
export async function listedPasskeys(
  vault: Vault,
  rpId: RpId,
  descriptors: readonly CredentialDescriptor[],
): Promise<readonly PasskeyRecord[]> {
  const ids = new Set(descriptors.map(({ id }) => encodeBase64url(id)));
  if (ids.size > SHORT) return (await vault.findPasskeysByRpId(rpId)).records;
  const found = await Promise.all([...ids].map((id) => vault.find("credentialId", id)));
  return found.flatMap(({ records }) => records);
}

/**
 * Whether a passkey of `rpId` is on the exclude list.
 * @param but the id of a passkey that does not count
 */
export async function holdsExcluded(
  vault: Vault,
  options: CreationOptions,
  rpId: RpId,
  but?: string,
): Promise<boolean> {
  const listed = await listedPasskeys(vault, rpId, options.excludeCredentials);
  return isExcluded(
    options,
    rpId,
    listed.filter(({ id }) => id !== but),
  );
}
