// Which addresses are Headway's: https on the default port, headway.co and every host below it but the
// help centre, which a third party runs. Hosts are compared by whole labels; anything that cannot be
// read as such an address is out of scope.

import { ACCOUNT_ROLES, type AccountRole } from "./roles.ts";

const DOMAIN = "headway.co";
const PROVIDER_HOST = "sigmund.headway.co";
const OUTSIDE_HOSTS: ReadonlySet<string> = new Set(["help.headway.co"]);

/** Match patterns of the pages in scope, for the manifest. */
export const HEADWAY_MATCHES = ["https://headway.co/*", "https://*.headway.co/*"] as const;

/** What HEADWAY_MATCHES takes in too much, for the manifest. */
export const HEADWAY_EXCLUDES = ["https://help.headway.co/*"] as const;

const ADDRESS = /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::443)?(?:[/?#]|$)/i;

/** The lower-case host of an address in scope, or null. Takes an origin or a whole URL. */
export function headwayHostOf(address: string): string | null {
  const host = ADDRESS.exec(address)?.[1]?.toLowerCase();
  return host !== undefined && isHeadwayHost(host) ? host : null;
}

/** True for a lower-case host of Headway that Waykey serves. */
export function isHeadwayHost(host: string): boolean {
  if (OUTSIDE_HOSTS.has(host)) return false;
  return host === DOMAIN || host.endsWith(`.${DOMAIN}`);
}

/**
 * True for a browser's own text of an origin of Headway that Waykey serves. In every page of Headway's, so without
 * ADDRESS: that takes longer to compile than all else there.
 */
export function isHeadwayOrigin(origin: string): boolean {
  const host = origin.slice("https://".length);
  if (!origin.startsWith("https://") || !isHeadwayHost(host)) return false;
  if (host === DOMAIN || host === PROVIDER_HOST) return true;
  return host.split(".").every(isHostLabel);
}

function isHostLabel(label: string): boolean {
  for (const character of label) {
    const isLetter = character >= "a" && character <= "z";
    if (!isLetter && !(character >= "0" && character <= "9") && character !== "-") return false;
  }
  return label !== "";
}

/** True for an origin or URL of Headway that Waykey serves. */
export function isInScope(address: string): boolean {
  return headwayHostOf(address) !== null;
}

/** The front page of the portal for accounts of each role, for links that the user presses. */
export const PORTALS: Readonly<Record<AccountRole, string>> = {
  client: "https://headway.co/",
  provider: "https://sigmund.headway.co/",
};

/** The front page of Headway's help, from which support is reached. Out of scope: a link, and nothing more. */
export const HEADWAY_HELP = "https://help.headway.co/";

/**
 * Whether people of every role may sign in at an address in scope, as where one log-in serves both portals: any but
 * those of the portals themselves. What `roleOf` says of it is a guess.
 */
export function isForEveryRole(address: string): boolean {
  const host = headwayHostOf(address);
  return host !== DOMAIN && host !== `www.${DOMAIN}` && host !== PROVIDER_HOST;
}

/** The roles of those who sign in at an address in scope. */
export function rolesOf(address: string): readonly AccountRole[] {
  return isForEveryRole(address) ? ACCOUNT_ROLES : [roleOf(address)];
}

/** Whose portal an address in scope belongs to: providers have theirs, everybody else is a client. */
export function roleOf(address: string): AccountRole {
  return headwayHostOf(address) === PROVIDER_HOST ? "provider" : "client";
}
