// How accounts are named in texts and in accessible names.

import type { AccountView } from "../lib/app/views.ts";
import type { AccountRole } from "../lib/headway/roles.ts";

export function roleName(role: AccountRole): "Client" | "Provider" {
  return role === "client" ? "Client" : "Provider";
}

/** The e-mail address with the role, since one person may hold both with one address. */
export function accountName(account: Pick<AccountView, "email" | "role">): string {
  return `${emailText(account.email)} (${roleName(account.role)})`;
}

/** Never empty, so that a nameless account still has something to press. */
export function emailText(email: string): string {
  return email === "" ? "No e-mail address" : email;
}
