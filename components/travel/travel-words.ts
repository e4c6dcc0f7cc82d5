// What each point of the travel check is called, and what the person does about it.

import type { MethodStatus } from "../../lib/headway/methods.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";
import { type KnownWays, type TravelPointKind, waysAbroad } from "../../lib/headway/travel.ts";
import { message, messageWith, pluralKey } from "../../lib/i18n/messages.ts";
import { howToEnroll } from "../health/finding-words.ts";
import { dateText } from "../plain-text.ts";
import { placedText, placeOf, wayNames } from "../way-names.ts";

export type TravelWords = { readonly title: string; readonly advice: string };

type Words = (role: AccountRole, ways: KnownWays) => TravelWords;

const WORDS: Readonly<Record<TravelPointKind, Words>> = {
  "reset-open": () => ({
    title: message("travel_reset_open_title"),
    advice: message("travel_reset_open_advice"),
  }),
  "only-phone": (role) => ({
    title: message("travel_only_phone_title"),
    advice: message("travel_only_phone_advice", howToEnroll(role)),
  }),
  "no-way-abroad": (role) => ({
    title: message("travel_no_way_abroad_title"),
    advice: message("travel_no_way_abroad_advice", howToEnroll(role)),
  }),
  "one-way-abroad": (role, ways) => ({
    title: message("travel_one_way_abroad_title", wayNames(waysAbroad(ways))),
    advice: message("travel_one_way_abroad_advice", howToEnroll(role)),
  }),
  "code-untried": () => ({
    title: message("travel_code_untried_title"),
    advice: message("travel_code_untried_advice"),
  }),
  "code-imported": () => ({
    title: message("travel_code_imported_title"),
    advice: message("travel_code_imported_advice"),
  }),
  "recovery-code-missing": () => ({
    title: message("travel_recovery_code_missing_title"),
    advice: message("travel_recovery_code_missing_advice"),
  }),
  "recovery-code-filled": (_role, { methods }) => {
    const since = methods.find(({ method }) => method === "recovery-code")?.filledAt;
    return {
      title: message("travel_recovery_code_filled_title"),
      advice: message(
        "travel_recovery_code_filled_advice",
        since === undefined ? "" : dateText(since),
      ),
    };
  },
  "recovery-code-used": () => ({
    title: message("travel_recovery_code_used_title"),
    advice: message("travel_recovery_code_used_advice"),
  }),
  "recovery-code-to-print": () => ({
    title: message("travel_recovery_code_to_print_title"),
    advice: message("travel_recovery_code_to_print_advice"),
  }),
  "recovery-code-to-take": (_role, { methods }) => ({
    title: message("travel_recovery_code_to_take_title"),
    advice: placedText(
      placeOf(methods, "recovery-code"),
      "travel_recovery_code_to_take_advice",
      "travel_recovery_code_to_take_advice_placed",
    ),
  }),
  "backup-to-make": () => ({
    title: message("travel_backup_to_make_title"),
    advice: message("travel_backup_to_make_advice"),
  }),
  "backup-unknown": () => ({
    title: message("travel_backup_unknown_title"),
    advice: message("travel_backup_unknown_advice"),
  }),
  "works-offline": () => ({
    title: message("travel_works_offline_title"),
    advice: message("travel_works_offline_advice"),
  }),
  "device-to-take": (_role, ways) => ({
    title: message("travel_device_to_take_title"),
    advice: messageWith(pluralKey("travel_device_to_take_advice", tied(ways).length), [
      wayNames(tied(ways)),
    ]),
  }),
  "phone-stays": () => ({
    title: message("travel_phone_stays_title"),
    advice: message("travel_phone_stays_advice"),
  }),
};

/** @param ways of the account */
export function travelWords(
  kind: TravelPointKind,
  role: AccountRole,
  ways: KnownWays,
): TravelWords {
  return WORDS[kind](role, ways);
}

function tied(ways: KnownWays): readonly MethodStatus[] {
  return waysAbroad(ways).filter(({ method }) => method !== "authenticator");
}
