// When all that the vault holds was last proved to be in a backup: of this device, whose user knows where the
// file is.

import { changedSince, holdsAll, lackingIn } from "../exchange/backup-coverage.ts";
import type { MoveNote, MoveStep } from "../headway/moving.ts";
import { isOfThisDevice } from "../exchange/backup-kinds.ts";
import type { UpkeepRecord, VaultRecord } from "../vault/schema.ts";
import { isUnreadable, type RecordListing } from "../vault/stored-record.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findRecord, requireVault } from "./app.ts";
import { merelyNoted } from "./merely-noted.ts";
import type { DrillResult } from "./views.ts";

export const UPKEEP_ID = "upkeep";

const MADE_BACKUP = "made-backup";

/** What a vault holds, as it was listed. */
type Held = RecordListing<VaultRecord>;

/** A backup that was opened: of when it is, epoch milliseconds, and what is in it. */
type Opened = { readonly createdAt: number; readonly records: readonly VaultRecord[] };

/** Those that a backup should hold. */
export function missingFrom({ unreadable }: Held): Held["unreadable"] {
  return unreadable.filter(({ id }) => !isOfThisDevice(id));
}

/**
 * What is to be noted of a backup that was opened: a record if it holds all that the vault does and is later
 * than what was noted before, else none.
 */
async function upkeepAfter(
  app: App,
  vault: Vault,
  held: Held,
  backup: Opened,
): Promise<readonly UpkeepRecord[]> {
  return isWhole(held, backup) ? upkeepOf(app, vault, backup.createdAt) : [];
}

/** What a backup is found to hold of the vault, and how much of that the vault has otherwise by now. */
export function drillOf(
  held: Held,
  backup: Pick<Opened, "records">,
): { readonly drill: DrillResult; readonly changed: number } {
  const changed = changedSince(backup.records, held.records).length;
  if (!holdsAll(backup.records, held.records)) return { drill: "lacks", changed };
  if (missingFrom(held).length > 0) return { drill: "unreadable", changed };
  return { drill: changed === 0 ? "whole" : "changed", changed };
}

/** What has changed since locks nobody out, and is told by its own time. */
function isWhole(held: Held, backup: Pick<Opened, "records">): boolean {
  return holdsAll(backup.records, held.records) && missingFrom(held).length === 0;
}

/**
 * What is to be noted with a restore: as `upkeepAfter` says; else what comes in and may be missing from the noted
 * backup, since its times are of old and do not tell it. A backup that was made and is not saved yet lacks it too,
 * and counts no more.
 * @param held as it was before
 * @param put what is written
 */
export async function upkeepAfterRestore(
  app: App,
  vault: Vault,
  held: Held,
  backup: Opened,
  put: readonly VaultRecord[],
): Promise<readonly UpkeepRecord[]> {
  const comeIn = lackingIn(held.records, put);
  if (comeIn.length === 0) return upkeepAfter(app, vault, held, backup);
  await merelyNoted(() => app.ports.sessionStore.remove(MADE_BACKUP));
  // What comes in is in the file.
  if (isWhole(held, backup)) return upkeepOf(app, vault, backup.createdAt);
  const before = await findUpkeep(vault);
  if (before === null || before.backup === null) return [];
  const { at, lacks = [] } = before.backup;
  if (at === backup.createdAt) return [];
  const ids = new Set([...lacks, ...comeIn.map(({ id }) => id)]);
  return [{ ...before, updatedAt: app.ports.now(), backup: { at, lacks: [...ids] } }];
}

/** @param createdAt of a backup that held everything then, epoch milliseconds */
async function upkeepOf(
  app: App,
  vault: Vault,
  createdAt: number,
): Promise<readonly UpkeepRecord[]> {
  const before = await findUpkeep(vault);
  const now = app.ports.now();
  // A file may name any time; one to come would keep the user from being reminded.
  const at = Math.min(createdAt, now);
  if ((before?.backup?.at ?? -1) >= at) return [];
  return [{ ...(before ?? newUpkeep(now)), updatedAt: now, backup: { at } }];
}

/** Notes a backup that the user has, where that can be written: if not, that is no reason to refuse it. */
export async function noteBackup(
  app: App,
  vault: Vault,
  held: Held,
  backup: Opened,
): Promise<void> {
  await merelyNoted(() =>
    app.inTurn(async () => putAll(vault, await upkeepAfter(app, vault, held, backup))),
  );
}

async function putAll(vault: Vault, records: readonly UpkeepRecord[]): Promise<void> {
  for (const record of records) await vault.put(record, { replaceUnreadable: true });
}

/** A backup was made and opened again, and is not saved yet: it counts from `noteBackupSaved` on, if it is whole. */
export async function keepMadeBackup(app: App, madeAt: number, held: Held): Promise<void> {
  const { sessionStore } = app.ports;
  if (missingFrom(held).length === 0) await sessionStore.set(MADE_BACKUP, madeAt);
  else await sessionStore.remove(MADE_BACKUP);
}

/**
 * The last backup that was made was handed to the browser to be saved. What came into the vault since it was made is
 * newer, and known by that.
 * @param madeAt as the backup has it; of any other nothing is noted
 * @throws WaykeyError `vault/locked`, `vault/storage`
 */
export async function noteBackupSaved(app: App, madeAt: number): Promise<void> {
  const vault = await requireVault(app);
  const { sessionStore } = app.ports;
  await app.inTurn(async () => {
    if ((await sessionStore.get(MADE_BACKUP)) !== madeAt) return;
    await putAll(vault, await upkeepOf(app, vault, madeAt));
    // Of one that is noted already nothing is noted again.
    await merelyNoted(() => sessionStore.remove(MADE_BACKUP));
  });
}

function newUpkeep(now: number): UpkeepRecord {
  return { kind: "upkeep", id: UPKEEP_ID, createdAt: now, updatedAt: now, backup: null };
}

/** Which steps of a move to another device are ticked; none where that cannot be read. */
export async function moveSteps(app: App): Promise<readonly MoveNote[]> {
  return (await findUpkeep(await requireVault(app)))?.moveSteps ?? [];
}

/**
 * Ticks a step, or takes the tick away.
 * @throws WaykeyError `record/damaged`, `record/invalid` while what was noted cannot be read: the next backup mends
 *   that, and a note without it would say that there is none. `vault/storage`
 */
export async function tickMoveStep(app: App, step: MoveStep, done: boolean): Promise<void> {
  const vault = await requireVault(app);
  const at = app.ports.now();
  await app.inTurn(async () => {
    const before = (await findRecord(vault, "upkeep", UPKEEP_ID)) ?? newUpkeep(at);
    const others = (before.moveSteps ?? []).filter((note) => note.step !== step);
    await vault.put({
      ...before,
      updatedAt: at,
      moveSteps: done ? [...others, { step, at }] : others,
    });
  });
}

/** Null if nothing was noted, or if it cannot be read. */
async function findUpkeep(vault: Vault): Promise<UpkeepRecord | null> {
  try {
    return await findRecord(vault, "upkeep", UPKEEP_ID);
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}
