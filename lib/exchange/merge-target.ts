// The records a restore merges into, and the rule by which one record of a backup is taken up: added,
// merged into its counterpart, or refused. Lookups are by id, by identity and by secret, so that a
// merge takes the same time in a large vault as in a small one.

import { givenNameOf } from "../headway/given-names.ts";
import { laterList } from "../headway/reset-list.ts";
import {
  type AccountRecord,
  isSingleKind,
  type OtpRecord,
  type PasskeyRecord,
  type RecoveryRecord,
  type VaultRecord,
} from "../vault/schema.ts";
import { DEFAULT_SETTINGS, isWeaker } from "../vault/settings-strength.ts";
import { endedCodes, type Sides } from "./ended-codes.ts";
import { keyMaterial, recordIdentity } from "./record-identity.ts";
import type { RestoreRefusal } from "./refusal.ts";
import { withWeek } from "./merge-week.ts";

export type RestoreVerdict = "new" | "same" | "newer" | "older" | "refused";

export type Decision = {
  readonly verdict: RestoreVerdict;
  readonly reason?: RestoreRefusal;
  /** The record as the vault then holds it; absent if it was refused. */
  readonly result?: VaultRecord;
};

/** The records as they would be after the merge so far, found by id and by identity. */
export class MergeTarget {
  readonly #byId = new Map<string, VaultRecord>();
  readonly #idByIdentity = new Map<string, string>();
  /** The first record of each secret, in whatever account. */
  readonly #idBySecret = new Map<string, string>();
  readonly #changedIds = new Set<string>();
  /** As they were before the merge. */
  readonly #held: ReadonlyMap<string, VaultRecord>;
  readonly #incomingIds = new Set<string>();
  readonly #numberById = new Map<string, number>();

  constructor(held: readonly VaultRecord[]) {
    for (const record of held) this.#keep(record);
    this.#held = new Map(held.map((record) => [record.id, record]));
  }

  hasAccount(id: string): boolean {
    return this.#byId.get(id)?.kind === "account";
  }

  changed(): VaultRecord[] {
    return [...this.#byId.values()].filter(({ id }) => this.#changedIds.has(id));
  }

  /**
   * What was held before and no record that came in has met, as it was then, but for accounts that something else
   * hangs on.
   */
  others(): VaultRecord[] {
    const met = [...this.#byId.values()].filter(({ id }) => this.#incomingIds.has(id));
    const needed = new Set(met.map((record) => ("accountId" in record ? record.accountId : null)));
    return [...this.#held.values()].filter(({ id }) => {
      return !this.#incomingIds.has(id) && !needed.has(id);
    });
  }

  /** Takes a record up, unless it is refused. */
  merge(incoming: VaultRecord): Decision {
    const decision = this.#merge(incoming);
    if (decision.result !== undefined) this.#incomingIds.add(decision.result.id);
    return decision;
  }

  /**
   * Leaves each account that codes came into one good recovery code at most, as `endedCodes` says. The place of
   * what had no account holds those of many.
   */
  settleCodes(): void {
    const codes = [...this.#byId.values()].filter((record) => record.kind === "recovery");
    for (const [accountId, ofAccount] of Map.groupBy(codes, (code) => code.accountId)) {
      const account = this.#byId.get(accountId ?? "");
      if (account?.kind !== "account" || givenNameOf(account.email) === "restored") continue;
      if (!ofAccount.some(({ id }) => this.#changedIds.has(id))) continue;
      for (const ended of endedCodes(ofAccount, (code) => this.#sidesOf(code))) this.#change(ended);
    }
  }

  #sidesOf({ id }: VaultRecord): Sides {
    return { held: this.#held.has(id), incoming: this.#incomingIds.has(id) };
  }

  #merge(incoming: VaultRecord): Decision {
    const current = this.#counterpart(incoming);
    if (current === undefined && isWeakerThanDefault(incoming)) {
      return { verdict: "refused", reason: "settings-weaker" };
    }
    if (current === undefined) {
      const result = { ...incoming, id: this.#freeId(incoming) };
      this.#change(result);
      return { verdict: "new", result };
    }
    if (current.kind === "settings") {
      const verdict = isSameContent(current, { ...incoming, id: current.id }) ? "same" : "older";
      return { verdict, result: current };
    }
    if (keyMaterial(current) !== keyMaterial(incoming) || haveOtherPrfSecrets(current, incoming)) {
      return { verdict: "refused", reason: "key-differs" };
    }
    const renewed = this.#withOwnAddress(current, renew(current, incoming));
    if (isSameContent(current, renewed)) return this.#confirm(current, incoming.updatedAt);
    const result = incoming.updatedAt > current.updatedAt ? renewed : useUp(current, incoming);
    if (result === current) return { verdict: "older", result };
    this.#change(result);
    return { verdict: "newer", result };
  }

  /** Not written, but of two versions of it in one backup the older must not win later on. */
  #confirm(current: VaultRecord, updatedAt: number): Decision {
    const result = { ...current, updatedAt: Math.max(current.updatedAt, updatedAt) };
    this.#keep(result);
    return { verdict: "same", result };
  }

  #counterpart(incoming: VaultRecord): VaultRecord | undefined {
    const sameId = this.#byId.get(incoming.id);
    const identity = recordIdentity(incoming);
    if (sameId !== undefined && recordIdentity(sameId) === identity) return sameId;
    if (sameId !== undefined && isSameAccount(sameId, incoming)) return sameId;
    const identical = this.#holderOf(identity);
    if (identical !== undefined) return identical;
    if (sameId !== undefined && haveSameSecret(sameId, incoming)) return sameId;
    if (!("accountId" in incoming) || incoming.accountId !== null) return undefined;
    const sameSecret = this.#idBySecret.get(secretOf(incoming));
    return sameSecret === undefined ? undefined : this.#byId.get(sameSecret);
  }

  /** What stands for that thing now, and not only before this merge. */
  #holderOf(identity: string): VaultRecord | undefined {
    const record = this.#byId.get(this.#idByIdentity.get(identity) ?? "");
    return record !== undefined && recordIdentity(record) === identity ? record : undefined;
  }

  /** An account keeps the address it has where another account has the new one already. */
  #withOwnAddress(current: VaultRecord, renewed: VaultRecord): VaultRecord {
    if (current.kind !== "account" || renewed.kind !== "account") return renewed;
    const namesake = this.#holderOf(recordIdentity(renewed));
    const isTaken = namesake !== undefined && namesake.id !== current.id;
    return isTaken ? { ...renewed, email: current.email } : renewed;
  }

  /** `wanted`, or with the next number after it that is not taken. */
  #freeId({ id: wanted, kind }: VaultRecord): string {
    const isReserved = isSingleKind(wanted) && wanted !== kind;
    if (!isReserved && !this.#byId.has(wanted)) return wanted;
    const stem = wanted.slice(0, 48);
    let number = this.#numberById.get(stem) ?? 1;
    let id = wanted;
    while (id === wanted || this.#byId.has(id)) id = `${stem}-${++number}`;
    this.#numberById.set(stem, number);
    return id;
  }

  #change(record: VaultRecord): void {
    this.#changedIds.add(record.id);
    this.#keep(record);
  }

  /** An entry that gains an account is still found as the one without, which it was. */
  #keep(record: VaultRecord): void {
    this.#byId.set(record.id, record);
    const identity = recordIdentity(record);
    if (this.#holderOf(identity) === undefined) this.#idByIdentity.set(identity, record.id);
    const secret = secretOf(record);
    if (!this.#idBySecret.has(secret)) this.#idBySecret.set(secret, record.id);
  }
}

/** A file has a password of its own, and whoever made it may not know the vault's. */
function isWeakerThanDefault(incoming: VaultRecord): boolean {
  return incoming.kind === "settings" && isWeaker(incoming, DEFAULT_SETTINGS);
}

/** Stays the same for as long as a record keeps its id. */
function secretOf(record: VaultRecord): string {
  return JSON.stringify([record.kind, keyMaterial(record)]);
}

/** An account's id is random: whichever has it is the same account, under another address perhaps. */
function isSameAccount(left: VaultRecord, right: VaultRecord): boolean {
  if (left.kind !== "account" || right.kind !== "account") return false;
  return left.id === right.id && left.role === right.role;
}

/** Whether the two hold the same secret, in whatever accounts: one may have been moved since. */
function haveSameSecret(left: VaultRecord, right: VaultRecord): boolean {
  if (!("accountId" in left) || !("accountId" in right)) return false;
  return left.kind === right.kind && keyMaterial(left) === keyMaterial(right);
}

/** Sites encrypt by what comes of these, so one set must not take another's place. */
function haveOtherPrfSecrets(left: VaultRecord, right: VaultRecord): boolean {
  if (left.kind !== "passkey" || right.kind !== "passkey") return false;
  const [mine, theirs] = [left.prfSecrets, right.prfSecrets];
  if (mine === null || theirs === null) return false;
  return mine.verified !== theirs.verified || mine.unverified !== theirs.unverified;
}

/** `incoming` in the place of `current`: its own content, the other's id, and nothing unlearnt. */
function renew(current: VaultRecord, incoming: VaultRecord): VaultRecord {
  const renewed = { ...incoming, id: current.id, createdAt: current.createdAt };
  if ("accountId" in renewed && "accountId" in current) renewed.accountId ??= current.accountId;
  if (renewed.kind === "passkey" && current.kind === "passkey") {
    return { ...renewed, ...keptOfPasskey(current, renewed) };
  }
  if (renewed.kind === "account" && current.kind === "account") {
    const words = laterWords(current, renewed);
    return withWeek({ ...favouriteOf(current), ...renewed, ...words }, renewed, current);
  }
  if (renewed.kind === "otp" && current.kind === "otp") {
    return {
      ...importOf(current),
      ...renewed,
      counter: Math.max(current.counter, renewed.counter),
    };
  }
  if (renewed.kind !== "recovery" || current.kind !== "recovery") return renewed;
  const ended = current.usedAt === null ? renewed : current;
  return withFills(endedAs(ended, lockedAs(current, renewed)), current, incoming);
}

/** Where an entry came from does not change, though a side of an earlier version knows nothing of it. */
function importOf({ importedAt }: OtpRecord): Pick<OtpRecord, "importedAt"> {
  return importedAt === undefined ? {} : { importedAt };
}

/** `code`, which has come to its end as `ended` has, if that has. */
export function endedAs(ended: RecoveryRecord, code: RecoveryRecord): RecoveryRecord {
  const { usedAt, endedBy, endedOn } = ended;
  const { endedBy: _other, endedOn: _otherDay, ...rest } = code;
  return { ...rest, usedAt, ...(endedBy && { endedBy }), ...(endedOn && { endedOn }) };
}

/**
 * `code` with what is open of the fills that either side knows of: the last one counts until an answer, on whichever
 * side, came after it. Of a code that has ended nothing is asked.
 */
function withFills(code: RecoveryRecord, left: VaultRecord, right: VaultRecord): RecoveryRecord {
  const sides = [left, right].filter((side) => side.kind === "recovery");
  const [first] = sides;
  const areAlike = sides.every(
    (side) => side.filledAt === first?.filledAt && side.notUsedAt === first?.notUsedAt,
  );
  if (areAlike) return code;
  const { filledAt: _fill, notUsedAt: _answer, ...rest } = code;
  const filledAt = Math.max(-1, ...sides.map((side) => side.filledAt ?? -1));
  const notUsedAt = Math.max(-1, ...sides.map((side) => side.notUsedAt ?? -1));
  const isAsked = filledAt > notUsedAt && code.usedAt === null;
  return { ...rest, ...(isAsked && { filledAt }), ...(notUsedAt >= 0 && { notUsedAt }) };
}

/** A code that is locked here is not laid open by a file that holds it without its passphrase. */
function lockedAs({ lock }: RecoveryRecord, incoming: RecoveryRecord): RecoveryRecord {
  if (lock === undefined || incoming.lock !== undefined) return incoming;
  return { ...incoming, code: null, lock };
}

/**
 * What sites hold a passkey to for as long as it lives (WebAuthn §6.1.3: backup eligibility never
 * changes), where it has been seen here, and what it has besides.
 */
function keptOfPasskey(current: PasskeyRecord, incoming: PasskeyRecord): Partial<PasskeyRecord> {
  const { backupEligible, backupState, attachment, transports, origins } = current;
  return {
    backupEligible,
    backupState,
    attachment,
    transports,
    origins,
    prfSecrets: incoming.prfSecrets ?? current.prfSecrets,
    largeBlob: incoming.largeBlob ?? current.largeBlob,
  };
}

/** What the user said of an account counts until they say something else; an account that says nothing is no word. */
function favouriteOf({ favourite }: AccountRecord): Pick<AccountRecord, "favourite"> {
  return favourite === undefined ? {} : { favourite };
}

/** Of each method, tick and way before a reset what was said of it last. */
function laterWords(
  left: AccountRecord,
  right: AccountRecord,
): Pick<AccountRecord, "methods" | "ticks" | "resetList"> {
  const methods = latest(left.methods, right.methods, ({ method }) => method);
  const ticks = latest(left.ticks, right.ticks, ({ tick }) => tick);
  const resetList = laterList(left.resetList, right.resetList);
  return { ...(methods && { methods }), ...(ticks && { ticks }), ...(resetList && { resetList }) };
}

/** The latest of each name, in the order of `left`; of two of the same time that of `left`. */
function latest<T extends { readonly at: number }>(
  left: readonly T[] | undefined,
  right: readonly T[] | undefined,
  nameOf: (word: T) => string,
): T[] | undefined {
  if (left === undefined && right === undefined) return undefined;
  const found = new Map<string, T>();
  for (const word of [...(left ?? []), ...(right ?? [])]) {
    if (word.at > (found.get(nameOf(word))?.at ?? -1)) found.set(nameOf(word), word);
  }
  return [...found.values()];
}

/**
 * `current`, with every code used up that `incoming` says was used: a recovery code, or the codes below a
 * higher counter; a recovery code with the fills and answers of both; and an account with a word of the user's that only `incoming` has. The same object if that
 * changes nothing.
 */
export function useUp(current: VaultRecord, incoming: VaultRecord): VaultRecord {
  if (current.kind === "account" && incoming.kind === "account") {
    const words = laterWords(current, incoming);
    const told = withWeek({ ...favouriteOf(incoming), ...current, ...words }, current, incoming);
    return isSameContent(current, told) ? current : told;
  }
  if (current.kind === "otp" && incoming.kind === "otp") {
    return incoming.counter > current.counter ? { ...current, counter: incoming.counter } : current;
  }
  if (current.kind !== "recovery" || incoming.kind !== "recovery") return current;
  const isEnded = current.usedAt === null && incoming.usedAt !== null;
  const told = withFills(isEnded ? endedAs(incoming, current) : current, current, incoming);
  return isSameContent(current, told) ? current : told;
}

function isSameContent(left: VaultRecord, right: VaultRecord): boolean {
  const content = ({ createdAt: _created, updatedAt: _updated, ...rest }: VaultRecord) =>
    JSON.stringify(rest, sortMembers);
  return content(left) === content(right);
}

/** A JSON replacer that gives equal objects equal texts, whatever the order of their members. */
function sortMembers(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
