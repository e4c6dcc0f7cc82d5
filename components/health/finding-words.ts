// What each finding is called, and what the person does about it.

import type { Finding, FindingKind, Tick } from "../../lib/headway/health.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";
import { message, type MessageKey } from "../../lib/i18n/messages.ts";
import { dayText, timeText } from "../plain-text.ts";

export type FindingWords = {
  readonly title: string;
  readonly advice: string;
};

/** Where Headway adds a way of the second step, in whole sentences. */
export function howToEnroll(role: AccountRole): string {
  return message(role === "provider" ? "health_enroll_provider" : "health_enroll_client");
}

type Words = (
  role: AccountRole,
  /** As in the finding; empty if that says nothing. */
  day: string,
  /** The same with the time of day. */
  time: string,
  weight: Finding["weight"],
) => FindingWords;

const WORDS: Readonly<Record<FindingKind, Words>> = {
  "reset-due": (_role, _day, time) => ({
    title: message("health_reset_due_title", time),
    advice: message("health_reset_due_advice"),
  }),
  "reset-late": (_role, day) => ({
    title: message("health_reset_late_title", day),
    advice: message("health_reset_late_advice"),
  }),
  "no-second-step": (role) => ({
    title: message(
      role === "provider"
        ? "health_no_second_step_title_provider"
        : "health_no_second_step_title_client",
    ),
    advice: message("health_no_second_step_advice", howToEnroll(role)),
  }),
  "one-way-only": (role) => ({
    title: message("health_one_way_only_title"),
    advice: message("health_one_way_only_advice", howToEnroll(role)),
  }),
  "code-untried": (role) => ({
    title: message("health_code_untried_title"),
    advice: message("health_code_untried_advice", howToEnroll(role)),
  }),
  "code-imported": () => ({
    title: message("health_code_imported_title"),
    advice: message("health_code_imported_advice"),
  }),
  "phone-not-served": (role, _day, _time, weight) => ({
    title: message("health_phone_not_served_title"),
    advice:
      weight === "advice"
        ? message("health_phone_not_served_advice_covered")
        : message("health_phone_not_served_advice", howToEnroll(role)),
  }),
  "no-recovery-code": (role) => ({
    title: message("health_no_recovery_code_title"),
    advice: message(
      role === "provider"
        ? "health_no_recovery_code_advice_provider"
        : "health_no_recovery_code_advice_client",
    ),
  }),
  "recovery-code-filled": (_role, day) => ({
    title: message("health_recovery_code_filled_title", day),
    advice: message("health_recovery_code_filled_advice"),
  }),
  "recovery-code-used": (role, day) => ({
    title: message("health_recovery_code_used_title", day),
    advice: message(
      role === "provider"
        ? "health_recovery_code_used_advice_provider"
        : "health_recovery_code_used_advice_client",
    ),
  }),
  "recovery-code-ended": (role, day) => ({
    title: message("health_recovery_code_ended_title", day),
    advice: message(
      role === "provider"
        ? "health_recovery_code_ended_advice_provider"
        : "health_recovery_code_ended_advice_client",
    ),
  }),
  "recovery-code-not-replaced": (role, day) => ({
    title: message("health_recovery_code_not_replaced_title", day),
    advice: message(
      role === "provider"
        ? "health_recovery_code_not_replaced_advice_provider"
        : "health_recovery_code_not_replaced_advice_client",
    ),
  }),
  "ask-recovery-code": (_role, day) => ({
    title: message("health_ask_recovery_code_title"),
    advice: message("health_ask_recovery_code_advice", day),
  }),
  "passkeys-only-here": (role) => ({
    title: message("health_passkeys_only_here_title"),
    advice: message("health_passkeys_only_here_advice", howToEnroll(role)),
  }),
  "backup-unknown": () => ({
    title: message("health_backup_unknown_title"),
    advice: message("health_backup_unknown_advice"),
  }),
  "not-backed-up": (_role, day) => ({
    title:
      day === ""
        ? message("health_not_backed_up_title")
        : message("health_not_all_backed_up_title", day),
    advice: message("health_not_backed_up_advice"),
  }),
  "backup-old": (_role, day) => ({
    title: message("health_backup_old_title", day),
    advice: message("health_backup_old_advice"),
  }),
  "clock-off": () => ({
    title: message("health_clock_off_title"),
    advice: message("health_clock_off_advice"),
  }),
  "email-unsecured": () => ({
    title: message("health_email_unsecured_title"),
    advice: message("health_email_unsecured_advice"),
  }),
  "password-not-unique": () => ({
    title: message("health_password_not_unique_title"),
    advice: message("health_password_not_unique_advice"),
  }),
};

export function findingWords(finding: Finding, role: AccountRole): FindingWords {
  const { kind, weight, at, on = null } = finding;
  const [day, time] = at === null ? ["", ""] : [dayText(on, at), timeText(at)];
  return WORDS[kind](role, day, time, weight);
}

/** What the user says by ticking. */
export const TICK_LABELS: Readonly<Record<Tick, MessageKey>> = {
  "email-secured": "health_tick_email_secured",
  "password-unique": "health_tick_password_unique",
};

export const TICKED: Readonly<Record<Tick, MessageKey>> = {
  "email-secured": "health_ticked_email_secured",
  "password-unique": "health_ticked_password_unique",
};
