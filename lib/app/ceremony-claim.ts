// Whether a page's WebAuthn call is Waykey's to answer. What is not, is malformed, names a foreign RP ID
// or can be answered by no passkey at all is the browser's, which words its own refusals; only options
// that contradict themselves in an extension that Waykey offers are refused here, with the
// specification's errors.

import { type ErrorCode, isWaykeyError } from "../errors.ts";
import { isInScope } from "../headway/hosts.ts";
import type { CeremonyCall, CeremonyErrorName } from "../rpc/ceremony-messages.ts";
import type { PasskeyRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import type { RequestOptionsJSON } from "../webauthn/json-types.ts";
import { parseCreationOptions, parseRequestOptions } from "../webauthn/options.ts";
import { asksForOurs, matchingPasskeys } from "../webauthn/routing.ts";
import { resolveRpId, type RpId } from "../webauthn/rp-id.ts";
import { type App, findOpenVault, findReadable, hasVault, newRecordId } from "./app.ts";
import type { Ceremony, Requester } from "./ceremony-state.ts";
import { listedPasskeys } from "./listed-passkeys.ts";

export type Claim =
  | { readonly kind: "native" }
  | { readonly kind: "error"; readonly name: CeremonyErrorName; readonly rpId: RpId }
  | { readonly kind: "ours"; readonly ceremony: Ceremony };

const NATIVE: Claim = { kind: "native" };

/** Whether Waykey acts for that document: it and the page above it are Headway's. */
export function isServed({ frameId, origin, topOrigin }: Requester): boolean {
  if (!isInScope(origin)) return false;
  return frameId === 0 || (frameId > 0 && topOrigin !== null && isInScope(topOrigin));
}

/** The RP ID that `origin` may claim by `rpId`, or null. */
export async function findRpId(origin: string, rpId: string | undefined): Promise<RpId | null> {
  try {
    return await resolveRpId(origin, rpId);
  } catch (error) {
    if (isWaykeyError(error, "webauthn/rp-id")) return null;
    throw error;
  }
}

/** What Waykey would answer: for which RP ID, and within which time. */
type Own = { readonly rpId: RpId; readonly timeoutMs: number };

function ownOf(rpId: RpId | null, { timeoutMs }: Pick<Own, "timeoutMs">): Own | null {
  return rpId === null ? null : { rpId, timeoutMs };
}

async function ownCall(call: CeremonyCall, origin: string): Promise<Own | null> {
  if (call.kind === "get") {
    const options = parseRequestOptions(call.options);
    // Where only unknown types are allowed, no passkey fits, whatever the vault holds.
    const isOthers = options.extensions.nativeOnly || options.allowCredentials?.length === 0;
    return isOthers ? null : ownOf(await findRpId(origin, options.rpId), options);
  }
  const options = parseCreationOptions(call.options);
  return asksForOurs(options) ? ownOf(await findRpId(origin, options.rp.id), options) : null;
}

const OPTION_ERRORS: Partial<Record<ErrorCode, CeremonyErrorName>> = {
  "webauthn/not-supported": "NotSupportedError",
  "webauthn/syntax": "SyntaxError",
};

type Refusal = Extract<Claim, { kind: "error" }>;

/** What the call asks for, the error it is refused with, or null: the browser's affair. */
async function claim(call: CeremonyCall, origin: string): Promise<Own | Refusal | null> {
  try {
    return await ownCall(call, origin);
  } catch (error) {
    if (!isWaykeyError(error)) throw error;
    const name = OPTION_ERRORS[error.code];
    // Options that are none at all have no RP ID to be looked at.
    if (name === undefined) return null;
    const asked = call.kind === "get" ? call.options.rpId : call.options.rp.id;
    const rpId = await findRpId(origin, asked);
    return rpId === null ? null : { kind: "error", name, rpId };
  }
}

/**
 * Passkeys of ours that could answer a `get` of `origin`. One that cannot be opened cannot sign, so it
 * is passed over: if nothing else fits, the browser answers, before the prompt or after an unlock in
 * it, and the sign-in gets no worse for the damage. It is not lost from sight: the vault's contents
 * list it.
 * @throws WaykeyError of the area `webauthn` for options that are none, or not for this origin
 */
export async function passkeysFor(
  vault: Vault,
  origin: string,
  request: RequestOptionsJSON,
): Promise<readonly PasskeyRecord[]> {
  const options = parseRequestOptions(request);
  const rpId = await resolveRpId(origin, options.rpId);
  const { allowCredentials } = options;
  const records =
    allowCredentials === null
      ? (await vault.findPasskeysByRpId(rpId)).records
      : await listedPasskeys(vault, rpId, allowCredentials);
  return matchingPasskeys(options, rpId, records);
}

/** As `passkeysFor`, for a ceremony; none for a `create`. */
export async function fittingPasskeys(
  vault: Vault,
  { call, requester }: Ceremony,
): Promise<readonly PasskeyRecord[]> {
  return call.kind === "get" ? passkeysFor(vault, requester.origin, call.options) : [];
}

/** Of the fitting passkeys the one of that record id, or null. Opens no other. */
export async function findFittingPasskey(
  vault: Vault,
  { call, requester }: Ceremony,
  id: string,
): Promise<PasskeyRecord | null> {
  if (call.kind !== "get") return null;
  const options = parseRequestOptions(call.options);
  const record = await findReadable(vault, id);
  if (record?.kind !== "passkey") return null;
  const rpId = await resolveRpId(requester.origin, options.rpId);
  return matchingPasskeys(options, rpId, [record])[0] ?? null;
}

/** Whether any passkey fits a `get`. Opens no more than it needs to know that. */
async function hasFittingPasskey(vault: Vault, ceremony: Ceremony): Promise<boolean> {
  const { call, requester } = ceremony;
  if (call.kind !== "get") return false;
  const options = parseRequestOptions(call.options);
  if (options.allowCredentials !== null) return (await fittingPasskeys(vault, ceremony)).length > 0;
  const rpId = await resolveRpId(requester.origin, options.rpId);
  const isFitting = (passkey: PasskeyRecord) =>
    matchingPasskeys(options, rpId, [passkey]).length > 0;
  return (await vault.findSome("rpId", rpId, 1, isFitting)).length > 0;
}

/**
 * Whose a call is, without a look into the vault. A frame below another origin is so whatever it says; a
 * page that is the top one and says that there is something above it is believed in nothing.
 */
export async function claimCall(
  app: App,
  call: CeremonyCall,
  requester: Requester,
  saysCrossOrigin: boolean,
): Promise<Claim> {
  if (!isServed(requester) || (requester.frameId === 0 && saysCrossOrigin)) return NATIVE;
  if (!(await hasVault(app))) return NATIVE;
  const claimed = await claim(call, requester.origin);
  if (claimed === null) return NATIVE;
  if ("kind" in claimed) return claimed;
  const now = app.ports.now();
  const isBelowForeign = requester.frameId > 0 && requester.origin !== requester.topOrigin;
  const ceremony: Ceremony = {
    id: newRecordId(app),
    requester,
    call,
    crossOrigin: saysCrossOrigin || isBelowForeign,
    rpId: claimed.rpId,
    createdAt: now,
    expiresAt: now + claimed.timeoutMs,
    windowId: null,
    verified: false,
    outcome: null,
    isHandedOver: false,
  };
  return { kind: "ours", ceremony };
}

/**
 * Whether Waykey can have an answer: for a `get`, unless the vault is open and nothing in it fits. A
 * page that asks again and again must not keep the vault open, so this is no use of it.
 */
export async function mayHaveAnswer(app: App, ceremony: Ceremony): Promise<boolean> {
  if (ceremony.call.kind === "create") return true;
  const vault = await findOpenVault(app, "look");
  return vault === null || (await hasFittingPasskey(vault, ceremony));
}
