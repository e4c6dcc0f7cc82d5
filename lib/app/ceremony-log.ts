// The log of ceremonies and signals: one record in the vault, so that nobody reads it behind the lock.
// An entry first waits in the session store, which takes it at once and whether the vault is open or
// not, and goes into the record when that can be written. Where neither takes it, the entry is lost: no
// failure of the log is one of a ceremony.

import type { LogRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findOpenVault, findRecord, requireVault } from "./app.ts";
import { merelyNoted } from "./merely-noted.ts";
import type { CeremonyLogEntry } from "./views.ts";

const PENDING = "pending-log";
const LOG_ID = "log";
const MAX_PENDING = 50;
const MAX_KEPT = 200;
const MAX_LENGTH = { origin: 300, rpId: 253, userName: 1024 } as const;

async function pendingEntries(app: App): Promise<readonly CeremonyLogEntry[]> {
  return ((await app.ports.sessionStore.get(PENDING)) ?? []) as readonly CeremonyLogEntry[];
}

/** Notes an entry, newest last. */
export async function noteInLog(app: App, entry: CeremonyLogEntry): Promise<void> {
  const bounded: CeremonyLogEntry = {
    ...entry,
    origin: entry.origin.slice(0, MAX_LENGTH.origin),
    rpId: entry.rpId.slice(0, MAX_LENGTH.rpId),
    userName: entry.userName.slice(0, MAX_LENGTH.userName),
  };
  await app.logInTurn(async () => {
    try {
      const pending = shorten([...(await pendingEntries(app)), bounded], MAX_PENDING);
      await app.ports.sessionStore.set(PENDING, pending);
    } catch {
      // The store in memory fails, or takes no more. The page has its answer by now, and this entry is lost.
    }
  });
}

/** What a page can bring about again and again, without the user. */
const UNASKED: ReadonlySet<CeremonyLogEntry["result"]> = new Set([
  "no-window",
  "page-left",
  "refused",
  "contradictory",
  "hidden",
  "shown",
  "renamed",
]);

/** That nothing fits is the user's affair where they unlocked the vault to learn it. */
function isUnasked({ result, userVerified }: CeremonyLogEntry): boolean {
  return UNASKED.has(result) || (result === "none-fits" && !userVerified);
}

/** Of too many the oldest go, and before any other those that no user had a hand in. */
function shorten(entries: readonly CeremonyLogEntry[], most: number): readonly CeremonyLogEntry[] {
  let surplus = entries.length - most;
  const kept = entries.filter((entry) => surplus <= 0 || !isUnasked(entry) || surplus-- <= 0);
  return kept.slice(-most);
}

/**
 * Writes what waits into the vault, if it is open. What cannot be written goes on waiting, and an
 * entry that a cut-off try has written already is not written twice.
 */
export async function writeLog(app: App): Promise<void> {
  await merelyNoted(() =>
    app.logInTurn(async () => {
      const pending = await pendingEntries(app);
      if (pending.length === 0) return;
      const vault = await findOpenVault(app, "look");
      if (vault === null) return;
      await append(app, vault, pending);
      await app.ports.sessionStore.remove(PENDING);
    }),
  );
}

async function append(app: App, vault: Vault, pending: readonly CeremonyLogEntry[]): Promise<void> {
  const now = app.ports.now();
  if ((await findRecord(vault, "log", LOG_ID)) === null) {
    await vault.put({ ...emptyLog(now), entries: [...pending] });
    return;
  }
  await vault.update(LOG_ID, "log", (log) => {
    const entries = shorten([...log.entries, ...unwritten(log, pending)], MAX_KEPT);
    return { ...log, entries: [...entries], updatedAt: now };
  });
}

function emptyLog(now: number): LogRecord {
  return { kind: "log", id: LOG_ID, entries: [], createdAt: now, updatedAt: now };
}

/** What waits, but for what the log ends in already: a try that was cut off had written it. */
function unwritten(
  log: LogRecord,
  pending: readonly CeremonyLogEntry[],
): readonly CeremonyLogEntry[] {
  const waiting = pending.map(textOf);
  const last = log.entries.slice(-MAX_PENDING).map(textOf);
  const isWritten = (count: number) =>
    last.slice(last.length - count).every((text, index) => text === waiting[index]);
  let count = Math.min(last.length, waiting.length);
  while (!isWritten(count)) count--;
  return pending.slice(count);
}

function textOf(entry: CeremonyLogEntry): string {
  const { at, kind, origin, rpId, userName, userPresent, userVerified, result } = entry;
  return JSON.stringify([at, kind, origin, rpId, userName, userPresent, userVerified, result]);
}

/**
 * The log, newest first, with what waits to be written.
 * @throws WaykeyError `vault/locked`, `vault/none`; `record/damaged`, `record/invalid`
 */
export async function listLog(app: App): Promise<readonly CeremonyLogEntry[]> {
  const vault = await requireVault(app);
  return app.logInTurn(async () => {
    const log = (await findRecord(vault, "log", LOG_ID)) ?? emptyLog(0);
    return [...log.entries, ...unwritten(log, await pendingEntries(app))].toReversed();
  });
}

/** Empties the log, readable or not. @throws WaykeyError `vault/locked`, `vault/none` */
export async function clearLog(app: App): Promise<void> {
  const vault = await requireVault(app);
  await app.logInTurn(async () => {
    await app.ports.sessionStore.remove(PENDING);
    await vault.remove([LOG_ID]);
  });
}
