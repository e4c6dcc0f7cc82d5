// How an account stands with its recovery code, in one word.

import type { AccountView } from "../lib/app/views.ts";

/** `filled`: one is kept, and may be used up. `used`: none is kept, and nothing is known of the one that came after the last. */
export type RecoveryStanding = "kept" | "filled" | "used" | "elsewhere" | "none";

export function recoveryStanding(
  account: Pick<AccountView, "recoveryCodes" | "successorSince" | "methods">,
): RecoveryStanding {
  const good = account.recoveryCodes.find(({ usedAt }) => usedAt === null);
  if (good !== undefined) return good.filledAt === null ? "kept" : "filled";
  if (account.successorSince !== null) return "used";
  const isElsewhere = account.methods.some(
    ({ method, state }) => method === "recovery-code" && state === "elsewhere",
  );
  return isElsewhere ? "elsewhere" : "none";
}
