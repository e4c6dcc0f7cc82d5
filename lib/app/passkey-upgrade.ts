// Whether a site may have a passkey made without a prompt (WebAuthn §5.1.3, conditional mediation): only
// where the user has allowed that in the settings, was signed in with Waykey's help just now, to the
// account that the passkey is for, and has no passkey of that account here yet.

import { encodeBase64url } from "../bytes/base64url.ts";
import { passkeyUser } from "../vault/blind-index.ts";
import type { Vault } from "../vault/vault.ts";
import { type CreationOptions, parseCreationOptions } from "../webauthn/options.ts";
import { resolveRpId, type RpId } from "../webauthn/rp-id.ts";
import { type App, findOpenVault, findReadable } from "./app.ts";
import { findSignIn } from "./assisted-sign-ins.ts";
import type { Ceremony } from "./ceremony-state.ts";
import { holdsExcluded } from "./listed-passkeys.ts";
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
  const rpId = await resolveRpId(requester.origin, options.rp.id);
  if (!(await isSignInOfUser(vault, signIn.recordId, options, rpId))) return null;
  const { id: userId } = options.user;
  const user = passkeyUser(rpId, encodeBase64url(userId));
  const shown = await vault.findSome("passkeyUser", user, 1, ({ hidden }) => hidden === null);
  return shown.length > 0 || (await holdsExcluded(vault, options, rpId)) ? null : vault;
}

/** Whether the user that a creation names is the one whom that record, if it can be read, signed in. */
async function isSignInOfUser(
  vault: Vault,
  recordId: string,
  { user }: CreationOptions,
  rpId: RpId,
): Promise<boolean> {
  const signedInBy = await findReadable(vault, recordId);
  if (signedInBy?.kind !== "passkey" && signedInBy?.kind !== "otp") return false;
  // A passkey of the same RP ID says so by its user handle.
  if (signedInBy.kind === "passkey" && signedInBy.rpId === rpId) {
    return signedInBy.userHandle === encodeBase64url(user.id);
  }
  // Any other, and a code, by the e-mail of its account, which is what Headway's pages name a user by; a
  // record of no account names nobody, and is taken for anybody's.
  const { accountId } = signedInBy;
  if (accountId === null) return true;
  const account = await findReadable(vault, accountId);
  const name = user.name.trim().toLowerCase();
  return account?.kind === "account" && account.email.toLowerCase() === name;
}
