// The search among accounts: every word must occur in the address, the role, or a code's or
// passkey's name.

import type { AccountView } from "../../lib/app/views.ts";
import { accountName } from "../account-name.ts";

export function findAccounts(
  accounts: readonly AccountView[],
  query: string,
): readonly AccountView[] {
  const words = query
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== "");
  if (words.length === 0) return accounts;
  return accounts.filter((account) => {
    const text = [
      accountName(account),
      ...account.otps.flatMap((otp) => [otp.issuer, otp.label]),
      ...account.passkeys.flatMap((passkey) => [passkey.label, passkey.userName]),
    ]
      .join(" ")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
