// Taking up entries of other authenticators: what would be added, and the adding of those that the user
// has chosen, in one commit. Where they come from is named by a source, which is read anew each time, so
// that nothing half-finished waits in the worker.

import { type PlannedEntry, planImport } from "../exchange/import-plan.ts";
import { otpKeyMaterial, recordIdentity } from "../exchange/record-identity.ts";
import { encodeBase64url } from "../bytes/base64url.ts";
import { collectMigration, type MigrationBatch, wipeEntries } from "../otp/migration-batch.ts";
import { WaykeyError } from "../errors.ts";
import type { AccountRecord, OtpRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { fittingAccounts, resolveAccount, type ResolvedAccount } from "./accounts.ts";
import { type App, requireVault, withVaultKey } from "./app.ts";
import { newOtpRecord } from "./one-time-codes.ts";
import { inPlaceOf, isInUse } from "./put-away.ts";
import type {
  AccountChoice,
  ChosenEntry,
  ImportLine,
  ImportPreview,
  ImportResult,
  ImportSource,
} from "./views.ts";

/** So many entries of one secret are looked at: one in each of several accounts, put away there or in use. */
const MANY_ALIKE = 16;

/**
 * What an import would do, without doing it.
 * @throws WaykeyError `vault/locked`; of the area `vault`
 */
export async function previewImport(app: App, source: ImportSource): Promise<ImportPreview> {
  const vault = await requireVault(app);
  return withSource(source, async (batch) => ({
    size: batch.size,
    parts: batch.parts,
    verdicts: batch.verdicts,
    lines: (await planFor(app, vault, batch)).plan.map(lineOf),
  }));
}

/**
 * Adds the chosen entries, unconfirmed, in one commit. An entry that is held by now is not added again; one that was
 * put away in that account is taken into use again.
 * @returns what was done with every entry of the source, chosen or not
 * @throws WaykeyError `rpc/input` for a choice of something that the source does not have; of the areas
 *   `account` and `vault`, and then nothing is added
 */
export async function importEntries(
  app: App,
  source: ImportSource,
  chosen: readonly ChosenEntry[],
): Promise<ImportResult> {
  const vault = await requireVault(app);
  return withSource(source, (batch) =>
    app.inTurn(async () => {
      const { plan, away } = await planFor(app, vault, batch);
      const choices = new Map(chosen.map(({ entry, account }) => [entry, account]));
      if ([...choices.keys()].some((entry) => plan[entry] === undefined)) {
        throw new WaykeyError("rpc/input", "The source has no entry of that number");
      }
      const accounts = new AccountsOfImport(app, vault);
      const added: OtpRecord[] = [];
      const lines: ImportResult["lines"][number][] = [];
      for (const [index, entry] of plan.entries()) {
        const account = choices.get(index);
        const isAdded = entry.verdict === "new" && account !== undefined;
        if (isAdded) {
          const fresh = newOtpRecord(app, entry.otp, await accounts.idOf(account));
          const same = away.get(recordIdentity(fresh));
          added.push(same === undefined ? fresh : inPlaceOf(same, fresh));
        }
        lines.push({ ...lineOf(entry), done: isAdded ? "added" : "left-out" });
      }
      if (added.length > 0) {
        const records = [...accounts.created, ...added];
        await withVaultKey(app, (vaultKey) => vault.putAll(records, { vaultKey }));
      }
      return { lines };
    }),
  );
}

async function withSource<T>(
  source: ImportSource,
  use: (batch: MigrationBatch) => Promise<T>,
): Promise<T> {
  const batch = collectMigration(source.texts);
  try {
    return await use(batch);
  } finally {
    wipeEntries(batch.entries);
  }
}

/** Asks the vault by index for what the entries may meet, so that a large vault costs no more. */
async function planFor(
  app: App,
  vault: Vault,
  { entries }: MigrationBatch,
): Promise<{
  readonly plan: readonly PlannedEntry[];
  readonly away: ReadonlyMap<string, OtpRecord>;
}> {
  const found: OtpRecord[] = [];
  const accounts = new Map<string, AccountRecord>();
  for (const entry of entries) {
    if (entry.state === "refused") continue;
    const { type, label } = entry.parameters;
    const secret = encodeBase64url(entry.parameters.secret);
    const isSame = (record: OtpRecord) =>
      otpKeyMaterial(record) === otpKeyMaterial({ type, secret });
    found.push(...(await vault.findSome("otpSecret", secret, MANY_ALIKE, isSame)));
    for (const account of await fittingAccounts(app, vault, label)) {
      accounts.set(account.id, account);
    }
  }
  const held = found.filter((record) => isInUse(record));
  const away = found.filter((record) => !isInUse(record));
  return {
    plan: planImport(entries, held, [...accounts.values()]),
    away: new Map(away.map((record) => [recordIdentity(record), record])),
  };
}

/** The accounts that the entries go to; a new one that several entries name is made once. */
class AccountsOfImport {
  readonly created: AccountRecord[] = [];
  readonly #app: App;
  readonly #vault: Vault;
  readonly #resolved = new Map<string, ResolvedAccount>();

  constructor(app: App, vault: Vault) {
    this.#app = app;
    this.#vault = vault;
  }

  async idOf(choice: AccountChoice): Promise<string> {
    const key = keyOf(choice);
    const known = this.#resolved.get(key);
    if (known !== undefined) return known.id;
    const account = await resolveAccount(this.#app, this.#vault, choice);
    this.#resolved.set(key, account);
    this.created.push(...account.created);
    return account.id;
  }
}

function keyOf(choice: AccountChoice): string {
  if ("accountId" in choice) return JSON.stringify([choice.accountId]);
  return JSON.stringify([choice.role, choice.email.trim().toLowerCase()]);
}

function lineOf(entry: PlannedEntry): ImportLine {
  const { verdict, name } = entry;
  const line = { verdict, name, reason: null, suggestedAccountId: null, suggestedEmail: "" };
  if (entry.verdict === "refused") return { ...line, reason: entry.reason };
  if (entry.verdict !== "new") return { ...line, reason: entry.sameAs };
  return { ...line, suggestedAccountId: entry.accountId, suggestedEmail: entry.email };
}
