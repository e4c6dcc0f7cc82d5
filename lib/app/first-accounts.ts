// Which records the beginning of a large vault's list is made of, as the last listing of the whole found it: a popup that
// shows its first rows need not wait until ten thousand records are opened. It is kept until the vault is locked, names
// records by their ids alone, and is good for the very state of the vault that was listed. The records themselves are
// read anew each time.

import { isWaykeyError } from "../errors.ts";
import { isForHeadway } from "../headway/issuers.ts";
import type { VaultRecord } from "../vault/schema.ts";
import { isUnreadable } from "../vault/stored-record.ts";
import type { Vault } from "../vault/vault.ts";
import type { App } from "./app.ts";
import { UPKEEP_ID } from "./upkeep.ts";
import type { SessionValue } from "./session-value.ts";
import { type AccountView, FIRST_ROWS } from "./views.ts";

/** From how many accounts on a list has a beginning: fewer are opened as fast. */
const MANY = 100;

/** More of them, and the whole list is awaited. */
const MOST = 2 * FIRST_ROWS;

export const FIRST_ACCOUNTS_KEY = "first-accounts";

export type FirstAccounts = {
  readonly generation: number;
  readonly recordIds: readonly string[];
};

/** Those that are listed first, and those of which the popup's home tells above its list. */
function firstOf(accounts: readonly AccountView[]): ReadonlySet<AccountView> {
  const ranked = accounts.toSorted((a, b) => Number(b.favourite) - Number(a.favourite));
  const unconfirmed = ranked
    .flatMap((account) => account.otps.map((otp) => ({ account, otp })))
    .filter(
      ({ otp: { issuer, confirmed, replacedBy } }) =>
        !confirmed && replacedBy === null && isForHeadway({ issuer, isConfirmed: confirmed }),
    )
    .toSorted((a, b) => b.otp.createdAt - a.otp.createdAt)
    .slice(0, 1)
    .map(({ account }) => account);
  const filled = ranked.filter(({ recoveryCodes }) =>
    recoveryCodes.some(({ filledAt }) => filledAt !== null),
  );
  const successor = ranked.filter(({ successorSince }) => successorSince !== null).slice(0, 1);
  return new Set([...ranked.slice(0, FIRST_ROWS), ...unconfirmed, ...filled, ...successor]);
}

function recordIdsOf({ id, otps, putAway, passkeys, recoveryCodes }: AccountView): string[] {
  return [id, ...[...otps, ...putAway, ...passkeys, ...recoveryCodes].map((held) => held.id)];
}

/**
 * Remembers the beginning of a list, where that has one. Nobody waits for it.
 * @param accounts all that the vault holds, in the order of the list
 * @param more.generation the vault's, when they were listed; null where not all of it could be read
 * @param more.mark of `app.copies`, from before they were listed: nothing is remembered beyond a lock
 */
export function rememberFirstAccounts(
  app: App,
  accounts: readonly AccountView[],
  more: {
    readonly generation: number | null;
    readonly hasUpkeep: boolean;
    readonly mark: number;
  },
): void {
  const { generation, hasUpkeep, mark } = more;
  if (generation === null || accounts.length < MANY) return;
  const first = [...firstOf(accounts)];
  if (first.length > MOST) return;
  const recordIds = [...(hasUpkeep ? [UPKEEP_ID] : []), ...first.flatMap(recordIdsOf)];
  const { firstAccounts } = app;
  const remember = async () => {
    const before = await firstAccounts.get();
    const isLocked = () => app.copies.mark() !== mark;
    if (isLocked() || before?.generation === generation) return;
    await firstAccounts.set({ generation, recordIds });
    // The lock found nothing to forget yet.
    if (isLocked()) await firstAccounts.set(null);
  };
  // Without it the next list is awaited whole, no more.
  app.afterwards(remember).catch(() => undefined);
}

/** @throws WaykeyError `vault/storage` */
export async function forgetFirstAccounts(
  firstAccounts: SessionValue<FirstAccounts | null>,
): Promise<void> {
  if ((await firstAccounts.get()) !== null) await firstAccounts.set(null);
}

/**
 * The records that the beginning of the list is made of.
 * @returns null where the whole list is to be awaited: it has none, the vault was written since it was made, or one of
 *   them, or the manifest, cannot be read
 * @throws WaykeyError `vault/storage`
 */
export async function firstAccountRecords(
  app: App,
  vault: Vault,
): Promise<readonly VaultRecord[] | null> {
  const first = await app.firstAccounts.get().catch(() => null);
  if (first === null) return null;
  try {
    const isListed = async () => first.generation === (await vault.generation());
    if (!(await isListed())) return null;
    const records = (await vault.getMany(first.recordIds)).filter((record) => record !== null);
    // What was moved meanwhile would hang on an account that is not among these.
    return records.length === first.recordIds.length && (await isListed()) ? records : null;
  } catch (error) {
    // The whole list is mended where that is so.
    if (isUnreadable(error) || isWaykeyError(error, "vault/manifest")) return null;
    throw error;
  }
}
