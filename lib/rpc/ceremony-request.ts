// Parser for what a content script sends over its ceremony port. The script runs in a page's process,
// so the frame of the message is checked and its size bounded here; the options themselves are parsed
// by lib/webauthn/options.ts.

import * as v from "valibot";
import type { CeremonyRequest } from "./ceremony-messages.ts";

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
  v.object({ kind: v.picklist(["create", "get"]), options: v.looseObject({}) }),
  v.check((call) => jsonLength(call) <= MAX_CALL_LENGTH),
);
const Request = v.variant("type", [
  v.object({ type: v.literal("start"), build: Build, call: Call }),
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
