// Which of the accounts the page in use is about, as far as its role, its e-mail address and Waykey's own
// part in the sign-in tell.

import { isForEveryRole } from "../../lib/headway/hosts.ts";
import { isForHeadway } from "../../lib/headway/issuers.ts";
import type { AccountView, OtpView, PageView } from "../../lib/app/views.ts";

function sameEmail(account: AccountView, page: PageView): boolean {
  return page.email !== null && account.email.toLowerCase() === page.email.trim().toLowerCase();
}

function closeness(account: AccountView, page: PageView): number {
  const isNamed = sameEmail(account, page) || account.id === page.accountId;
  // Where the role is a guess, the address counts for more.
  const [forRole, forName] = isForEveryRole(page.origin) ? [1, 2] : [2, 1];
  return (account.role === page.role ? forRole : 0) + (isNamed ? forName : 0);
}

/** The accounts, those nearest to the page first, then favourites; the order of equals stays. */
export function rankAccounts(
  accounts: readonly AccountView[],
  page: PageView | null,
): readonly AccountView[] {
  const rank = (account: AccountView): number =>
    (page === null ? 0 : closeness(account, page)) * 2 + Number(account.favourite);
  return accounts.toSorted((left, right) => rank(right) - rank(left));
}

/** The one account that the page must be about; `null` if that can't be said. */
export function accountOfPage(
  accounts: readonly AccountView[],
  page: PageView,
): AccountView | null {
  const isAnyRole = isForEveryRole(page.origin);
  const ofRole = isAnyRole ? accounts : accounts.filter(({ role }) => role === page.role);
  if (page.email !== null) {
    const named = ofRole.filter((account) => sameEmail(account, page));
    return named.length === 1 ? (named[0] ?? null) : null;
  }
  const signedIn = ofRole.find((account) => account.id === page.accountId);
  if (signedIn !== undefined) return signedIn;
  return ofRole.length === 1 ? (ofRole[0] ?? null) : null;
}

/**
 * Those that the page may be about: the one that it must be, or those of the address that it shows and those without
 * any; null if it may be any.
 */
export function accountsOfPage(
  accounts: readonly AccountView[],
  page: PageView,
): readonly AccountView[] | null {
  const account = accountOfPage(accounts, page);
  if (account !== null) return [account];
  if (page.email === null) return null;
  return accounts.filter((each) => sameEmail(each, page) || !each.email.includes("@"));
}

export type HeldOtp = { readonly otp: OtpView; readonly account: AccountView };

/**
 * Every entry with its account, in the order of the accounts, confirmed ones first; one that is to be
 * replaced before the one that will, which the site does not know yet.
 */
export function heldOtps(accounts: readonly AccountView[]): readonly HeldOtp[] {
  return accounts.flatMap((account) =>
    account.otps
      .toSorted((left, right) => precedence(right) - precedence(left))
      .map((otp) => ({ otp, account })),
  );
}

/** Those that a page of Headway's may ask for; codes of other sites hang on its accounts as well. */
export function forHeadway(entries: readonly HeldOtp[]): readonly HeldOtp[] {
  return entries.filter(({ otp }) =>
    isForHeadway({ issuer: otp.issuer, isConfirmed: otp.confirmed }),
  );
}

/**
 * Those of Headway that wait to be accepted, and are not to be replaced themselves: those nearest to the page first,
 * then the newest.
 */
export function unconfirmedOf(
  entries: readonly HeldOtp[],
  page: PageView | null,
): readonly HeldOtp[] {
  const nearness = ({ account }: HeldOtp) => (page === null ? 0 : closeness(account, page));
  return forHeadway(entries)
    .filter(({ otp }) => !otp.confirmed && otp.replacedBy === null)
    .toSorted((a, b) => nearness(b) - nearness(a) || b.otp.createdAt - a.otp.createdAt);
}

function precedence({ confirmed, replacedBy }: OtpView): number {
  return Number(confirmed) + Number(replacedBy !== null);
}
