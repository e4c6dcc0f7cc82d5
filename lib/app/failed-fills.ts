// A fill by the keyboard shortcut or the context menu that failed: the popup that opens tells of it. What waits
// for it in the session store, for a minute at most, is which entry it was, where and why, and no code: one by
// time is made anew, and one by a counter of the counter that was tried, so that none is used up twice.

import * as v from "valibot";
import { ERROR_CODES } from "../errors.ts";
import { type App, findRecord, requireVault } from "./app.ts";
import type { EntryBefore } from "./fill-turns.ts";
import { codeTried } from "./one-time-codes.ts";
import type { Alarms, PageInUse, SessionStore } from "./ports.ts";
import { type FailedFill, FILL_FAILURES } from "./views.ts";

const KEY = "failed-fill";
export const FAILED_FILL_ALARM = "failed-fill";
const GOOD_MS = 60_000;

const Stored = v.object({
  entryId: v.string(),
  tabId: v.number(),
  origin: v.string(),
  at: v.number(),
  /** The counter before the fill; 0 for codes by time. */
  counter: v.number(),
  why: v.union([
    v.object({ reason: v.picklist(FILL_FAILURES) }),
    v.object({ error: v.picklist(ERROR_CODES) }),
  ]),
});
type Stored = v.InferOutput<typeof Stored>;

type Ports = { readonly sessionStore: SessionStore; readonly alarms: Alarms };

/**
 * Keeps the failure for the popup.
 * @param entry as it was before the fill
 */
export async function noteFailedFill(
  app: App,
  { tabId, origin }: PageInUse,
  { id: entryId, counter }: EntryBefore,
  why: FailedFill["why"],
): Promise<void> {
  const { sessionStore, alarms, now } = app.ports;
  const note: Stored = { entryId, tabId, origin, at: now(), counter, why };
  await app.inTurn(async () => {
    await sessionStore.set(KEY, note);
    await alarms.set(FAILED_FILL_ALARM, note.at + GOOD_MS);
    if (!(await app.session.isOpen())) await forgetFailedFill(app.ports);
  });
}

/**
 * What failed in the page in use within the last minute, told once; null if nothing did.
 * @throws WaykeyError `vault/locked`
 */
export async function takeFailedFill(app: App): Promise<FailedFill | null> {
  const vault = await requireVault(app, "look");
  const page = await app.ports.pages.inUse();
  const note = await app.inTurn(async () => {
    const held = await readNote(app);
    if (held?.tabId !== page?.tabId || held?.origin !== page?.origin) return null;
    await forgetFailedFill(app.ports);
    return held;
  });
  const record = note === null ? null : await findRecord(vault, "otp", note.entryId);
  if (note === null || record === null) return null;
  return { id: record.id, why: note.why, code: await codeTried(app, record, note.counter) };
}

/** Null when it is past its time too. */
async function readNote(app: App): Promise<Stored | null> {
  const stored = v.safeParse(Stored, await app.ports.sessionStore.get(KEY));
  const age = stored.success ? app.ports.now() - stored.output.at : null;
  return stored.success && age !== null && age >= 0 && age <= GOOD_MS ? stored.output : null;
}

/** To be called when the alarm FAILED_FILL_ALARM fires: the note goes if its time has come. */
export async function forgetOldFailedFill(app: App): Promise<void> {
  await app.inTurn(async () => {
    if ((await readNote(app)) === null) await forgetFailedFill(app.ports);
  });
}

/** At a lock, or when the code is in the page after all. */
export async function forgetFailedFill({ sessionStore, alarms }: Ports): Promise<void> {
  await sessionStore.remove(KEY);
  await alarms.clear(FAILED_FILL_ALARM);
}
