// The search among accounts: every word must occur in the address, the role, or a code's or passkey's
// name or site, whatever the case and the accents. What is searched of an account is put together once: at the
// latest by the first search, which at thousands of accounts with accents would be felt, so before it if there
// is time.

import type { AccountView } from "../../lib/app/views.ts";
import { emailText, knownRole, roleText } from "../account-name.ts";

/** By the view itself, so that another order or selection of the same accounts costs nothing. */
const searchedTexts = new WeakMap<AccountView, string>();

/** Finds among `accounts`, in their order; all of them for a query without words. */
export function findAccounts(
  accounts: readonly AccountView[],
  query: string,
): readonly AccountView[] {
  const words = plain(query)
    .split(/\s+/u)
    .filter((word) => word !== "");
  if (words.length === 0) return accounts;
  return accounts.filter((account) => {
    const text = searchedText(account);
    return words.every((word) => text.includes(word));
  });
}

/** Puts together what is searched of each of `accounts`, so that a search need not. */
export function prepareSearch(accounts: readonly AccountView[]): void {
  for (const account of accounts) searchedText(account);
}

function searchedText(account: AccountView): string {
  const held = searchedTexts.get(account);
  if (held !== undefined) return held;
  const parts = [
    emailText(account.email),
    roleText(knownRole(account)),
    ...account.otps.flatMap(({ issuer, label }) => [issuer, label]),
    ...account.passkeys.flatMap(({ label, userName, rpId }) => [label, userName, rpId]),
  ];
  const text = plain(parts.join("\n"));
  searchedTexts.set(account, text);
  return text;
}

/** Without case, accents and the difference of compatible characters, as of full and half width. */
function plain(text: string): string {
  if (/^[\p{ASCII}]*$/u.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFKC");
}
