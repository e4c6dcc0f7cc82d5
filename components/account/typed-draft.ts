// Whether what was left half-typed of an account is still to be taken up, or has been saved by now: the popup may have
// closed on the very press that saved it.

import type { AccountView } from "../../lib/app/views.ts";
import type { TypedDraft } from "../ports.ts";

export function isStillWanted(draft: TypedDraft, accounts: readonly AccountView[]): boolean {
  const account = accounts.find(({ id }) => id === draft.accountId);
  if (account === undefined) return false;
  if (draft.kind === "recovery") {
    return account.recoveryCodes.every(({ usedAt }) => usedAt !== null);
  }
  const status = account.methods.find(({ method }) => method === draft.method);
  const said = [
    ...(status?.state === "elsewhere" ? [status] : []),
    ...account.elsewhereToo.filter(({ method }) => method === draft.method),
  ];
  const isNoted = said.some(
    ({ where, callingCode }) =>
      where === draft.where.trim() && (callingCode ?? "") === draft.callingCode.trim(),
  );
  const isAskedNoMore = draft.method === "recovery-code" && status?.state === "here";
  return !isAskedNoMore && !isNoted;
}
