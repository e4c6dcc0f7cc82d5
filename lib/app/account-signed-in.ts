// Which account a tab was signed in to, by what Waykey did for it a short while ago.

import { type App, findOpenVault, findReadable } from "./app.ts";
import { findSignIn } from "./assisted-sign-ins.ts";

/** The id of the account of the entry or passkey by which that tab was signed in; null while locked, or if unknown. */
export async function accountSignedIn(
  app: App,
  { tabId, origin }: { readonly tabId: number; readonly origin: string },
): Promise<string | null> {
  const signIn = await findSignIn(app.ports, tabId, origin);
  const vault = signIn === null ? null : await findOpenVault(app, "look");
  if (signIn === null || vault === null) return null;
  const record = await findReadable(vault, signIn.recordId);
  return record !== null && "accountId" in record ? record.accountId : null;
}
