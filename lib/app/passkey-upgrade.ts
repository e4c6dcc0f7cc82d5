// Whether a site may have a passkey made without a prompt (WebAuthn §5.1.3, conditional mediation):
// only where the user has allowed that in the settings and was signed in with Waykey's help just now.

import type { Vault } from "../vault/vault.ts";
import { parseCreationOptions } from "../webauthn/options.ts";
import { isExcluded } from "../webauthn/routing.ts";
import { resolveRpId } from "../webauthn/rp-id.ts";
import { type App, findOpenVault } from "./app.ts";
import { wasSignedIn } from "./assisted-sign-ins.ts";
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
  if (!(await wasSignedIn(app.ports, requester.tabId, requester.origin))) return null;
  const rpId = resolveRpId(requester.origin, options.rp.id);
  const { records } = await vault.findPasskeysByRpId(rpId);
  return isExcluded(options, rpId, records) ? null : vault;
}
