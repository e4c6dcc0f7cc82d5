// What each finding is called, and what the person does about it.

import type { FindingKind, Tick } from "../../lib/headway/health.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";
import { dateText } from "../plain-text.ts";

export type FindingWords = {
  readonly title: string;
  readonly advice: string;
};

/** Where Headway adds a way of the second step. */
export const TO_ENROL: Readonly<Record<AccountRole, string>> = {
  client: "On headway.co open Settings and press Enroll beside the way you want.",
  provider:
    "In the provider portal open Settings, then the Login tab, and press Enroll beside the way you want.",
};

/** Where Headway makes a new recovery code, as it says for those who change their set-up. */
const TO_RESET: Readonly<Record<AccountRole, string>> = {
  client: "If it is lost, open Account on headway.co, scroll to Login and choose Reset 2FA.",
  provider: "If it is lost, ask Headway support.",
};

/** How a reset is made at Headway. */
export const RESET_STEPS: Readonly<Record<AccountRole, string>> = {
  client:
    "On headway.co open Account, scroll to Login and choose Reset 2FA. You sign in again and set up your ways anew.",
  provider:
    "Sign in to the provider portal, open Settings, then the Login tab, and press Reset. Then set up your ways anew.",
};

/** @param at as in the finding */
export function findingWords(
  kind: FindingKind,
  role: AccountRole,
  at: number | null,
): FindingWords {
  const day = at === null ? "" : dateText(at);
  const words: Readonly<Record<FindingKind, FindingWords>> = {
    "reset-due": {
      title: `Reset your ways to sign in by ${day}`,
      advice: RESET_STEPS.provider,
    },
    "reset-late": {
      title: `The week to reset ended on ${day}`,
      advice: "If you have not reset your ways to sign in, ask Headway support again.",
    },
    "no-second-step": {
      title:
        role === "provider"
          ? "No second step is known: providers must have one"
          : "No second step is known",
      advice: `With one, a stolen password is not enough to sign in. ${TO_ENROL[role]} If you have one already, say so under “Ways to sign in”.`,
    },
    "one-way-only": {
      title: "There is only one way to sign in",
      advice: `If you lose it, you are locked out. ${TO_ENROL[role]} If you have another already, say so under “Ways to sign in”.`,
    },
    "phone-not-served": {
      title: "Headway can’t reach your phone",
      advice: `It sends codes to US numbers (+1) only. Add another way now, such as an authenticator app. ${TO_ENROL[role]}`,
    },
    "no-recovery-code": {
      title: "No recovery code is known to be kept",
      advice: `It gets you in when all else is lost. Headway shows it after your first way is set up. ${TO_RESET[role]}`,
    },
    "recovery-code-used": {
      title: `Your recovery code was used on ${day}`,
      advice: `Headway has shown you a new one. Save it here, or say where you keep it. ${TO_RESET[role]}`,
    },
    "ask-recovery-code": {
      title: "Do you still have your recovery code?",
      advice: `You said so last on ${day}. Please look.`,
    },
    "not-backed-up": {
      title:
        at === null
          ? "This account is in no backup yet"
          : `Not all of this account is in your backup of ${day}`,
      advice: "What is only here is gone if this computer or browser profile is lost.",
    },
    "backup-old": {
      title: `Your last backup is of ${day}`,
      advice: "Make a new one, and see that the file opens.",
    },
    "clock-off": {
      title: "Your computer’s clock is wrong",
      advice: "Waykey makes your codes for the right time. Better set the clock right.",
    },
    "email-unsecured": {
      title: "Is your e-mail account safe too?",
      advice:
        "Who reads your e-mail can ask for a new password. It needs a strong password and a second step of its own.",
    },
    "password-not-unique": {
      title: "Is your Headway password used nowhere else?",
      advice: "A password stolen from another site opens this account if it is the same.",
    },
  };
  return words[kind];
}

/** What the user says by ticking. */
export const TICK_LABELS: Readonly<Record<Tick, string>> = {
  "email-secured": "Yes, it has both",
  "password-unique": "Yes, only here",
};

export const TICKED: Readonly<Record<Tick, string>> = {
  "email-secured": "E-mail account secured",
  "password-unique": "Password used only here",
};
