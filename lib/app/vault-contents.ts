// Everything that the vault holds, account by account, as it is shown: without secrets.

import { isOfThisDevice } from "../exchange/backup-kinds.ts";
import { earliestGrant } from "../headway/exemption.ts";
import { isForHeadway } from "../headway/issuers.ts";
import { RECOVERY_CODE_LENGTH } from "../headway/recovery-code.ts";
import { findingsOf, type HealthFacts } from "../headway/health.ts";
import { elsewhereToo, methodStatuses, notesInForce, successorSince } from "../headway/methods.ts";
import { endDay, endOf } from "../headway/recovery-ends.ts";
import { resetDay } from "../headway/reset-list.ts";
import { GIVEN_NAMES } from "../headway/given-names.ts";
import { mapInBatches } from "../vault/in-batches.ts";
import type {
  AccountRecord,
  OtpRecord,
  PasskeyRecord,
  RecordKind,
  RecordOf,
  RecoveryRecord,
  VaultRecord,
} from "../vault/schema.ts";
import type { UnreadableRecord } from "../vault/stored-record.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, listEverything, refuseSinceLocked, requireVault } from "./app.ts";
import { codeOffset } from "./clock.ts";
import { firstAccountRecords, rememberFirstAccounts } from "./first-accounts.ts";
import { givingTurns } from "./giving-turns.ts";
import { isInUse } from "./put-away.ts";
import { UPKEEP_ID } from "./upkeep.ts";
import { replacersOf } from "./replaced-entries.ts";
import { resetListView } from "./reset-lists.ts";
import type { AccountView, OtpView, PasskeyView, RecoveryView, VaultContents } from "./views.ts";

let collator: Intl.Collator | null = null;

/** As people sort: 9 before 10. Made once for ten thousand comparisons, and not before the first: it takes milliseconds. */
function compareTexts(a: string, b: string): number {
  collator ??= new Intl.Collator(undefined, { numeric: true });
  return collator.compare(a, b);
}

/** @param replacedBy as `replacersOf` says */
export function otpView(record: OtpRecord, replacedBy: string | null = null): OtpView {
  const { id, createdAt, type, issuer, label, digits, periodSeconds, algorithm } = record;
  const confirmed = record.confirmedAt !== null;
  return {
    id,
    createdAt,
    type,
    issuer,
    label,
    digits,
    periodSeconds,
    algorithm,
    confirmed,
    isImported: record.importedAt !== undefined,
    replacedBy,
  };
}

/** Those that Headway may ask for first, the others by the site's name; the older of two before the newer. */
function otpViews(records: readonly OtpRecord[]): readonly OtpView[] {
  const replacers = replacersOf(records);
  const isOther = ({ issuer, confirmed }: OtpView) =>
    Number(!isForHeadway({ issuer, isConfirmed: confirmed }));
  return records
    .map((record) => otpView(record, replacers.get(record.id) ?? null))
    .toSorted(
      (a, b) =>
        isOther(a) - isOther(b) ||
        compareTexts(a.issuer, b.issuer) ||
        compareTexts(a.label, b.label) ||
        a.createdAt - b.createdAt,
    );
}

function passkeyView(record: PasskeyRecord): PasskeyView {
  const { id, label, rpId, userName, attachment, createdAt, lastUsedAt, origins, hidden } = record;
  const algorithm = record.algorithm === -7 ? "ES256" : "EdDSA";
  return {
    id,
    label,
    rpId,
    userName,
    attachment,
    createdAt,
    lastUsedAt,
    origins,
    algorithm,
    hidden,
  };
}

/** @param codes all of its account */
function recoveryView(record: RecoveryRecord, codes: readonly RecoveryRecord[]): RecoveryView {
  const { id, createdAt, usedAt, code, lock } = record;
  const masked = "•".repeat(code?.length ?? RECOVERY_CODE_LENGTH);
  const endedBy = endOf(record, codes);
  const filledAt = usedAt === null ? (record.filledAt ?? null) : null;
  const [endedOn, hasPassphrase] = [endDay(record), lock !== undefined];
  return { id, masked, createdAt, usedAt, endedBy, endedOn, filledAt, hasPassphrase };
}

function recoveryViews(codes: readonly RecoveryRecord[]): readonly RecoveryView[] {
  return codes
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .map((code) => recoveryView(code, codes));
}

type Shown = Pick<AccountView, "otps" | "passkeys" | "recoveryCodes">;

/**
 * When the newest of it was taken up, epoch milliseconds; null if there is nothing.
 * @param lacks what came after a backup of `backedUpAt`, whatever its own time is
 */
function newestOf(
  { otps, passkeys, recoveryCodes }: Shown,
  lacks: ReadonlySet<string>,
  backedUpAt: number,
): number | null {
  const times = [...otps, ...passkeys, ...recoveryCodes].map(({ id, createdAt }) =>
    lacks.has(id) ? Math.max(createdAt, backedUpAt + 1) : createdAt,
  );
  return times.length === 0 ? null : Math.max(...times);
}

function resetOf({ resetList }: AccountRecord): HealthFacts["reset"] {
  if (resetList === undefined) return null;
  const { at, ways } = resetList;
  const hadRecoveryCode = ways.some(({ method }) => method === "recovery-code");
  return { at, doneOn: resetDay(resetList), hadRecoveryCode };
}

function accountIdOf({ accountId }: { readonly accountId: string | null }): string | null {
  return accountId;
}

/**
 * Everything the vault holds, by account, without secrets; what cannot be opened is listed too.
 * @throws WaykeyError `vault/none`, `vault/storage`; `vault/locked`, also once there is a lock
 */
export async function vaultContents(app: App): Promise<VaultContents> {
  const mark = app.copies.mark();
  return wholeContents(app, await requireVault(app), mark);
}

/**
 * As `vaultContents`; of a large vault that was not written since it was last listed, the beginning alone. That has the
 * accounts that come first with no page in use, and those of which the popup tells above its list.
 */
export async function beginningOfContents(app: App): Promise<VaultContents> {
  const mark = app.copies.mark();
  const vault = await requireVault(app);
  const records = await firstAccountRecords(app, vault);
  if (records === null) return wholeContents(app, vault, mark);
  const contents = await contentsOf(app, records, []);
  refuseSinceLocked(app, mark);
  return { ...contents, areFirst: true };
}

/** @param mark of `app.copies`, from before the vault was opened */
async function wholeContents(app: App, vault: Vault, mark: number): Promise<VaultContents> {
  const { records, unreadable, generation } = await listEverything(app, vault);
  const contents = await contentsOf(app, records, unreadable);
  refuseSinceLocked(app, mark);
  rememberFirstAccounts(app, contents.accounts, {
    generation: unreadable.length === 0 ? generation : null,
    hasUpkeep: records.some(({ id }) => id === UPKEEP_ID),
    mark,
  });
  return contents;
}

async function contentsOf(
  app: App,
  records: readonly VaultRecord[],
  unreadable: readonly UnreadableRecord[],
): Promise<VaultContents> {
  const ofKind = <K extends RecordKind>(kind: K) =>
    records.filter((record): record is RecordOf<K> => record.kind === kind);
  const otps = Map.groupBy(ofKind("otp"), accountIdOf);
  const passkeys = Map.groupBy(ofKind("passkey"), accountIdOf);
  const codes = Map.groupBy(ofKind("recovery"), accountIdOf);
  const isNoteLost = unreadable.some(({ id }) => id === UPKEEP_ID);
  const noted = ofKind("upkeep")[0]?.backup ?? null;
  const lacks = new Set(noted?.lacks);
  const backedUpAt = isNoteLost ? "unknown" : (noted?.at ?? null);
  const clockOffsetMs = await codeOffset(app);
  const now = app.ports.now();
  const viewOf = (account: AccountRecord): AccountView => {
    const { id, role, email, favourite = false, ticks = [], exemptedAt = null } = account;
    const entries = otps.get(id) ?? [];
    const holdings = {
      otps: otpViews(entries.filter(isInUse)),
      passkeys: (passkeys.get(id) ?? []).map(passkeyView),
      recoveryCodes: recoveryViews(codes.get(id) ?? []),
    };
    const notes = account.methods ?? [];
    // A code of another site, kept under the same address, is no way to sign in to Headway.
    const ofHeadway = holdings.otps.filter(({ issuer, confirmed }) =>
      isForHeadway({ issuer, isConfirmed: confirmed }),
    );
    const methods = methodStatuses({ ...holdings, otps: ofHeadway }, notes);
    const tooElsewhere = elsewhereToo(methods, notesInForce(notes, holdings.recoveryCodes));
    const isElsewhere = notes.some(
      ({ method, state }) => method === "authenticator" && state === "elsewhere",
    );
    const isUnproven =
      ofHeadway.length > 0 && !ofHeadway.some(({ confirmed }) => confirmed) && !isElsewhere;
    const hasImported = ofHeadway.some(({ isImported }) => isImported);
    const findings = findingsOf({
      role,
      methods,
      elsewhereToo: tooElsewhere.map(({ method }) => method),
      isCodeUntried: isUnproven && !hasImported,
      isCodeImported: isUnproven && hasImported,
      recoveryCodes: holdings.recoveryCodes,
      reset: resetOf(account),
      ticks,
      exemptedAt,
      changedAt: newestOf(holdings, lacks, noted?.at ?? 0),
      backedUpAt,
      clockOffsetMs,
      now,
    });
    return {
      id,
      role,
      email,
      favourite,
      methods,
      elsewhereToo: tooElsewhere,
      successorSince: successorSince(methods),
      ticks,
      findings,
      exemptedAt,
      exemptedFrom:
        exemptedAt === null ? null : (account.exemptedFrom ?? earliestGrant(exemptedAt)),
      resetList: resetListView(account, [
        ...entries,
        ...(passkeys.get(id) ?? []),
        ...(codes.get(id) ?? []),
      ]),
      ...holdings,
      putAway: otpViews(entries.filter((entry) => !isInUse(entry))),
    };
  };
  const accounts = ofKind("account");
  const known = new Set(accounts.map((account) => account.id));
  // What hangs on an account that cannot be read is shown all the same.
  const named = new Set([...otps.keys(), ...passkeys.keys(), ...codes.keys()]);
  const lost = [...named].filter((id) => id !== null && !known.has(id)) as string[];
  const placeholders = lost.map((id): AccountRecord => {
    return {
      kind: "account",
      id,
      role: "client",
      email: GIVEN_NAMES.unreadable,
      createdAt: 0,
      updatedAt: 0,
    };
  });
  const sorted = [...accounts, ...placeholders].toSorted(
    (a, b) => compareTexts(a.role, b.role) || compareTexts(a.email, b.email),
  );
  const onBatch = givingTurns(app.ports.wait);
  return {
    accounts: await mapInBatches(sorted, async (account) => viewOf(account), onBatch),
    unreadable: unreadable.map(({ id, error }) => ({
      id,
      reason: error.code,
      ...(isOfThisDevice(id) ? { inNoBackup: true } : {}),
    })),
  };
}
