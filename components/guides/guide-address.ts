// The addresses of the guides, on the page of help: `help.html?role=client#guide-phone` is one, `help.html#guides`
// the list of all.

import { type GuideId, isGuide } from "../../lib/headway/guides.ts";
import { ACCOUNT_ROLES, type AccountRole } from "../../lib/headway/roles.ts";

export type HelpPlace = "trouble" | "guides" | GuideId;

const GUIDE = "guide-";

/** @param role of the account that it is about; null: it is about none */
export function guideAddress(guide: GuideId | null, role: AccountRole | null): string {
  const query = role === null ? "" : `?role=${role}`;
  return `help.html${query}${hashOf(guide ?? "guides")}`;
}

/** Within the page of help. */
export function hashOf(place: HelpPlace): string {
  return place === "trouble" || place === "guides" ? `#${place}` : `#${GUIDE}${place}`;
}

/** @param hash as `location.hash`; whatever is no guide leads to the help with trouble */
export function placeOfHash(hash: string): HelpPlace {
  const name = hash.slice(1);
  if (name === "guides") return "guides";
  const guide = name.startsWith(GUIDE) ? name.slice(GUIDE.length) : "";
  return isGuide(guide) ? guide : "trouble";
}

/** @param search as `location.search` */
export function roleOfSearch(search: string): AccountRole | null {
  const named = new URLSearchParams(search).get("role");
  return ACCOUNT_ROLES.find((role) => role === named) ?? null;
}
