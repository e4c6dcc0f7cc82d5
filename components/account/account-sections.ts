// The sections of an account's screen that fold: what each says of its inside, and which are open by themselves,
// since a finding is about them or an answer is wanted there.

import type { AccountView } from "../../lib/app/views.ts";
import { exemptionEnd } from "../../lib/headway/exemption.ts";
import type { FindingKind } from "../../lib/headway/health.ts";
import { isSetUp } from "../../lib/headway/methods.ts";
import { type MessageKey, message, numberText } from "../../lib/i18n/messages.ts";
import { passkeyCount } from "../passkey-count.ts";
import { dateText } from "../plain-text.ts";
import { type RecoveryStanding, recoveryStanding } from "../recovery-standing.ts";

export type AccountSection = "recovery" | "passkeys" | "methods" | "reset" | "travel" | "account";

const RECOVERY_FINDINGS = [
  "no-recovery-code",
  "recovery-code-filled",
  "recovery-code-used",
  "recovery-code-ended",
  "recovery-code-not-replaced",
] as const satisfies readonly FindingKind[];

/** In no order. */
export function sectionsDue(account: AccountView): readonly AccountSection[] {
  const due: AccountSection[] = [];
  const has = (...kinds: FindingKind[]) =>
    account.findings.some(({ kind }) => kinds.includes(kind));
  if (account.successorSince !== null || has(...RECOVERY_FINDINGS)) {
    due.push("recovery");
  }
  // Where every way has its answer, there is nothing to say there: another is set up at Headway.
  const isAsking = account.methods.some(
    ({ method, state }) => method !== "recovery-code" && state === "unknown",
  );
  const isPressing = (...kinds: FindingKind[]) =>
    account.findings.some(({ kind, weight }) => kinds.includes(kind) && weight !== "advice");
  const isLacking = isPressing("no-second-step", "one-way-only", "code-untried");
  if (isPressing("phone-not-served") || (isAsking && isLacking)) {
    due.push("methods");
  }
  if (has("reset-due", "reset-late")) due.push("reset");
  return due;
}

const RECOVERY_GISTS = {
  kept: "account_recovery_gist_kept",
  filled: "account_recovery_gist_filled",
  used: "account_recovery_gist_used",
  elsewhere: "account_recovery_gist_elsewhere",
  none: "account_recovery_gist_none",
} as const satisfies Readonly<Record<RecoveryStanding, MessageKey>>;

export function recoveryGist(account: AccountView): string {
  return message(RECOVERY_GISTS[recoveryStanding(account)]);
}

export function passkeysGist({ passkeys }: AccountView): string {
  return passkeys.length === 0 ? message("account_passkeys_gist_none") : passkeyCount(passkeys);
}

export function methodsGist({ methods }: AccountView): string {
  const setUp = methods.filter(isSetUp).length;
  return message("account_methods_gist", numberText(setUp), numberText(methods.length));
}

export function resetGist({ exemptedAt }: AccountView): string {
  return exemptedAt === null
    ? message("account_reset_gist")
    : message("account_reset_gist_exempted", dateText(exemptionEnd(exemptedAt)));
}
