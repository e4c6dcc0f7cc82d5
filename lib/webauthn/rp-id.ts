// RP ID against origin (WebAuthn §5.1.3 step 8, §5.1.4 step 7; HTML "is a registrable domain suffix
// of or is equal to"), with the Public Suffix List, private section included. Stricter than
// the specification: https only, A-labels only, no `localhost`, and never a public suffix, not even
// when the origin's host is that suffix. Related origins (§5.11) are not supported.

import { WaykeyError } from "../errors.ts";
import { publicSuffixOf } from "./public-suffixes.ts";

declare const rpIdBrand: unique symbol;
declare const originBrand: unique symbol;

/** A lower-case domain, proven fit for the origin it was resolved for. */
export type RpId = string & { readonly [rpIdBrand]: true };

/** A serialised https origin whose host is a domain: "https://host" or "https://host:port". */
export type Origin = string & { readonly [originBrand]: true };

const MAX_DOMAIN_LENGTH = 253;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const NUMERIC_LABEL = /^(?:\d+|0x[0-9a-f]*)$/;
const ORIGIN = /^https:\/\/([^:/?#@\\]+)(?::([1-9]\d{0,4}))?$/;
const MAX_PORT = 65_535;

/**
 * Takes an origin as a browser serialises it (lower case, A-labels, no default port).
 * @throws WaykeyError `webauthn/rp-id` for other schemes, opaque origins, IP addresses, hosts of one
 * label and anything that is more than an origin
 */
export function parseOrigin(text: string): Origin {
  const [, host, port] = ORIGIN.exec(text) ?? [];
  if (host === undefined || !isDomain(host) || Number(port ?? 1) > MAX_PORT || port === "443") {
    throw rpIdError("The origin is not an https origin with a domain");
  }
  return text as Origin;
}

/**
 * The RP ID a request from `origin` runs under: `rpId` in lower case, or the origin's host if it is
 * undefined.
 * @throws WaykeyError `webauthn/rp-id` (to the page a SecurityError) if the origin may not claim it
 */
export async function resolveRpId(origin: string, rpId: string | undefined): Promise<RpId> {
  const host = hostOf(parseOrigin(origin));
  const claimed = rpId === undefined ? host : lowerCaseAscii(rpId);
  if (!isDomain(claimed) || !(await isRegistrableSuffixOrEqual(claimed, host))) {
    throw rpIdError("The RP ID is not a registrable domain suffix of the origin's host");
  }
  return claimed as RpId;
}

function hostOf(origin: Origin): string {
  return ORIGIN.exec(origin)?.[1] ?? "";
}

/** HTML's algorithm from its step 3 on; both arguments are domains in lower case. */
async function isRegistrableSuffixOrEqual(suffix: string, host: string): Promise<boolean> {
  if (suffix !== host && !host.endsWith(`.${suffix}`)) return false;
  if (suffix === (await publicSuffixOf(suffix))) return false;
  return !(await publicSuffixOf(host)).endsWith(`.${suffix}`);
}

/** A domain of two labels or more, in lower-case A-labels (RFC 1123), and no IPv4 address. */
function isDomain(text: string): boolean {
  if (text.length > MAX_DOMAIN_LENGTH) return false;
  const labels = text.split(".");
  return (
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label)) &&
    !NUMERIC_LABEL.test(labels.at(-1) ?? "")
  );
}

/** The host parser's lower-casing, without Unicode's: the Kelvin sign is not a k. */
function lowerCaseAscii(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function rpIdError(message: string): WaykeyError {
  return new WaykeyError("webauthn/rp-id", message);
}
