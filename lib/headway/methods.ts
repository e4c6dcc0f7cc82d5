// The five ways of the second step that Headway has, and what is known of each for one account: by what
// Waykey holds, and else by what the user said.

import { WaykeyError } from "../errors.ts";
import { type CodeEnd, filledSince, type HeldCode, lastEnd } from "./recovery-ends.ts";

export const METHODS = [
  "authenticator",
  "phone",
  "biometrics",
  "security-key",
  "recovery-code",
] as const;

export type Method = (typeof METHODS)[number];

/**
 * What the user said of a method. `elsewhere`: it is set up, and not in Waykey. `unknown` takes back what was
 * said before, also in older copies of the vault.
 */
export type MethodNote = {
  readonly method: Method;
  readonly state: "elsewhere" | "none" | "unknown";
  /** Where it lives, in the user's own words; empty if that was not said. */
  readonly where: string;
  /** The country calling code of a phone's number, such as "+1"; null if that was not said. */
  readonly callingCode: string | null;
  /** When it was said, epoch milliseconds. */
  readonly at: number;
  /**
   * Of a recovery code that was kept elsewhere: when it was used up, by the user's word. With `unknown` while its
   * successor is asked for, so that older versions of Waykey, which know nothing of it, do not take the code for a good
   * one; with `none` where Headway gave none for it.
   */
  readonly usedAt?: number | undefined;
};

export type MethodStatus = Pick<MethodNote, "method" | "where" | "callingCode"> & {
  /**
   * `here`: Waykey holds it, whatever was said. `used`: a recovery code was used up, and nobody has said since what
   * became of the one that Headway gives for it.
   */
  readonly state: "here" | "used" | MethodNote["state"];
  /**
   * When it was taken up here, the earliest time, or used up, or said; of `unknown`, when the last recovery code ended
   * unused, if nothing was said since. Null if nothing is known. Epoch milliseconds.
   */
  readonly at: number | null;
  /**
   * Of a recovery code that is here: when it was filled or copied for a page, while nobody has said whether it was used.
   * It may be no way in, then. Epoch milliseconds; missing: there is nothing to ask.
   */
  readonly filledAt?: number;
  /** Of `none`: when the recovery code was used up that Headway gave no other for, as `MethodNote` says it. */
  readonly usedAt?: number;
};

/** What Waykey holds of an account. Times are epoch milliseconds. */
export type Holdings = {
  readonly otps: readonly { readonly createdAt: number }[];
  readonly passkeys: readonly {
    readonly attachment: "platform" | "cross-platform";
    readonly createdAt: number;
    readonly hidden: object | null;
  }[];
  readonly recoveryCodes: readonly HeldCode[];
};

/** The code of the only numbers that Headway sends codes to. */
const US_CALLING_CODE = "+1";

/**
 * How each method stands: every one once, in the order of METHODS. Nothing else judges what was said: an older word
 * on a recovery code that has come to its end since is worth nothing.
 * @param notes at most one of each method
 */
export function methodStatuses(
  holdings: Holdings,
  notes: readonly MethodNote[],
): readonly MethodStatus[] {
  return METHODS.map((method) => {
    const note = notes.find((each) => each.method === method);
    const codes = method === "recovery-code" ? holdings.recoveryCodes : [];
    return { method, ...standing(timesHere(holdings, method), codes, note) };
  });
}

/**
 * What was said, without a word on a recovery code that has been used since: it is of one that is no good.
 * @param recoveryCodes all that Waykey holds of the account
 */
export function notesInForce(
  notes: readonly MethodNote[],
  recoveryCodes: readonly Pick<HeldCode, "usedAt">[],
): readonly MethodNote[] {
  const lastUse = Math.max(-1, ...recoveryCodes.map(({ usedAt }) => usedAt ?? -1));
  return notes.filter(({ method, at }) => method !== "recovery-code" || at >= lastUse);
}

/**
 * The methods that Waykey holds and that were said to be elsewhere too, in the order of METHODS.
 * @param statuses by what Waykey holds
 * @param notes those in force, at most one of each method
 */
export function elsewhereToo(
  statuses: readonly MethodStatus[],
  notes: readonly MethodNote[],
): readonly MethodNote[] {
  return statuses.flatMap(({ method, state }) => {
    const note = notes.find((each) => each.method === method);
    return state === "here" && note?.state === "elsewhere" ? [note] : [];
  });
}

/** @param codes the recovery codes that Waykey holds; none for another method */
function standing(
  here: readonly number[],
  codes: readonly HeldCode[],
  note: MethodNote | undefined,
): Omit<MethodStatus, "method"> {
  const noPlace = { where: "", callingCode: null };
  if (here.length > 0) {
    const filledAt = filledSince(codes);
    const asked = filledAt === null ? {} : { filledAt };
    return { state: "here", at: Math.min(...here), ...noPlace, ...asked };
  }
  const end = laterEnd(lastEnd(codes), note);
  const isAsking = note?.state === "unknown" && note.usedAt !== undefined;
  const isSaidSince = note !== undefined && !isAsking && note.at >= (end?.at ?? -1);
  if (end?.by === "used" && !isSaidSince) return { state: "used", at: end.at, ...noPlace };
  if (!isSaidSince && end !== null) return { state: "unknown", at: end.at, ...noPlace };
  if (note === undefined || note.state === "unknown") {
    return { state: "unknown", at: null, ...noPlace };
  }
  const { state, at, where, callingCode, usedAt } = note;
  return { state, at, where, callingCode, ...(usedAt !== undefined && { usedAt }) };
}

type End = { readonly at: number; readonly by: CodeEnd } | null;

/** That end, or the use of a code that was kept elsewhere, where it came later. */
function laterEnd(held: End, note: MethodNote | undefined): End {
  const at = note?.usedAt;
  if (at === undefined || at < (held?.at ?? -1)) return held;
  return { at, by: "used" };
}

/** When the last recovery code was used up, while its successor is asked for; else null. Epoch milliseconds. */
export function successorSince(methods: readonly MethodStatus[]): number | null {
  return methods.find(({ state }) => state === "used")?.at ?? null;
}

/** When what Waykey holds and offers of that method was taken up. */
function timesHere(holdings: Holdings, method: Method): readonly number[] {
  const passkeys = holdings.passkeys.filter(({ hidden }) => hidden === null);
  const good = holdings.recoveryCodes.filter(({ usedAt }) => usedAt === null);
  const held = {
    authenticator: holdings.otps,
    phone: [],
    biometrics: passkeys.filter(({ attachment }) => attachment === "platform"),
    "security-key": passkeys.filter(({ attachment }) => attachment === "cross-platform"),
    "recovery-code": good,
  } satisfies Record<Method, readonly { readonly createdAt: number }[]>;
  return held[method].map(({ createdAt }) => createdAt);
}

/** Whether it is there to be used, here or elsewhere. */
export function isSetUp({ state }: Pick<MethodStatus, "state">): boolean {
  return state === "here" || state === "elsewhere";
}

/** Whether Headway sends codes to numbers of that country. */
export function isServedCallingCode(callingCode: string): boolean {
  return callingCode === US_CALLING_CODE;
}

/** Whether it is a phone that gets no codes, as far as is known. */
export function isUnservedPhone({ state, callingCode }: MethodStatus): boolean {
  return state === "elsewhere" && callingCode !== null && !isServedCallingCode(callingCode);
}

/**
 * Reads a country calling code as people write it: "+1", "1", "0049", "+44". A whole number that begins with
 * +1 is taken for its code, which has no more digits.
 * @throws WaykeyError `account/calling-code`
 */
export function parseCallingCode(text: string): string {
  const digits = text.replaceAll(/[\s().-]/g, "").replace(/^00/, "+");
  const [, code] = /^\+?([1-9]\d{0,2})$/.exec(digits) ?? /^\+(1)\d{10}$/.exec(digits) ?? [];
  if (code === undefined || /^1\d/.test(code)) {
    throw new WaykeyError("account/calling-code", "This is no country calling code");
  }
  return `+${code}`;
}
