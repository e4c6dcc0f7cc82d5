// Whether a site may have a passkey made without a prompt (WebAuthn §5.1.3, conditional mediation): only
// where the user has allowed that in the settings, was signed in with Waykey's help just now, to the
// account that the passkey is for, and has no passkey of that account here yet.

import { encodeBase64url } from "../bytes/base64url.ts";
import type { VaultRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { type CreationOptions, parseCreationOptions } from "../webauthn/options.ts";
import { isExcluded } from "../webauthn/routing.ts";
import { resolveRpId, type RpId } from "../webauthn/rp-id.ts";
import { type App, findOpenVault } from "./app.ts";
import { findSignIn } from "./assisted-sign-ins.ts";
import type { Ceremony } from "./ceremony-state.ts";
import { readableSettings } from "./settings.ts";

/** The open vault that is to keep the new passkey, or null if the site may not have one now. */
export async function findUpgradeVault(app: App, ceremony: Ceremony): Promise<Vault | null> {
  const { call, requester } = ceremony;
  if (call.kind !== "create" || requester.frameId !== 0 || ceremony.crossOrigin) return null;
  const options = parseCreationOptions(call.options);
  if (options.userVerification === "required") return null;
  const vault = await findOpenVault(app, "look");
  if (vault === null || !(await readableSettings(vault)).passkeyUpgrades) return null;
  const signIn = await findSignIn(app.ports, requester.tabId, requester.origin);
  if (signIn === null) return null;
  const rpId = resolveRpId(requester.origin, options.rp.id);
  const { records } = await vault.listAll();
  const signedInBy = records.find(({ id }) => id === signIn.recordId);
  if (signedInBy === undefined || !isForAccountOf(signedInBy, records, options, rpId)) return null;
  const passkeys = records.filter((record) => record.kind === "passkey");
  const isHeld = passkeys.some(
    (passkey) =>
      passkey.rpId === rpId &&
      passkey.userHandle === encodeBase64url(options.user.id) &&
      passkey.hidden === null,
  );
  return isHeld || isExcluded(options, rpId, passkeys) ? null : vault;
}

/**
 * Whether the user that a creation names is the one whom that record signed in. A passkey of the same RP
 * ID says so by its user handle. Any other, and a code, by the e-mail of its account, which is what
 * Headway's pages name a user by; a record of no account names nobody, and is taken for anybody's.
 */
function isForAccountOf(
  signedInBy: VaultRecord,
  records: readonly VaultRecord[],
  { user }: CreationOptions,
  rpId: RpId,
): boolean {
  if (signedInBy.kind !== "passkey" && signedInBy.kind !== "otp") return false;
  if (signedInBy.kind === "passkey" && signedInBy.rpId === rpId) {
    return signedInBy.userHandle === encodeBase64url(user.id);
  }
  const { accountId } = signedInBy;
  if (accountId === null) return true;
  const name = user.name.trim().toLowerCase();
  return records.some(
    (record) =>
      record.kind === "account" && record.id === accountId && record.email.toLowerCase() === name,
  );
}
