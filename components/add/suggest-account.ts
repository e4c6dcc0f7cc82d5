// The account that a code and the page in use suggest for it.

import type { AccountChoice, AccountView, OtpPreview, PageView } from "../../lib/app/views.ts";
import { isOfHeadway } from "../../lib/headway/issuers.ts";
import type { NewAccount } from "../controls/new-account-fields.tsx";
import { accountOfPage } from "../popup/page-match.ts";

/** What a new account starts from. */
export function newAccount(page: PageView | null, preview: OtpPreview): NewAccount {
  return { role: page?.role ?? "client", email: preview.suggestedEmail || (page?.email ?? "") };
}

/** `null` if only the user can tell. */
export function suggestChoice(
  accounts: readonly AccountView[],
  page: PageView | null,
  preview: OtpPreview,
): AccountChoice | null {
  if (preview.suggestedAccountId !== null) return { accountId: preview.suggestedAccountId };
  // What another site has issued belongs to no account of Headway's, unless the user says so.
  if (!isOfHeadway(preview.issuer) && accounts.length > 0) return null;
  const account = page === null ? null : accountOfPage(accounts, page);
  // A code that names another address is another person's, or another account of the same person.
  const named = preview.suggestedEmail.toLowerCase();
  if (account !== null && (named === "" || account.email.toLowerCase() === named)) {
    return { accountId: account.id };
  }
  const fresh = newAccount(page, preview);
  return fresh.email === "" && accounts.length > 0 ? null : fresh;
}
