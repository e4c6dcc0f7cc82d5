// Whether a page's WebAuthn call is Waykey's to answer. What is not, is malformed or names a foreign RP
// ID is the browser's, which words its own refusals.

import { isWaykeyError } from "../errors.ts";
import { isInScope } from "../headway/hosts.ts";
import type { CeremonyCall } from "../rpc/ceremony-messages.ts";
import type { PasskeyRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { clampTimeoutMs, parseCreationOptions, parseRequestOptions } from "../webauthn/options.ts";
import { asksForOurs, matchingPasskeys } from "../webauthn/routing.ts";
import { resolveRpId, type RpId } from "../webauthn/rp-id.ts";
import { type App, findOpenVault, hasVault, newRecordId } from "./app.ts";
import type { Ceremony, Requester } from "./ceremony-state.ts";

/** What a call asks for, checked; null if it is the browser's own affair. */
function claim(call: CeremonyCall, origin: string): RpId | null {
  try {
    if (call.kind === "get") {
      const options = parseRequestOptions(call.options);
      return options.extensions.appId ? null : resolveRpId(origin, options.rpId);
    }
    const options = parseCreationOptions(call.options);
    return asksForOurs(options) ? resolveRpId(origin, options.rp.id) : null;
  } catch (error) {
    if (isWaykeyError(error)) return null;
    throw error;
  }
}

/**
 * Passkeys of ours that could answer a `get`. One that cannot be opened cannot sign, so it is passed
 * over: if nothing else fits, the browser answers, before the prompt or after an unlock in it, and the
 * sign-in gets no worse for the damage. It is not lost from sight: the vault's contents list it.
 */
export async function fittingPasskeys(
  vault: Vault,
  ceremony: Ceremony,
): Promise<readonly PasskeyRecord[]> {
  if (ceremony.call.kind !== "get") return [];
  const options = parseRequestOptions(ceremony.call.options);
  const rpId = resolveRpId(ceremony.requester.origin, options.rpId);
  const { records } = await vault.findPasskeysByRpId(rpId);
  return matchingPasskeys(options, rpId, records);
}

/** The ceremony that this call becomes, or null if the browser shall answer it. */
export async function prepareCeremony(
  app: App,
  call: CeremonyCall,
  requester: Requester,
): Promise<Ceremony | null> {
  if (!isInScope(requester.origin) || requester.frameId !== 0) return null;
  if (!(await hasVault(app))) return null;
  const rpId = claim(call, requester.origin);
  if (rpId === null) return null;
  const now = app.ports.now();
  const ceremony: Ceremony = {
    id: newRecordId(app),
    requester,
    call,
    rpId,
    createdAt: now,
    expiresAt: now + clampTimeoutMs(call.options.timeout),
    windowId: null,
    verified: false,
    outcome: null,
  };
  // A page that asks again and again must not keep the vault open.
  const vault = await findOpenVault(app, "look");
  if (vault === null || call.kind === "create") return ceremony;
  return (await fittingPasskeys(vault, ceremony)).length === 0 ? null : ceremony;
}
