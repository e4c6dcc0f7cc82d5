// How accounts are named in texts and in accessible names.

import type { AccountView } from "../lib/app/views.ts";
import { type GivenName, givenNameOf } from "../lib/headway/given-names.ts";
import type { AccountRole } from "../lib/headway/roles.ts";
import { message, type MessageKey } from "../lib/i18n/messages.ts";

export function roleName(role: AccountRole): string {
  return message(role === "client" ? "common_role_client" : "common_role_provider");
}

/** Null where the account's own record can't be read, whatever its view says in that place. */
export function knownRole({
  email,
  role,
}: Pick<AccountView, "email" | "role">): AccountRole | null {
  return givenNameOf(email) === "unreadable" ? null : role;
}

export function roleText(role: AccountRole | null): string {
  return role === null ? message("common_role_unknown") : roleName(role);
}

/** The e-mail address with the role, since one person may hold both with one address. */
export function accountName(account: Pick<AccountView, "email" | "role">): string {
  return message("common_account_name", emailText(account.email), roleText(knownRole(account)));
}

const GIVEN: Readonly<Record<GivenName, MessageKey>> = {
  unreadable: "common_account_unreadable",
  nameless: "common_account_nameless",
  restored: "common_account_restored",
};

/** Never empty, so that a nameless account still has something to press. */
export function emailText(email: string): string {
  const given = givenNameOf(email);
  if (given !== null) return message(GIVEN[given]);
  return email === "" ? message("common_no_email") : email;
}
