// Parsers of what reaches the bridge during a ceremony: from the shim, which lives in the page's world
// and is not trusted, and from the worker, which is ours and parsed all the same. They check shapes and
// drop unknown fields; what the options mean is the worker's to judge. Null means "no such message".

import {
  type Capabilities,
  type CeremonyCall,
  type CeremonyErrorName,
  type CeremonyOutcome,
  type CeremonyReply,
  type Mediation,
  type OverrideState,
  type PasskeySignal,
  type ShimMessage,
} from "../rpc/ceremony-messages.ts";
import type {
  AuthenticationResponseJSON,
  CreationOptionsJSON,
  RegistrationResponseJSON,
  RequestOptionsJSON,
} from "../webauthn/json-types.ts";
import { encodePlainBase64url } from "../bytes/plain-base64url.ts";
import { MAX_MESSAGE_LENGTH, MAX_SIGNAL_IDS, MAX_SIGNAL_TEXT_LENGTH } from "./limits.ts";

type Fields = Readonly<Record<string, unknown>>;

const ERROR_NAMES: readonly CeremonyErrorName[] = [
  "NotAllowedError",
  "InvalidStateError",
  "NotSupportedError",
  "SecurityError",
  "ConstraintError",
  "SyntaxError",
  "UnknownError",
];

const MEDIATIONS: readonly Mediation[] = ["modal", "conditional"];

const OVERRIDE_STATES: readonly OverrideState[] = ["not-allowed", "in-place", "replaced", "locked"];

/**
 * Parses the JSON text of one message of the shim, in which bytes are `{ $bytes: text }`. A call or signal that is not
 * whole is null in its message, which is to be heard all the same.
 */
export function parseShimMessage(text: unknown): ShimMessage | null {
  if (typeof text !== "string" || text.length > MAX_MESSAGE_LENGTH) return null;
  const message = parseFields(text);
  if (message === null) return null;
  const { type, id } = message;
  if (typeof id !== "number" || !Number.isSafeInteger(id) || id < 1) return null;
  switch (type) {
    case "abort":
    case "ping":
      return { type, id };
    case "has-vault":
      return { type, id, capabilities: parseCapabilities(message["capabilities"]) };
    case "call":
      return { type, id, call: parseCall(message["call"]) };
    case "signal":
      return { type, id, signal: parseSignal(message["signal"]) };
    case "checked": {
      const state = OVERRIDE_STATES.find((known) => known === message["state"]);
      return state === undefined ? null : { type, id, state };
    }
    default:
      return null;
  }
}

/** Parses one message of the worker over a ceremony's port. */
export function parseCeremonyReply(input: unknown): CeremonyReply | null {
  if (!isFields(input)) return null;
  if (input["type"] === "accepted") {
    const { ceremonyId } = input;
    const isId =
      typeof ceremonyId === "string" && ceremonyId.length > 0 && ceremonyId.length <= 128;
    return isId ? { type: "accepted", ceremonyId } : null;
  }
  if (input["type"] !== "outcome") return null;
  const outcome = parseOutcome(input["outcome"]);
  return outcome === null ? null : { type: "outcome", outcome };
}

function parseCall(input: unknown): CeremonyCall | null {
  if (!isFields(input)) return null;
  const { kind, options } = input;
  const mediation = MEDIATIONS.find((known) => known === input["mediation"]);
  if (mediation === undefined) return null;
  if (!isFields(options) || typeof options["challenge"] !== "string") return null;
  if (kind === "get") return { kind, mediation, options: options as RequestOptionsJSON };
  if (kind !== "create" || !isWholeCreation(options)) return null;
  return { kind, mediation, options: options as unknown as CreationOptionsJSON };
}

function isWholeCreation({ rp, user, pubKeyCredParams }: Fields): boolean {
  return (
    isFields(rp) &&
    typeof rp["name"] === "string" &&
    isFields(user) &&
    isUserHandle(user["id"]) &&
    typeof user["name"] === "string" &&
    typeof user["displayName"] === "string" &&
    Array.isArray(pubKeyCredParams)
  );
}

/** Of 1 to 64 bytes. */
function isUserHandle(id: unknown): boolean {
  return typeof id === "string" && id.length > 0 && id.length <= 86;
}

/** Null where none were asked about. */
function parseCapabilities(input: unknown): Capabilities | null {
  if (!isFields(input)) return null;
  const known = Object.entries(input).filter(([, value]) => typeof value === "boolean");
  return Object.fromEntries(known) as Capabilities;
}

/** Null if it is too large to be looked at, or the browser did not read all of it. */
function parseSignal(input: unknown): PasskeySignal | null {
  if (!isFields(input) || !isFields(input["values"])) return null;
  const { rpId, userId, credentialId, allAcceptedCredentialIds, name, displayName } =
    input["values"];
  if (!isShortText(rpId)) return null;
  if (input["name"] === "signalUnknownCredential") {
    return isShortText(credentialId) ? { kind: "unknown-credential", rpId, credentialId } : null;
  }
  if (!isShortText(userId)) return null;
  if (input["name"] === "signalAllAcceptedCredentials") {
    const ids = allAcceptedCredentialIds;
    if (!Array.isArray(ids) || ids.length > MAX_SIGNAL_IDS || !ids.every(isShortText)) return null;
    return { kind: "all-accepted-credentials", rpId, userId, allAcceptedCredentialIds: ids };
  }
  const isDetails = input["name"] === "signalCurrentUserDetails";
  if (!isDetails || !isShortText(name) || !isShortText(displayName)) return null;
  return { kind: "current-user-details", rpId, userId, name, displayName };
}

function isShortText(input: unknown): input is string {
  return typeof input === "string" && input.length <= MAX_SIGNAL_TEXT_LENGTH;
}

function parseOutcome(input: unknown): CeremonyOutcome | null {
  if (!isFields(input)) return null;
  const { kind, response } = input;
  if (kind === "native") return { kind };
  if (kind === "error") {
    const name = ERROR_NAMES.find((known) => known === input["name"]);
    return name === undefined ? null : { kind, name };
  }
  if (kind === "created" && hasTexts(response, REGISTRATION_TEXTS)) {
    return { kind, response: response as unknown as RegistrationResponseJSON };
  }
  if (kind === "asserted" && hasTexts(response, ASSERTION_TEXTS)) {
    return { kind, response: response as unknown as AuthenticationResponseJSON };
  }
  return null;
}

const REGISTRATION_TEXTS = [
  "clientDataJSON",
  "authenticatorData",
  "publicKey",
  "attestationObject",
] as const;

const ASSERTION_TEXTS = ["clientDataJSON", "authenticatorData", "signature", "userHandle"] as const;

function hasTexts(credential: unknown, names: readonly string[]): credential is Fields {
  if (!isFields(credential)) return false;
  const { response } = credential;
  return (
    isFields(response) &&
    isFields(credential["clientExtensionResults"]) &&
    credential["type"] === "public-key" &&
    typeof credential["id"] === "string" &&
    typeof credential["rawId"] === "string" &&
    names.every((name) => typeof response[name] === "string")
  );
}

function parseFields(text: string): Fields | null {
  let value: unknown;
  try {
    value = JSON.parse(text, (_key, member: unknown) => {
      const isBytes = isFields(member) && typeof member["$bytes"] === "string";
      return isBytes ? encodePlainBase64url(bytesOf(member["$bytes"] as string)) : member;
    });
  } catch {
    return null;
  }
  return isFields(value) ? value : null;
}

/** A byte of each character, of which the shim makes only such as have one: see its `bytesToText`. */
function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
