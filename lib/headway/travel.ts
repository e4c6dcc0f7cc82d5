// What to see to for one account before its owner leaves the US: by Headway's advice codes by text or call come
// to US numbers alone, so that somebody with nothing else may be locked out abroad.

import { isSetUp, type Method, type MethodStatus } from "./methods.ts";

/** What needs neither a phone number nor the US. */
const WORK_ABROAD: ReadonlySet<Method> = new Set(["authenticator", "biometrics", "security-key"]);

export const TRAVEL_POINTS = [
  /** Support has let the provider in for a week, and the reset is still to be done: what is set up here may be over. */
  "reset-open",
  /** The phone is the only way that is known. */
  "only-phone",
  /** Not one way is known. */
  "no-way-abroad",
  /** One that works abroad, and no other if it is lost on the way. */
  "one-way-abroad",
  /** Waykey makes codes that Headway has taken none of yet. */
  "code-untried",
  /** One that came from another app, in which it was in use, and of which Headway has taken none since. */
  "code-imported",
  "recovery-code-missing",
  /** It was filled or copied, and nobody has said whether it was used. */
  "recovery-code-filled",
  /** And the one that Headway gives for it is not known to be kept. */
  "recovery-code-used",
  "recovery-code-to-print",
  "recovery-code-to-take",
  /** What Waykey holds of the account is not all in a backup. */
  "backup-to-make",
  /** Whether it is cannot be read. */
  "backup-unknown",
  "works-offline",
  /** They work where they were set up. */
  "device-to-take",
  "phone-stays",
] as const;

export type TravelPointKind = (typeof TRAVEL_POINTS)[number];

export type TravelPoint = {
  readonly kind: TravelPointKind;
  /** `alarm`: there may be no way in abroad. `good`: nothing is to be done. */
  readonly weight: "alarm" | "warning" | "advice" | "good";
};

/** How an account can be signed in to, as far as is known. */
export type KnownWays = {
  readonly methods: readonly MethodStatus[];
  /** Headway has taken no code of what Waykey holds, and the user has named no other app. */
  readonly isCodeUntried: boolean;
};

export type TravelFacts = KnownWays & {
  /** As `isCodeUntried`, of a code that was in use in another app: it is a way all the same. */
  readonly isCodeImported: boolean;
  /** Support has let a provider in for a reset that is not noted as done. */
  readonly isResetOpen: boolean;
  /** Whether what Waykey holds is in a backup. */
  readonly backup: "whole" | "missing" | "unknown";
};

/** The ways that are known to be set up and that work outside the US; no code that Headway may not take. */
export function waysAbroad({ methods, isCodeUntried }: KnownWays): readonly MethodStatus[] {
  return setUpAbroad(methods).filter(({ method }) => method !== "authenticator" || !isCodeUntried);
}

function setUpAbroad(methods: readonly MethodStatus[]): readonly MethodStatus[] {
  return methods.filter((status) => WORK_ABROAD.has(status.method) && isSetUp(status));
}

/** Nothing but a phone is known to be set up: abroad there may be no way in. */
function isPhoneOnly(ways: KnownWays): boolean {
  return isKnown(ways.methods, "phone") && waysAbroad(ways).length === 0;
}

/** What is to be seen to, the heaviest first, and then what is well. */
export function travelPoints(facts: TravelFacts): readonly TravelPoint[] {
  const { methods, isCodeUntried, isCodeImported, backup } = facts;
  const abroad = waysAbroad(facts);
  const isHere = setUpAbroad(methods).some(({ state }) => state === "here");
  const isOnlyPhone = isPhoneOnly(facts);
  const points: (TravelPoint | false)[] = [
    facts.isResetOpen && { kind: "reset-open", weight: "alarm" },
    isOnlyPhone && { kind: "only-phone", weight: "alarm" },
    abroad.length === 0 && !isOnlyPhone && { kind: "no-way-abroad", weight: "alarm" },
    abroad.length === 1 && { kind: "one-way-abroad", weight: "warning" },
    isCodeUntried && { kind: "code-untried", weight: "warning" },
    isCodeImported && { kind: "code-imported", weight: "advice" },
    recoveryPoint(methods),
    isHere && backup === "missing" && { kind: "backup-to-make", weight: "warning" },
    isHere && backup === "unknown" && { kind: "backup-unknown", weight: "warning" },
    abroad.some(({ method }) => method !== "authenticator") && {
      kind: "device-to-take",
      weight: "advice",
    },
    abroad.some(({ method }) => method === "authenticator") && {
      kind: "works-offline",
      weight: "good",
    },
    isKnown(methods, "phone") && { kind: "phone-stays", weight: "advice" },
  ];
  return points
    .filter((point) => point !== false)
    .toSorted((a, b) => WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight));
}

const WEIGHTS: readonly TravelPoint["weight"][] = ["alarm", "warning", "advice", "good"];

function recoveryPoint(methods: readonly MethodStatus[]): TravelPoint {
  const status = methods.find(({ method }) => method === "recovery-code");
  const state = status?.state;
  if (status?.filledAt !== undefined) return { kind: "recovery-code-filled", weight: "warning" };
  if (state === "here") return { kind: "recovery-code-to-print", weight: "advice" };
  if (state === "elsewhere") return { kind: "recovery-code-to-take", weight: "advice" };
  if (state === "used") return { kind: "recovery-code-used", weight: "warning" };
  return { kind: "recovery-code-missing", weight: "warning" };
}

function isKnown(methods: readonly MethodStatus[], wanted: Method): boolean {
  return methods.some((status) => status.method === wanted && isSetUp(status));
}
