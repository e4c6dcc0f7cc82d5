// The search among accounts: every word must occur in the address, the role, or a code's or passkey's
// name or site, whatever the case and the accents. The words to be searched are gathered once.

import type { AccountView } from "../../lib/app/views.ts";
import { accountName } from "../account-name.ts";

export type AccountSearch = (query: string) => readonly AccountView[];

/** Finds among `accounts`, in their order; all of them for a query without words. */
export function createAccountSearch(accounts: readonly AccountView[]): AccountSearch {
  let texts: readonly string[] | null = null;
  return (query) => {
    const words = plain(query)
      .split(/\s+/u)
      .filter((word) => word !== "");
    if (words.length === 0) return accounts;
    texts ??= accounts.map(searchedText);
    const held = texts;
    return accounts.filter((_, i) => words.every((word) => held[i]?.includes(word)));
  };
}

function searchedText(account: AccountView): string {
  const parts = [
    accountName(account),
    ...account.otps.flatMap(({ issuer, label }) => [issuer, label]),
    ...account.passkeys.flatMap(({ label, userName, rpId }) => [label, userName, rpId]),
  ];
  return plain(parts.join("\n"));
}

/** Without case, accents and the difference of compatible characters, as of full and half width. */
function plain(text: string): string {
  if (/^[\p{ASCII}]*$/u.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFKC");
}
