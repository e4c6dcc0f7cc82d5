// How an account stands with its recovery code, in one word.

import type { AccountView } from "../lib/app/views.ts";

/** `used`: none is kept, and nothing is known of the one that came after the last. */
export type RecoveryStanding = "kept" | "used" | "elsewhere" | "none";

export function recoveryStanding(
  account: Pick<AccountView, "recoveryCodes" | "successorSince" | "methods">,
): RecoveryStanding {
  if (account.recoveryCodes.some(({ usedAt }) => usedAt === null)) return "kept";
  if (account.successorSince !== null) return "used";
  const isElsewhere = account.methods.some(
    ({ method, state }) => method === "recovery-code" && state === "elsewhere",
  );
  return isElsewhere ? "elsewhere" : "none";
}
