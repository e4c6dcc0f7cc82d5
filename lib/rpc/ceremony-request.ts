// Parsers for what a content script sends over its ceremony port and in messages of its own. The script
// runs in a page's process, so the frame of each message is checked and its size bounded here; the
// options themselves are parsed by lib/webauthn/options.ts.

import * as v from "valibot";
import type { CeremonyRequest } from "./ceremony-messages.ts";
import type { SignalMessage, WishMessage } from "./page-messages.ts";

/** More than any real site asks for; a longer call goes to the browser. In UTF-16 units of its JSON. */
const MAX_CALL_LENGTH = 256 * 1024;

/** Infinity for what is no JSON: an object within itself, or nested beyond measure. */
function jsonLength(value: unknown): number {
  try {
    return JSON.stringify(value).length;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

const Build = v.pipe(v.string(), v.maxLength(128));
const Call = v.pipe(
  v.object({
    kind: v.picklist(["create", "get"]),
    mediation: v.picklist(["modal", "conditional"]),
    options: v.looseObject({}),
  }),
  v.check((call) => jsonLength(call) <= MAX_CALL_LENGTH),
);
const Request = v.variant("type", [
  v.object({ type: v.literal("start"), build: Build, call: Call, crossOrigin: v.boolean() }),
  v.object({
    type: v.literal("resume"),
    build: Build,
    ceremonyId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  }),
  v.object({ type: v.literal("abort") }),
]);

/** The request, or null if it is none. Options are still unchecked JSON. */
export function parseCeremonyRequest(message: unknown): CeremonyRequest | null {
  const result = v.safeParse(Request, message);
  return result.success ? (result.output as CeremonyRequest) : null;
}

const HasVault = v.object({ type: v.literal("has-vault"), build: Build });

/** The build id of a content script that asks whether there is a vault; null for anything else. */
export function parseHasVaultQuestion(message: unknown): string | null {
  const result = v.safeParse(HasVault, message);
  return result.success ? result.output.build : null;
}

const Wish = v.object({
  type: v.literal("wish"),
  build: Build,
  wish: v.nullable(v.picklist(["passkey", "code"])),
});

/** What a content script says that its document asks for, or null if the message is nothing of the kind. */
export function parseWishMessage(message: unknown): WishMessage | null {
  const result = v.safeParse(Wish, message);
  return result.success ? result.output : null;
}

const CodeFocus = v.object({ type: v.literal("code-focus"), build: Build });

/** The build id of a content script in whose document a code field took the focus; null for anything else. */
export function parseCodeFocusMessage(message: unknown): string | null {
  const result = v.safeParse(CodeFocus, message);
  return result.success ? result.output.build : null;
}

const LoadReader = v.object({ type: v.literal("load-reader"), build: Build });

/** The build id of a content script that needs the reader of pages in its document; null for anything else. */
export function parseLoadReaderMessage(message: unknown): string | null {
  const result = v.safeParse(LoadReader, message);
  return result.success ? result.output.build : null;
}

/** A credential ID has at most 1,023 bytes, a user handle 64 (WebAuthn §4, §5.4.3). */
const CredentialId = v.pipe(v.string(), v.maxLength(1364), v.regex(/^[A-Za-z0-9_-]+$/));
const UserId = v.pipe(v.string(), v.maxLength(86), v.regex(/^[A-Za-z0-9_-]+$/));
const RpId = v.pipe(v.string(), v.maxLength(253));
const Name = v.pipe(v.string(), v.maxLength(16_384));
const MAX_IDS = 1024;
/** In UTF-16 units of its JSON: fifty that wait stay well within what the session store takes. */
const MAX_SIGNAL_LENGTH = 64 * 1024;

const Signal = v.variant("kind", [
  v.object({ kind: v.literal("unknown-credential"), rpId: RpId, credentialId: CredentialId }),
  v.object({
    kind: v.literal("all-accepted-credentials"),
    rpId: RpId,
    userId: UserId,
    allAcceptedCredentialIds: v.pipe(
      v.array(v.unknown()),
      v.maxLength(MAX_IDS),
      v.array(CredentialId),
    ),
  }),
  v.object({
    kind: v.literal("current-user-details"),
    rpId: RpId,
    userId: UserId,
    name: Name,
    displayName: Name,
  }),
]);
const Told = v.object({
  type: v.literal("signal"),
  build: Build,
  signal: v.pipe(
    Signal,
    v.check((signal) => jsonLength(signal) <= MAX_SIGNAL_LENGTH),
  ),
});

/** What a site tells of its passkeys, or null if the message is nothing of the kind. */
export function parseSignalMessage(message: unknown): SignalMessage | null {
  const result = v.safeParse(Told, message);
  return result.success ? result.output : null;
}
