// Support's week for a provider's reset, of one account as two sides have it.

import type { AccountRecord } from "../vault/schema.ts";

/**
 * `account` with support's week as the side has it that spoke of it last, unless the other has noted a reset since, of
 * which that one knows nothing: it ends the week.
 * @param first counts where it is not known which spoke last, unless it says nothing
 */
export function withWeek(
  account: AccountRecord,
  first: AccountRecord,
  other: AccountRecord,
): AccountRecord {
  const [later, earlier] = isSaidLater(other, first) ? [other, first] : [first, other];
  const { exemptedAt, exemptedFrom, exemptionSaidAt } = later;
  if (exemptedAt === undefined) return account;
  const { exemptedFrom: _from, exemptionSaidAt: _said, ...rest } = account;
  const reset = earlier.exemptedAt === null ? earlier.resetList : undefined;
  const isUnknown = reset !== undefined && reset.at !== later.resetList?.at;
  const isEnded = exemptedAt !== null && isUnknown && reset.at > exemptedAt;
  return {
    ...rest,
    exemptedAt: isEnded ? null : exemptedAt,
    ...(exemptedFrom !== undefined && !isEnded && { exemptedFrom }),
    ...(exemptionSaidAt !== undefined && { exemptionSaidAt }),
  };
}

function isSaidLater(other: AccountRecord, first: AccountRecord): boolean {
  if (first.exemptedAt === undefined || other.exemptedAt === undefined) {
    return other.exemptedAt !== undefined;
  }
  const isKept = [first, other].some(({ exemptionSaidAt }) => exemptionSaidAt !== undefined);
  return isKept && weekSaidAt(other) > weekSaidAt(first);
}

/** Of a week no earlier than it began; that there is none may never have been said. */
function weekSaidAt({ exemptedAt, exemptionSaidAt }: AccountRecord): number {
  return exemptionSaidAt ?? exemptedAt ?? -1;
}
