// Headway accounts: which one is meant, making, naming and removing them.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import { parseEmail } from "../headway/accounts.ts";
import { roleOf, rolesOf } from "../headway/hosts.ts";
import { ACCOUNT_ROLES, type AccountRole } from "../headway/roles.ts";
import { GIVEN_NAMES } from "../headway/given-names.ts";
import type { AccountRecord, VaultRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, newRecordId, requireRecord, requireVault } from "./app.ts";
import { changingWeek, changingWeeks, weekOf } from "./reset-weeks.ts";
import type { AccountChoice } from "./views.ts";
import { removeForGood } from "./remove-for-good.ts";

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
 * of its roles alone.
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

/** With a Headway page in use, the roles it is for. */
export async function fittingRoles(app: App): Promise<readonly AccountRole[]> {
  const page = await app.ports.pages.inUse();
  return page === null ? ACCOUNT_ROLES : rolesOf(page.origin);
}

/** What the account is called whose user a site gives that name. */
function accountName(name: string): string {
  return name.trim().slice(0, 1024) || GIVEN_NAMES.nameless;
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
  const email = accountName(name);
  const known = await findAccount(vault, role, email);
  return known === null ? newAccount(app, role, email) : { id: known.id, created: [] };
}

/**
 * The account that a site of Headway's at `origin` calls by that name. Where people of every role sign in there, it
 * is one that is held, of whichever role; of two, the one that is signed in.
 * @param findSignedIn asked where there are two: the id of the account that Waykey signed in there; null if that is not
 *   known
 */
export async function resolveAccountAt(
  app: App,
  vault: Vault,
  origin: string,
  name: string,
  findSignedIn: () => Promise<string | null>,
): Promise<ResolvedAccount> {
  const email = accountName(name);
  const found = await Promise.all(rolesOf(origin).map((role) => findAccount(vault, role, email)));
  const held = found.filter((account) => account !== null);
  const signedIn = held.length > 1 ? await findSignedIn() : null;
  const role = roleOf(origin);
  const account =
    held.length === 1
      ? held[0]
      : (held.find(({ id }) => id === signedIn) ?? held.find((each) => each.role === role));
  return account === undefined ? newAccount(app, role, email) : { id: account.id, created: [] };
}

function newAccount(app: App, role: AccountRole, email: string): ResolvedAccount {
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
    const commit = () => removeForGood(app, vault, [id, ...hanging.map((each) => each.id)]);
    if (record === null) return changingWeeks(app, commit);
    const week = weekOf(record);
    return week === null ? commit() : changingWeek(app, week, commit);
  });
}
