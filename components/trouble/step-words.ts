// What each step of an advice says, by what is known of the account.

import type { Method } from "../../lib/headway/methods.ts";
import { type StepId, type TroubleFacts, waysLeft } from "../../lib/headway/trouble.ts";
import { message, type MessageKey } from "../../lib/i18n/messages.ts";
import { dateText, timeText } from "../plain-text.ts";
import { headwayNames } from "./headway-names.ts";
import { placedText, placeOf } from "../way-names.ts";

type Words = (facts: TroubleFacts, broken: Method | null) => string;

/**
 * @param facts of the account that the advice is for
 * @param broken the way that does not work, which is named as none to take; null if it is none of them
 */
export function stepText(step: StepId, facts: TroubleFacts, broken: Method | null): string {
  const words = STEPS[step];
  return typeof words === "string" ? message(words) : words(facts, broken);
}

/** Where it is beside Waykey, or in its place; empty if nobody said. */
function otherPlaceOf({ methods, elsewhereToo }: TroubleFacts, wanted: Method): string {
  const too = elsewhereToo.find(({ method }) => method === wanted);
  return too?.where ?? placeOf(methods, wanted);
}

const STEPS: Readonly<Record<StepId, MessageKey | Words>> = {
  "number-not-served": "trouble_step_number_not_served",
  "try-call": "trouble_step_try_call",
  "try-text": "trouble_step_try_text",
  "ios-unknown-senders": "trouble_step_ios_unknown_senders",
  "ios-silence-callers": "trouble_step_ios_silence_callers",
  "android-archived": "trouble_step_android_archived",
  "android-spam": "trouble_step_android_spam",
  "carrier-filters": "trouble_step_carrier_filters",
  "use-here": (facts, broken) =>
    message("trouble_step_use_here", headwayNames(waysLeft(facts, "here", broken))),
  "use-elsewhere": (facts, broken) =>
    message("trouble_step_use_elsewhere", headwayNames(waysLeft(facts, "elsewhere", broken))),
  "use-another": "trouble_step_use_another",
  "code-untried": "trouble_step_code_untried",
  "passkey-here": "trouble_step_passkey_here",
  "use-passkey": "trouble_step_use_passkey",
  "key-here": "trouble_step_key_here",
  "use-key": "trouble_step_use_key",
  "self-check": "trouble_step_self_check",
  "tied-to-device": (facts) =>
    placedText(
      otherPlaceOf(facts, "biometrics"),
      "trouble_step_tied_to_device",
      "trouble_step_tied_to_device_placed",
    ),
  "enrol-this-device": ({ role }) =>
    message(
      role === "provider"
        ? "trouble_step_enrol_this_device_provider"
        : "trouble_step_enrol_this_device_client",
    ),
  "key-or-manager": (facts) =>
    placedText(
      otherPlaceOf(facts, "security-key"),
      "trouble_step_key_or_manager",
      "trouble_step_key_or_manager_placed",
    ),
  "key-by-prompt": "trouble_step_key_by_prompt",
  "right-account": "trouble_step_right_account",
  "code-of-now": "trouble_step_code_of_now",
  clock: "trouble_step_clock",
  reset: ({ role }) =>
    message(role === "provider" ? "trouble_step_reset_provider" : "trouble_step_reset_client"),
  "find-recovery-code": "trouble_step_find_recovery_code",
  "recovery-code-here": "trouble_step_recovery_code_here",
  "recovery-code-filled": ({ methods }) => {
    const since = methods.find(({ method }) => method === "recovery-code")?.filledAt;
    return message("trouble_step_recovery_code_filled", since === undefined ? "" : dateText(since));
  },
  "recovery-code-used": "trouble_step_recovery_code_used",
  "recovery-code-elsewhere": ({ methods }) =>
    placedText(
      placeOf(methods, "recovery-code"),
      "trouble_step_recovery_code_elsewhere",
      "trouble_step_recovery_code_elsewhere_placed",
    ),
  "use-recovery-code": "trouble_step_use_recovery_code",
  "keep-successor": "trouble_step_keep_successor",
  "enrol-again": ({ role }) =>
    message(
      role === "provider" ? "trouble_step_enrol_again_provider" : "trouble_step_enrol_again_client",
    ),
  "support-identity": "trouble_step_support_identity",
  "support-exemption": "trouble_step_support_exemption",
  "exemption-week": "trouble_step_exemption_week",
  "exemption-runs": ({ letInUntil }) =>
    message("trouble_step_exemption_runs", letInUntil === null ? "" : timeText(letInUntil)),
  "phone-abroad": "trouble_step_phone_abroad",
  "works-offline": "trouble_step_works_offline",
  "before-leaving": ({ role }) =>
    message(
      role === "provider"
        ? "trouble_step_before_leaving_provider"
        : "trouble_step_before_leaving_client",
    ),
  "sync-first": "trouble_step_sync_first",
  "recovery-code-ready": "trouble_step_recovery_code_ready",
  "biometrics-anew": ({ role }) =>
    message(
      role === "provider"
        ? "trouble_step_biometrics_anew_provider"
        : "trouble_step_biometrics_anew_client",
    ),
  "compare-before-wiping": "trouble_step_compare_before_wiping",
  "two-ways": "trouble_step_two_ways",
};
