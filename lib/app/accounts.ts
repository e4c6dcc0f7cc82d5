// Headway accounts and what hangs on each of them.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import { parseEmail } from "../headway/accounts.ts";
import { roleOf } from "../headway/hosts.ts";
import { isForHeadway } from "../headway/issuers.ts";
import { RECOVERY_CODE_LENGTH } from "../headway/recovery-code.ts";
import { findingsOf } from "../headway/health.ts";
import { type Holdings, methodStatuses, successorSince } from "../headway/methods.ts";
import { ACCOUNT_ROLES, type AccountRole } from "../headway/roles.ts";
import { GIVEN_NAMES } from "../headway/given-names.ts";
import type {
  AccountRecord,
  OtpRecord,
  PasskeyRecord,
  RecordKind,
  RecordOf,
  RecoveryRecord,
  VaultRecord,
} from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, listEverything, newRecordId, requireRecord, requireVault } from "./app.ts";
import { codeOffset } from "./clock.ts";
import { isInUse } from "./put-away.ts";
import { replacersOf } from "./replaced-entries.ts";
import { changingWeeks, hasWeek } from "./reset-weeks.ts";
import type {
  AccountChoice,
  AccountView,
  OtpView,
  PasskeyView,
  RecoveryView,
  VaultContents,
} from "./views.ts";

/** As `localeCompare`, made once for ten thousand comparisons. */
const byText = new Intl.Collator();

/** @param replacedBy as `replacersOf` says */
export function otpView(record: OtpRecord, replacedBy: string | null = null): OtpView {
  const { id, createdAt, type, issuer, label, digits, periodSeconds, algorithm } = record;
  const confirmed = record.confirmedAt !== null;
  return {
    id,
    createdAt,
    type,
    issuer,
    label,
    digits,
    periodSeconds,
    algorithm,
    confirmed,
    replacedBy,
  };
}

function otpViews(records: readonly OtpRecord[]): readonly OtpView[] {
  const replacers = replacersOf(records);
  return records.map((record) => otpView(record, replacers.get(record.id) ?? null));
}

function passkeyView(record: PasskeyRecord): PasskeyView {
  const { id, label, rpId, userName, attachment, createdAt, lastUsedAt, origins, hidden } = record;
  const algorithm = record.algorithm === -7 ? "ES256" : "EdDSA";
  return {
    id,
    label,
    rpId,
    userName,
    attachment,
    createdAt,
    lastUsedAt,
    origins,
    algorithm,
    hidden,
  };
}

function recoveryView(record: RecoveryRecord): RecoveryView {
  const { id, createdAt, usedAt, code, lock } = record;
  const masked = "•".repeat(code?.length ?? RECOVERY_CODE_LENGTH);
  return { id, masked, createdAt, usedAt, hasPassphrase: lock !== undefined };
}

/** When the newest of it was taken up, epoch milliseconds; null if there is nothing. */
function newestOf({ otps, passkeys, recoveryCodes }: Holdings): number | null {
  const times = [...otps, ...passkeys, ...recoveryCodes].map(({ createdAt }) => createdAt);
  return times.length === 0 ? null : Math.max(...times);
}

function accountIdOf({ accountId }: { readonly accountId: string | null }): string | null {
  return accountId;
}

/** Everything the vault holds, by account, without secrets; what cannot be opened is listed too. */
export async function vaultContents(app: App): Promise<VaultContents> {
  const vault = await requireVault(app);
  const { records, unreadable } = await listEverything(app, vault);
  const ofKind = <K extends RecordKind>(kind: K) =>
    records.filter((record): record is RecordOf<K> => record.kind === kind);
  const otps = Map.groupBy(ofKind("otp"), accountIdOf);
  const passkeys = Map.groupBy(ofKind("passkey"), accountIdOf);
  const codes = Map.groupBy(ofKind("recovery"), accountIdOf);
  const backedUpAt = ofKind("upkeep")[0]?.backup?.at ?? null;
  const clockOffsetMs = await codeOffset(app);
  const now = app.ports.now();
  const viewOf = (account: AccountRecord): AccountView => {
    const { id, role, email, favourite = false, ticks = [], exemptedAt = null } = account;
    const entries = otps.get(id) ?? [];
    const holdings = {
      otps: otpViews(entries.filter(isInUse)),
      passkeys: (passkeys.get(id) ?? []).map(passkeyView),
      recoveryCodes: (codes.get(id) ?? [])
        .toSorted((a, b) => b.createdAt - a.createdAt)
        .map(recoveryView),
    };
    const notes = account.methods ?? [];
    // A code of another site, kept under the same address, is no way to sign in to Headway.
    const ofHeadway = holdings.otps.filter(({ issuer, confirmed }) =>
      isForHeadway({ issuer, isConfirmed: confirmed }),
    );
    const methods = methodStatuses({ ...holdings, otps: ofHeadway }, notes);
    const findings = findingsOf({
      role,
      methods,
      ticks,
      recoveryCodes: holdings.recoveryCodes,
      exemptedAt,
      changedAt: newestOf(holdings),
      backedUpAt,
      clockOffsetMs,
      now,
    });
    return {
      id,
      role,
      email,
      favourite,
      methods,
      successorSince: successorSince(holdings, notes),
      ticks,
      findings,
      exemptedAt,
      ...holdings,
      putAway: otpViews(entries.filter((entry) => !isInUse(entry))),
    };
  };
  const accounts = ofKind("account");
  const known = new Set(accounts.map((account) => account.id));
  // What hangs on an account that cannot be read is shown all the same.
  const named = new Set([...otps.keys(), ...passkeys.keys(), ...codes.keys()]);
  const lost = [...named].filter((id) => id !== null && !known.has(id)) as string[];
  const placeholders = lost.map((id): AccountRecord => {
    return {
      kind: "account",
      id,
      role: "client",
      email: GIVEN_NAMES.unreadable,
      createdAt: 0,
      updatedAt: 0,
    };
  });
  return {
    accounts: [...accounts, ...placeholders]
      .toSorted((a, b) => byText.compare(a.role, b.role) || byText.compare(a.email, b.email))
      .map(viewOf),
    unreadable: unreadable.map(({ id, error }) => ({ id, reason: error.code })),
  };
}

/** The account of that role and e-mail, if there is one. E-mails are compared as people type them. */
async function findAccount(
  vault: Vault,
  role: AccountRole,
  email: string,
): Promise<AccountRecord | null> {
  const { records } = await vault.findAccounts(role, email.trim());
  return records[0] ?? null;
}

/**
 * The accounts that a code's label may stand for: those of that e-mail address, with a Headway page in use
 * of its role alone.
 */
export async function fittingAccounts(
  app: App,
  vault: Vault,
  label: string,
): Promise<readonly AccountRecord[]> {
  const roles = await fittingRoles(app);
  const email = label.trim().toLowerCase();
  const found = await Promise.all(roles.map((role) => vault.findAccounts(role, email)));
  return found.flatMap(({ records }) => records);
}

/** With a Headway page in use, its role alone. */
export async function fittingRoles(app: App): Promise<readonly AccountRole[]> {
  const page = await app.ports.pages.inUse();
  return page === null ? ACCOUNT_ROLES : [roleOf(page.origin)];
}

export type ResolvedAccount = {
  readonly id: string;
  /** The account's record if it is new and has to be kept together with what hangs on it. */
  readonly created: readonly AccountRecord[];
};

/** The account that a site calls by that name, new if need be; the name need not be an e-mail. */
export async function resolveNamedAccount(
  app: App,
  vault: Vault,
  role: AccountRole,
  name: string,
): Promise<ResolvedAccount> {
  const email = name.trim().slice(0, 1024) || GIVEN_NAMES.nameless;
  const known = await findAccount(vault, role, email);
  if (known !== null) return { id: known.id, created: [] };
  const now = app.ports.now();
  const id = newRecordId(app);
  return { id, created: [{ kind: "account", id, role, email, createdAt: now, updatedAt: now }] };
}

/**
 * The chosen account, or the one of that role and e-mail, new if need be.
 * @throws WaykeyError `vault/no-record`, `account/email`; `record/damaged` or `record/invalid` if the
 *   chosen account's record cannot be read
 */
export async function resolveAccount(
  app: App,
  vault: Vault,
  choice: AccountChoice,
): Promise<ResolvedAccount> {
  if ("accountId" in choice) {
    return { id: (await requireRecord(vault, "account", choice.accountId)).id, created: [] };
  }
  return resolveNamedAccount(app, vault, choice.role, parseEmail(choice.email));
}

/** Makes an account, or finds the one there is. @throws WaykeyError `account/email` */
export async function createAccount(
  app: App,
  role: AccountRole,
  email: string,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const vault = await requireVault(app);
  return app.inTurn(async () => {
    const { id, created } = await resolveAccount(app, vault, { role, email });
    await vault.putAll(created);
    return { id, isNew: created.length > 0 };
  });
}

/**
 * Gives an account another e-mail address. What hangs on it stays.
 * @throws WaykeyError `account/email`; `account/taken` if another account of its role has the address;
 *   `vault/no-record`
 */
export async function renameAccount(app: App, id: string, typed: string): Promise<void> {
  const vault = await requireVault(app);
  const email = parseEmail(typed);
  const updatedAt = app.ports.now();
  await app.inTurn(async () => {
    const { role } = await requireRecord(vault, "account", id);
    const { records } = await vault.findAccounts(role, email);
    if (records.some((record) => record.id !== id)) {
      throw new WaykeyError("account/taken", "Another account of this role has that address");
    }
    await vault.update(id, "account", (record) => ({ ...record, email, updatedAt }));
  });
}

/** Whether it comes first in lists. @throws WaykeyError `vault/no-record` */
export async function setFavourite(app: App, id: string, favourite: boolean): Promise<void> {
  const vault = await requireVault(app);
  const updatedAt = app.ports.now();
  // In turn with a restore, which would write back the account that it has read before.
  await app.inTurn(() =>
    vault.update(id, "account", (record) => ({ ...record, favourite, updatedAt })),
  );
}

/**
 * What of the account can be read.
 * @throws WaykeyError `vault/no-record`, `record/damaged`, `record/invalid`
 */
async function requireRemovable(
  vault: Vault,
  id: string,
  hasHanging: boolean,
): Promise<VaultRecord | null> {
  try {
    const record = await vault.get(id);
    if (record === null ? hasHanging : record.kind === "account") return record;
  } catch (error) {
    const isUnreadable =
      isWaykeyError(error, "record/damaged") || isWaykeyError(error, "record/invalid");
    if (isUnreadable && hasHanging) return null;
    throw error;
  }
  throw new WaykeyError("vault/no-record", "There is no such account any more");
}

/**
 * Removes an account with everything that hangs on it, in one commit. Where its own record is missing
 * or cannot be read, what hangs on it is enough.
 * @throws WaykeyError `vault/no-record`; `record/damaged` or `record/invalid` for an id that cannot be
 *   read and that nothing hangs on
 */
export async function removeAccount(app: App, id: string): Promise<void> {
  const vault = await requireVault(app);
  await app.inTurn(async () => {
    const { records: hanging } = await vault.findByAccount(id);
    const record = await requireRemovable(vault, id, hanging.length > 0);
    const commit = () => vault.remove([id, ...hanging.map((each) => each.id)]);
    await (record === null || hasWeek(record) ? changingWeeks(app, commit) : commit());
  });
}
