// What is amiss with an account, by Headway's own advice to those who sign in: more than one way of the
// second step, a recovery code that is kept, a phone that Headway can reach, a secured e-mail address, a
// password of its own; and by what Waykey knows of itself: a backup, and a clock that is right.

import { exemptionEnd } from "./exemption.ts";
import { isSetUp, isUnservedPhone, type Method, type MethodStatus } from "./methods.ts";
import { type HeldCode, lastEnd } from "./recovery-ends.ts";
import type { AccountRole } from "./roles.ts";

/** What only the user can see to, and say. */
export const TICKS = ["email-secured", "password-unique"] as const;

export type Tick = (typeof TICKS)[number];

export type TickNote = { readonly tick: Tick; readonly done: boolean; readonly at: number };

export type FindingKind =
  /** Support lets the provider in for a week, and the reset is still to be done; `at`: until when. */
  | "reset-due"
  /** That week is over. */
  | "reset-late"
  /** Not one way of the second step is known to be set up. */
  | "no-second-step"
  /** One, and no other if that is lost. */
  | "one-way-only"
  /** Waykey makes codes that Headway has taken none of yet: they may be no way to sign in. */
  | "code-untried"
  /** Headway has taken none of the codes yet, of which one came from another app, in which it was in use. */
  | "code-imported"
  /** The phone's number is of a country that Headway sends no codes to. */
  | "phone-not-served"
  | "no-recovery-code"
  /** The one that is kept was filled or copied for a page at `at`, and nobody has said whether it was used. */
  | "recovery-code-filled"
  /** The one that was kept is used up, and nothing is known of the one that Headway gave for it. */
  | "recovery-code-used"
  /** A reset has ended the one that was kept, and no other is known. */
  | "recovery-code-ended"
  /** The one that was kept is used up, and Headway gave none for it, the user says. */
  | "recovery-code-not-replaced"
  /** It was said long ago that one is kept elsewhere. */
  | "ask-recovery-code"
  /** All ways that are known are passkeys which Waykey holds, here alone. */
  | "passkeys-only-here"
  /** What Waykey holds of the account is in no backup. */
  | "not-backed-up"
  /** What was noted of the last backup cannot be read. */
  | "backup-unknown"
  | "backup-old"
  /** Codes are made for another time than the computer's. */
  | "clock-off"
  | "email-unsecured"
  | "password-not-unique";

export type Finding = {
  readonly kind: FindingKind;
  /** `alarm`: the account may be lost, or Headway does not allow it. */
  readonly weight: "alarm" | "warning" | "advice";
  /** Since when, or when it was last seen to; null if that says nothing. Epoch milliseconds. */
  readonly at: number | null;
  /** The day that is meant, as `isCivilDay`, where it is not that of `at`. */
  readonly on?: string;
};

export type HealthFacts = {
  readonly role: AccountRole;
  readonly methods: readonly MethodStatus[];
  /** Of those that are here, the ones that the user said to be elsewhere too. */
  readonly elsewhereToo: readonly Method[];
  /** Headway has taken no code of what Waykey holds, and the user has named no other app. */
  readonly isCodeUntried: boolean;
  /** As with that, but that one of them was in use in another app: it is a way, and one to be tried once. */
  readonly isCodeImported: boolean;
  readonly recoveryCodes: readonly HeldCode[];
  /** The last one that was noted here, epoch milliseconds, and whether there was a recovery code; null: none was. */
  readonly reset: {
    readonly at: number;
    /** The day on which it was done at Headway, as `isCivilDay`; null: that of `at`. */
    readonly doneOn: string | null;
    readonly hadRecoveryCode: boolean;
  } | null;
  readonly ticks: readonly TickNote[];
  /** When support granted the week for a reset that has not been done yet; null: there is none. */
  readonly exemptedAt: number | null;
  /** When the newest of what Waykey holds of the account was taken up or changed; null: it holds nothing. */
  readonly changedAt: number | null;
  /** When the last backup was that was opened again and held everything; null: never. */
  readonly backedUpAt: number | "unknown" | null;
  /** By how much codes are made ahead of the computer's clock, milliseconds. */
  readonly clockOffsetMs: number;
  /** Epoch milliseconds. */
  readonly now: number;
};

const DAY_MS = 24 * 60 * 60_000;
const YEAR_MS = 365 * DAY_MS;

/** After that long a backup is worth making, and opening, again although nothing has changed. */
const BACKUP_AGE_MS = 180 * DAY_MS;

/** A code is accepted for about as long beside its own time. */
const CLOCK_LIMIT_MS = 15_000;

/** The heaviest first, and the same order always; empty for an account that is in good order. */
export function findingsOf(facts: HealthFacts): readonly Finding[] {
  return [
    ...exemptionFindings(facts),
    ...waysFindings(facts),
    ...phoneFindings(facts),
    ...recoveryFindings(facts),
    ...backupFindings(facts),
    ...clockFindings(facts),
    ...tickFindings(facts),
  ].toSorted((a, b) => WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight));
}

function exemptionFindings({ exemptedAt, now }: HealthFacts): readonly Finding[] {
  if (exemptedAt === null) return [];
  const endsAt = exemptionEnd(exemptedAt);
  return [{ kind: now < endsAt ? "reset-due" : "reset-late", weight: "alarm", at: endsAt }];
}

const WEIGHTS: readonly Finding["weight"][] = ["alarm", "warning", "advice"];

function waysFindings(facts: HealthFacts): readonly Finding[] {
  const ways = usableWays(facts);
  if (ways.length === 0) {
    // Providers must have one; clients are told to.
    const weight = facts.role === "provider" ? "alarm" : "warning";
    return [{ kind: facts.isCodeUntried ? "code-untried" : "no-second-step", weight, at: null }];
  }
  return [
    ...(ways.length === 1 ? [{ kind: "one-way-only", weight: "warning", at: null } as const] : []),
    ...(facts.isCodeUntried ? [{ kind: "code-untried", weight: "advice", at: null } as const] : []),
    ...(facts.isCodeImported
      ? [{ kind: "code-imported", weight: "advice", at: null } as const]
      : []),
  ];
}

/** But for the recovery code. A phone that gets no codes is no way in, nor is a code that was never taken. */
function usableWays({ methods, isCodeUntried }: HealthFacts): readonly MethodStatus[] {
  return methods.filter((status) => {
    const isUntried = status.method === "authenticator" && isCodeUntried;
    const isWay = status.method !== "recovery-code" && isSetUp(status);
    return isWay && !isUntried && !isUnservedPhone(status);
  });
}

/** The less, the more there is beside it: who has other ways, and knows of the phone, is not to be alarmed for ever. */
function phoneFindings(facts: HealthFacts): readonly Finding[] {
  const unserved = facts.methods.find(isUnservedPhone);
  if (unserved === undefined) return [];
  const weight = WEIGHTS[Math.min(usableWays(facts).length, WEIGHTS.length - 1)] ?? "alarm";
  return [{ kind: "phone-not-served", weight, at: unserved.at }];
}

function recoveryFindings(facts: HealthFacts): readonly Finding[] {
  const { methods, recoveryCodes, reset, now } = facts;
  const status = statusOf(methods, "recovery-code");
  const { state = "unknown", at = null, filledAt } = status ?? {};
  if (state === "here") {
    return filledAt === undefined
      ? []
      : [{ kind: "recovery-code-filled", weight: "warning", at: filledAt }];
  }
  if (state === "elsewhere") {
    const isOld = now - (at ?? 0) > YEAR_MS;
    return isOld ? [{ kind: "ask-recovery-code", weight: "advice", at }] : [];
  }
  const last = lastEnd(recoveryCodes);
  // A reset itself notes that there is none.
  const isOfReset = state === "none" && reset !== null && at === reset.at;
  if (isOfReset && reset.hadRecoveryCode) {
    return [endedFinding(reset.at, reset.doneOn)];
  }
  if (state === "unknown" && last?.by === "reset" && last.at === at) {
    return [endedFinding(last.at, last.on)];
  }
  if (state === "used") return [{ kind: "recovery-code-used", weight: "warning", at }];
  const usedAt = Math.max(status?.usedAt ?? -1, last?.by === "used" ? last.at : -1);
  if (state === "none" && !isOfReset && usedAt >= 0) {
    return [{ kind: "recovery-code-not-replaced", weight: "warning", at: usedAt }];
  }
  // Headway makes one once a method is set up.
  return methods.some(isSetUp) ? [{ kind: "no-recovery-code", weight: "warning", at: null }] : [];
}

function endedFinding(at: number, on: string | null): Finding {
  return { kind: "recovery-code-ended", weight: "warning", at, ...(on !== null && { on }) };
}

function statusOf(methods: readonly MethodStatus[], wanted: Method): MethodStatus | undefined {
  return methods.find(({ method }) => method === wanted);
}

function backupFindings(facts: HealthFacts): readonly Finding[] {
  const { changedAt, backedUpAt, now } = facts;
  if (changedAt === null) return [];
  if (backedUpAt === "unknown") return [{ kind: "backup-unknown", weight: "warning", at: null }];
  if (backedUpAt === null || changedAt > backedUpAt) {
    return arePasskeysOnlyHere(facts, backedUpAt)
      ? [{ kind: "passkeys-only-here", weight: "alarm", at: backedUpAt }]
      : [{ kind: "not-backed-up", weight: "warning", at: backedUpAt }];
  }
  const isOld = now - backedUpAt > BACKUP_AGE_MS;
  return isOld ? [{ kind: "backup-old", weight: "advice", at: backedUpAt }] : [];
}

/** Whether what Waykey holds of an account is in a backup, by what is amiss with it. */
export function backupOf(findings: readonly Finding[]): "whole" | "missing" | "unknown" {
  const has = (...kinds: FindingKind[]) => findings.some(({ kind }) => kinds.includes(kind));
  if (has("backup-unknown")) return "unknown";
  return has("not-backed-up", "passkeys-only-here") ? "missing" : "whole";
}

/** Whether an account has a code that Headway has not taken yet, as `HealthFacts` says it, by what is amiss with it. */
export function hasUntriedCode(findings: readonly Finding[]): boolean {
  return findings.some(({ kind }) => kind === "code-untried");
}

/** As `hasUntriedCode`, of a code that came from another app. */
export function hasImportedCode(findings: readonly Finding[]): boolean {
  return findings.some(({ kind }) => kind === "code-imported");
}

/** Whether nothing that lies elsewhere, be it a recovery code or a backup, leads into the account. */
function arePasskeysOnlyHere(facts: HealthFacts, backedUpAt: number | null): boolean {
  const ways = usableWays(facts);
  const isInBackup = (at: number | null) => backedUpAt !== null && at !== null && at <= backedUpAt;
  const areHeld = ways.every(({ method, state, at }) => {
    const isHereAlone = state === "here" && !facts.elsewhereToo.includes(method);
    return isHereAlone && PASSKEYS.has(method) && !isInBackup(at);
  });
  const isCodeElsewhere =
    statusOf(facts.methods, "recovery-code")?.state === "elsewhere" ||
    facts.elsewhereToo.includes("recovery-code");
  return ways.length > 0 && areHeld && !isCodeElsewhere;
}

const PASSKEYS: ReadonlySet<Method> = new Set(["biometrics", "security-key"]);

function clockFindings({ clockOffsetMs, methods }: HealthFacts): readonly Finding[] {
  const hasCodes = statusOf(methods, "authenticator")?.state === "here";
  if (!hasCodes || Math.abs(clockOffsetMs) < CLOCK_LIMIT_MS) return [];
  return [{ kind: "clock-off", weight: "advice", at: null }];
}

const TICK_FINDINGS: Readonly<Record<Tick, FindingKind>> = {
  "email-secured": "email-unsecured",
  "password-unique": "password-not-unique",
};

function tickFindings({ ticks }: HealthFacts): readonly Finding[] {
  const isDone = (tick: Tick) => ticks.some((note) => note.tick === tick && note.done);
  return TICKS.filter((tick) => !isDone(tick)).map((tick) => {
    return { kind: TICK_FINDINGS[tick], weight: "advice", at: null };
  });
}
