// What helps where signing in does not work: questions that lead to an advice, and its steps, chosen by what
// the vault knows of the account. The advice is Headway's own; docs/headway.md has the sentence that each step
// comes from.

import { isUnservedPhone, type Method, type MethodNote, type MethodStatus } from "./methods.ts";
import type { AccountRole } from "./roles.ts";
import type { KnownWays } from "./travel.ts";

/** The answers of each question, and where they lead. Every leaf is reached from "what". */
export const QUESTIONS = {
  what: {
    "no-code": "which-code",
    "no-biometrics": "biometrics",
    "no-key": "security-key",
    "code-refused": "code-refused",
    "lost-something": "other-way",
    "new-device": "new-device",
    travel: "travel",
  },
  "which-code": { text: "which-phone-text", call: "which-phone-call" },
  "which-phone-text": { iphone: "text-iphone", android: "text-android", other: "text-other" },
  "which-phone-call": { iphone: "call-iphone", android: "call-other", other: "call-other" },
  "other-way": { yes: "lost-one", no: "recovery-code" },
  "recovery-code": { yes: "lost-all-but-code", no: "lost-all" },
} as const;

type Questions = typeof QUESTIONS;

export type QuestionId = keyof Questions;

type Target = { [Q in QuestionId]: Questions[Q][keyof Questions[Q]] }[QuestionId];

/** Where the questions end. */
export type AdviceId = Exclude<Target, QuestionId>;

export const START: QuestionId = "what";

/** Where an answer leads; null if the question has no such answer. */
export function nextOf(question: QuestionId, answer: string): QuestionId | AdviceId | null {
  const answers: Readonly<Record<string, QuestionId | AdviceId>> = QUESTIONS[question];
  return Object.hasOwn(answers, answer) ? (answers[answer] ?? null) : null;
}

export function isQuestion(id: QuestionId | AdviceId): id is QuestionId {
  return Object.hasOwn(QUESTIONS, id);
}

/** What is known of the account that it is about; of nobody's, `methods` is empty. */
export type TroubleFacts = KnownWays & {
  readonly role: AccountRole;
  /** What the user said of where those are too that Waykey holds. */
  readonly elsewhereToo: readonly Pick<MethodNote, "method" | "where">[];
  /** Until when support lets a provider in for a reset that is still to be done, epoch milliseconds; null if it does not. */
  readonly letInUntil: number | null;
};

export type StepId =
  | "number-not-served"
  | "try-call"
  | "try-text"
  | "ios-unknown-senders"
  | "ios-silence-callers"
  | "android-archived"
  | "android-spam"
  | "carrier-filters"
  /** With what Waykey holds, and where the rest lives. */
  | "use-here"
  | "use-elsewhere"
  | "use-another"
  /** Waykey makes codes that Headway has taken none of yet. */
  | "code-untried"
  /** Waykey holds the passkey that does not work, or stands in for the key. */
  | "passkey-here"
  | "use-passkey"
  | "key-here"
  | "use-key"
  /** Whether passkeys work on the page. */
  | "self-check"
  | "tied-to-device"
  | "enrol-this-device"
  | "key-or-manager"
  | "key-by-prompt"
  | "right-account"
  | "code-of-now"
  | "clock"
  | "reset"
  | "find-recovery-code"
  | "recovery-code-here"
  /** It was filled or copied, and nobody has said whether it was used. */
  | "recovery-code-filled"
  /** The one that was known of. */
  | "recovery-code-used"
  | "recovery-code-elsewhere"
  | "use-recovery-code"
  | "keep-successor"
  | "enrol-again"
  | "support-identity"
  | "support-exemption"
  | "exemption-week"
  /** That week runs. */
  | "exemption-runs"
  | "phone-abroad"
  | "works-offline"
  | "before-leaving"
  | "sync-first"
  | "recovery-code-ready"
  | "biometrics-anew"
  | "compare-before-wiping"
  | "two-ways";

/** The way to sign in that an advice is about, because it does not work. */
const BROKEN: Readonly<Partial<Record<AdviceId, Method>>> = {
  "text-iphone": "phone",
  "text-android": "phone",
  "text-other": "phone",
  "call-iphone": "phone",
  "call-other": "phone",
  biometrics: "biometrics",
  "security-key": "security-key",
  "code-refused": "authenticator",
};

/** Null where the advice is about none of them. */
export function brokenWay(advice: AdviceId): Method | null {
  return BROKEN[advice] ?? null;
}

/** The steps of an advice, in the order they are to be tried. */
export function stepsOf(advice: AdviceId, facts: TroubleFacts): readonly StepId[] {
  return ADVICE[advice](facts);
}

const ADVICE: Readonly<Record<AdviceId, (facts: TroubleFacts) => readonly StepId[]>> = {
  "text-iphone": (facts) =>
    noCode(facts, ["try-call", "ios-unknown-senders", "ios-silence-callers"]),
  "text-android": (facts) => noCode(facts, ["try-call", "android-archived", "android-spam"]),
  "text-other": (facts) => noCode(facts, ["try-call"]),
  "call-iphone": (facts) => noCode(facts, ["try-text", "ios-silence-callers"]),
  "call-other": (facts) => noCode(facts, ["try-text"]),
  biometrics: (facts) => [
    ...(isHere(facts, "biometrics")
      ? (["passkey-here", "use-passkey", "self-check"] as const)
      : []),
    ...(isElsewhere(facts, "biometrics") ? (["tied-to-device"] as const) : []),
    ...otherWays(facts, brokenWay("biometrics")),
    "enrol-this-device",
  ],
  "security-key": (facts) => [
    ...(isHere(facts, "security-key") ? (["key-here", "use-key", "self-check"] as const) : []),
    ...(isElsewhere(facts, "security-key") ? (["key-or-manager"] as const) : []),
    "key-by-prompt",
    ...otherWays(facts, brokenWay("security-key")),
  ],
  "code-refused": (facts) => [
    ...(facts.isCodeUntried ? (["code-untried"] as const) : []),
    "right-account",
    "code-of-now",
    "clock",
    ...otherWays(facts, brokenWay("code-refused")),
  ],
  "lost-one": (facts) => [
    ...otherWays(facts, brokenWay("lost-one")),
    isLetIn(facts) ? "exemption-runs" : "reset",
    "two-ways",
  ],
  "lost-all-but-code": (facts) => [
    ...whereCode(facts),
    "use-recovery-code",
    "keep-successor",
    "enrol-again",
  ],
  "lost-all": (facts) => [
    // The one that it speaks of is no good.
    ...(hasNoCode(facts) ? [] : whereCode(facts)),
    ...support(facts),
    "enrol-again",
  ],
  "new-device": () => [
    "sync-first",
    "recovery-code-ready",
    "compare-before-wiping",
    "biometrics-anew",
  ],
  // Where an account is known, its travel check says what is its own.
  travel: () => ["phone-abroad", "works-offline", "before-leaving", "recovery-code-ready"],
};

function isHere({ methods }: TroubleFacts, wanted: Method): boolean {
  return methods.some(({ method, state }) => method === wanted && state === "here");
}

/** Whether another device or manager may hold it, as far as is known. */
function isElsewhere(facts: TroubleFacts, wanted: Method): boolean {
  return !isHere(facts, wanted) || facts.elsewhereToo.some(({ method }) => method === wanted);
}

function noCode(facts: TroubleFacts, steps: readonly StepId[]): readonly StepId[] {
  const others = otherWays(facts, brokenWay("text-other"));
  // No setting of a phone brings a code to a number that none is sent to.
  if (facts.methods.some(isUnservedPhone)) return ["number-not-served", ...others];
  return [...steps, "carrier-filters", ...others];
}

/**
 * The ways that are known to be set up and to work, but for the recovery code and the one that does not. A code that
 * Headway has never taken may be none.
 */
export function waysLeft(
  { methods, isCodeUntried }: TroubleFacts,
  state: "here" | "elsewhere",
  broken: Method | null,
): readonly MethodStatus[] {
  return methods.filter((status) => {
    const isOther = status.method !== broken && status.method !== "recovery-code";
    const isUntried = status.method === "authenticator" && isCodeUntried;
    return isOther && status.state === state && !isUntried && !isUnservedPhone(status);
  });
}

function otherWays(facts: TroubleFacts, broken: Method | null): readonly StepId[] {
  const steps: StepId[] = [];
  if (waysLeft(facts, "here", broken).length > 0) steps.push("use-here");
  if (waysLeft(facts, "elsewhere", broken).length > 0) steps.push("use-elsewhere");
  if (steps.length === 0) steps.push("use-another");
  return facts.isCodeUntried && broken !== "authenticator" ? [...steps, "code-untried"] : steps;
}

function whereCode({ methods }: TroubleFacts): readonly StepId[] {
  const status = methods.find(({ method }) => method === "recovery-code");
  if (status?.filledAt !== undefined) return ["recovery-code-filled"];
  if (status?.state === "here") return ["recovery-code-here"];
  if (status?.state === "elsewhere") return ["recovery-code-elsewhere"];
  if (status?.state === "used") return ["recovery-code-used"];
  return ["find-recovery-code"];
}

function hasNoCode({ methods }: TroubleFacts): boolean {
  return methods.some(({ method, state }) => method === "recovery-code" && state === "none");
}

function isLetIn({ role, letInUntil }: TroubleFacts): boolean {
  return role === "provider" && letInUntil !== null;
}

function support(facts: TroubleFacts): readonly StepId[] {
  if (isLetIn(facts)) return ["exemption-runs"];
  return facts.role === "provider" ? ["support-exemption", "exemption-week"] : ["support-identity"];
}

const SUPPORTED: ReadonlySet<StepId> = new Set([
  "support-exemption",
  "exemption-runs",
  "support-identity",
]);

/** Whether the step is to ask Headway's support. */
export function asksSupport(step: StepId, role: AccountRole): boolean {
  if (step === "reset") return role === "provider";
  return SUPPORTED.has(step);
}
