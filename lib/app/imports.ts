// Taking up entries of other authenticators: what would be added, and the adding of those that the user
// has chosen, in one commit. Where they come from is named by a source, which is read anew each time, so
// that nothing half-finished waits in the worker.

import { checkCount, type ForeignEntry } from "../exchange/formats/entry.ts";
import { googleEntry } from "../exchange/formats/google.ts";
import { type PlannedEntry, planImport } from "../exchange/import-plan.ts";
import { recordIdentity } from "../exchange/record-identity.ts";
import { collectMigration } from "../otp/migration-batch.ts";
import { WaykeyError } from "../errors.ts";
import type { AccountRecord, OtpRecord, PasskeyRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { resolveAccount, type ResolvedAccount } from "./accounts.ts";
import { type App, requireVault, withVaultKey } from "./app.ts";
import { type ImportHoldings, importHoldings } from "./import-holdings.ts";
import { UNWATCHED } from "./long-work.ts";
import { newOtpRecord } from "./one-time-codes.ts";
import { newImportedPasskey } from "./passkeys.ts";
import { inPlaceOf } from "./put-away.ts";
import type {
  AccountChoice,
  ChosenEntry,
  ImportLine,
  ImportPreview,
  ImportResult,
  ImportSource,
} from "./views.ts";

/** A source as it was read. */
type Batch = Omit<ImportPreview, "lines"> & { readonly entries: readonly ForeignEntry[] };

/**
 * What an import would do, without doing it.
 * @throws WaykeyError `vault/locked`; `import/too-many`; of the area `vault`
 */
export async function previewImport(app: App, source: ImportSource): Promise<ImportPreview> {
  const vault = await requireVault(app);
  const { entries, ...batch } = readSource(source);
  const { held } = await importHoldings(app, vault, entries);
  return { ...batch, lines: planImport(entries, held).map(lineOf) };
}

/**
 * Adds the chosen entries, codes unconfirmed and noted to be imported, in one commit. An entry that is held by now is not added again; one that
 * was put away in that account is taken into use again. A lock ends it.
 * @returns what was done with every entry of the source, chosen or not
 * @throws WaykeyError `rpc/input` for a choice of something that the source does not have; `work/cancelled`; of the
 *   areas `account` and `vault`, and then nothing is added
 */
export async function importEntries(
  app: App,
  source: ImportSource,
  chosen: readonly ChosenEntry[],
  { onStep, refuseCancelled } = UNWATCHED,
): Promise<ImportResult> {
  const mark = app.copies.mark();
  const isLocked = () => app.copies.mark() !== mark;
  const vault = await requireVault(app);
  const { entries } = readSource(source);
  return app.inTurn(async () => {
    refuseCancelled();
    const holdings = await importHoldings(app, vault, entries);
    const plan = planImport(entries, holdings.held);
    const choices = new Map(chosen.map(({ entry, account }) => [entry, account]));
    if ([...choices.keys()].some((entry) => plan[entry] === undefined)) {
      throw new WaykeyError("rpc/input", "The source has no entry of that number");
    }
    const accounts = new AccountsOfImport(app, vault);
    const added: (OtpRecord | PasskeyRecord)[] = [];
    const lines: ImportResult["lines"][number][] = [];
    for (const [index, entry] of plan.entries()) {
      const account = choices.get(index);
      const isAdded = entry.verdict === "new" && account !== undefined;
      if (isAdded) added.push(recordOf(app, entry, await accounts.idOf(account), holdings));
      lines.push({ ...lineOf(entry), done: isAdded ? "added" : "left-out" });
    }
    refuseCancelled();
    if (added.length > 0) {
      const records = [...accounts.created, ...added];
      await withVaultKey(app, (vaultKey) =>
        vault.putAll(records, { vaultKey, isLocked, onStep, isElsewhere: true }),
      );
    }
    return { lines };
  });
}

function recordOf(
  app: App,
  entry: Extract<PlannedEntry, { verdict: "new" }>,
  accountId: string,
  { away }: ImportHoldings,
): OtpRecord | PasskeyRecord {
  if (entry.kind === "passkey") return newImportedPasskey(app, entry.passkey, accountId);
  const fresh = newOtpRecord(app, entry.otp, accountId);
  const same = away.get(recordIdentity(fresh));
  // One that was put away, by a reset perhaps, may be no good at Headway any more, wherever it comes from.
  return same === undefined ? { ...fresh, importedAt: fresh.createdAt } : inPlaceOf(same, fresh);
}

function readSource(source: ImportSource): Batch {
  if (source.format === "entries") {
    checkCount(source.entries.length);
    return { size: 0, parts: [], verdicts: [], entries: source.entries };
  }
  const { entries, ...batch } = collectMigration(source.texts);
  return { ...batch, entries: entries.map(googleEntry) };
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
  const { verdict, name, notes } = entry;
  const line = {
    verdict,
    name,
    notes,
    kind: entry.verdict === "refused" ? null : entry.kind,
    code: null,
    sameAs: null,
    suggestedAccountId: null,
    suggestedEmail: "",
  };
  if (entry.verdict === "refused") return { ...line, code: entry.code };
  if (entry.verdict !== "new") return { ...line, sameAs: entry.sameAs };
  return { ...line, suggestedAccountId: entry.accountId, suggestedEmail: entry.email };
}
