// The ceremony log in words: what was asked and how it ended, and how the user took part.

import type { CeremonyLogEntry } from "../../lib/app/views.ts";

const ASKED: Readonly<Record<CeremonyLogEntry["kind"], string>> = {
  create: "New passkey",
  get: "Sign-in",
  signal: "Notice of the site",
};

const ENDED: Readonly<Record<CeremonyLogEntry["result"], string>> = {
  created: "made",
  "signed-in": "signed in",
  cancelled: "cancelled by you",
  "other-device": "left to another device or security key",
  "none-fits": "handed to the browser, no passkey fits",
  "no-window": "handed to the browser, Waykey’s window did not open",
  "timed-out": "not answered in time",
  "page-left": "the page went away or took it back",
  "already-registered": "refused, Waykey has one for this account already",
  refused: "refused by Waykey",
  contradictory: "refused, what the site asked for contradicts itself",
  hidden: "passkey hidden, the site no longer knows it",
  shown: "passkey shown again",
  renamed: "account renamed",
};

/** "Sign-in: cancelled by you". */
export function requestText(entry: Pick<CeremonyLogEntry, "kind" | "result">): string {
  return `${ASKED[entry.kind]}: ${ENDED[entry.result]}`;
}

/** How the user took part. */
export function verifiedText(
  entry: Pick<CeremonyLogEntry, "userPresent" | "userVerified">,
): string {
  if (entry.userVerified) return "Verified";
  return entry.userPresent ? "Present, not verified" : "Not verified";
}
