// Says which place a Host header names: a Headway portal with its role and RP ID, the help centre,
// or some other site. Names are compared whole and lower-cased; the port plays no part, because
// browsers reach every place through a resolver rule on port 443.

export const roles = ["client", "provider"] as const;
export type Role = (typeof roles)[number];

export interface HeadwayPlace {
  readonly kind: "headway";
  readonly host: string;
  readonly origin: string;
  readonly role: Role;
  readonly rpId: string;
}

export interface ForeignPlace {
  readonly kind: "help" | "other";
  readonly host: string;
  readonly origin: string;
}

export type Place = HeadwayPlace | ForeignPlace;

const portals: Readonly<Record<string, Role>> = {
  "headway.co": "client",
  "sigmund.headway.co": "provider",
};

/** Finds the place for a Host header such as `headway.co` or `headway.co:8443`. */
export function placeOf(hostHeader: string): Place {
  const host = hostHeader.toLowerCase().replace(/:\d+$/, "");
  const origin = `https://${host}`;
  const role = Object.hasOwn(portals, host) ? portals[host] : undefined;
  if (role !== undefined) return { kind: "headway", host, origin, role, rpId: host };
  return { kind: host === "help.headway.co" ? "help" : "other", host, origin };
}
