// The ceremony log in words: what was asked and how it ended, and how the user took part.

import type { CeremonyLogEntry } from "../../lib/app/views.ts";
import { message, type MessageKey } from "../../lib/i18n/messages.ts";

const ASKED: Readonly<Record<CeremonyLogEntry["kind"], MessageKey>> = {
  create: "options_asked_create",
  get: "options_asked_get",
  signal: "options_asked_signal",
};

const ENDED: Readonly<Record<CeremonyLogEntry["result"], MessageKey>> = {
  created: "options_ended_created",
  "signed-in": "options_ended_signed_in",
  cancelled: "options_ended_cancelled",
  "other-device": "options_ended_other_device",
  "none-fits": "options_ended_none_fits",
  "no-window": "options_ended_no_window",
  "timed-out": "options_ended_timed_out",
  "page-left": "options_ended_page_left",
  "already-registered": "options_ended_already_registered",
  refused: "options_ended_refused",
  contradictory: "options_ended_contradictory",
  hidden: "options_ended_hidden",
  shown: "options_ended_shown",
  renamed: "options_ended_renamed",
};

/** "Sign-in: cancelled by you". */
export function requestText(entry: Pick<CeremonyLogEntry, "kind" | "result">): string {
  return message("options_request", message(ASKED[entry.kind]), message(ENDED[entry.result]));
}

/** How the user took part. */
export function verifiedText(
  entry: Pick<CeremonyLogEntry, "userPresent" | "userVerified">,
): string {
  if (entry.userVerified) return message("options_verified");
  return message(entry.userPresent ? "options_present" : "options_not_verified");
}
