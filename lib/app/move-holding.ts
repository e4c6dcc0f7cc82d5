// Moves a code, a passkey or a recovery code to another account, in one commit. Nothing that a site knows
// of it changes.

import { WaykeyError } from "../errors.ts";
import { recordIdentity } from "../exchange/record-identity.ts";
import type { OtpRecord, PasskeyRecord, RecoveryRecord, VaultRecord } from "../vault/schema.ts";
import { resolveAccount } from "./accounts.ts";
import { type App, requireVault } from "./app.ts";
import { endedCode } from "./recovery-codes.ts";
import type { AccountChoice } from "./views.ts";

type Holding = OtpRecord | PasskeyRecord | RecoveryRecord;

/**
 * Answers the id of the account that it is in now, which is new if need be. Of two good recovery codes that
 * meet there the one kept later stays good, and the other counts as replaced: Headway has one good code at a time.
 * @throws WaykeyError `account/held-there` if that account holds the same; `vault/no-record` unless the id is
 *   that of a code, a passkey or a recovery code; of the area `account`
 */
export async function moveHolding(app: App, id: string, choice: AccountChoice): Promise<string> {
  const vault = await requireVault(app);
  const now = app.ports.now();
  // In turn with whatever else removes accounts, adds to them, or restores.
  return app.inTurn(async () => {
    const holding = requireHolding(await vault.get(id));
    const { id: accountId, created } = await resolveAccount(app, vault, choice);
    if (holding.accountId === accountId) return accountId;
    const { records: there } = await vault.findByAccount(accountId);
    const identity = recordIdentity({ ...holding, accountId });
    if (there.some((record) => recordIdentity(record) === identity)) {
      throw new WaykeyError("account/held-there", "That account holds the same already");
    }
    const good = there.filter((record) => isGoodCode(record)).map((record) => record.id);
    const touched = isGoodCode(holding) ? [id, ...good] : [id];
    await vault.updateTogether(touched, ([first, ...others]) => {
      const moved = { ...movedOf(requireHolding(first ?? null)), accountId, updatedAt: now };
      return [...created, ...settleCodes([moved, ...others], now)];
    });
    return accountId;
  });
}

function requireHolding(record: VaultRecord | null): Holding {
  if (record !== null && "accountId" in record) return record;
  throw new WaykeyError("vault/no-record", "There is nothing of that id that an account holds");
}

/** What an entry was to replace stays behind. */
function movedOf(holding: Holding): Holding {
  if (holding.kind !== "otp") return holding;
  const { replaces: _left, ...entry } = holding;
  return entry;
}

function isGoodCode(record: VaultRecord): record is RecoveryRecord {
  return record.kind === "recovery" && record.usedAt === null;
}

/** Of the good codes only the one kept last is still good; the first of the records in a tie. */
function settleCodes(records: readonly VaultRecord[], now: number): readonly VaultRecord[] {
  const codes = records.filter(isGoodCode);
  const [last] = codes.toSorted((a, b) => b.createdAt - a.createdAt);
  return records.map((record) =>
    isGoodCode(record) && record !== last ? endedCode(record, "replaced", now) : record,
  );
}
