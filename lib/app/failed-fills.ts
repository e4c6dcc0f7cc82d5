// A fill by the keyboard shortcut or the context menu that failed: the popup tells of it for a minute, unless the
// site has let the user in since. What waits for it in the session store is which entry it was, where and why, and no
// code: one by time is made anew, and one by a counter of the counter that was tried, so that none is used up twice.

import * as v from "valibot";
import { ERROR_CODES, isWaykeyError } from "../errors.ts";
import { AFTER_ACCEPTANCE, PAGE_KINDS, type PageKind } from "../headway/page-kind.ts";
import { type App, findRecord, requireVault } from "./app.ts";
import type { EntryBefore } from "./fill-turns.ts";
import { codeTried } from "./one-time-codes.ts";
import { inspect } from "./page-in-use.ts";
import type { Alarms, PageInUse, SessionStore } from "./ports.ts";
import { FAILED_FILL_KEY } from "./session-keys.ts";
import { type FailedFill, FILL_FAILURES } from "./views.ts";

export const FAILED_FILL_ALARM = "failed-fill";
const GOOD_MS = 60_000;

const Stored = v.object({
  entryId: v.string(),
  tabId: v.number(),
  origin: v.string(),
  kind: v.picklist(PAGE_KINDS),
  at: v.number(),
  /** The counter before the fill; 0 for codes by time. */
  counter: v.number(),
  why: v.union([
    v.object({ reason: v.picklist(FILL_FAILURES) }),
    v.object({ error: v.picklist(ERROR_CODES) }),
  ]),
  /** When a popup copied the code: the next one leaves the clipboard alone. */
  copiedAt: v.nullable(v.number()),
});
type Stored = v.InferOutput<typeof Stored>;

type Ports = { readonly sessionStore: SessionStore; readonly alarms: Alarms };

/**
 * Keeps the failure for the popup.
 * @param entry as it was before the fill
 * @param kind what the page showed
 */
export async function noteFailedFill(
  app: App,
  { tabId, origin }: PageInUse,
  kind: PageKind,
  { id: entryId, counter }: EntryBefore,
  why: FailedFill["why"],
): Promise<void> {
  const { sessionStore, alarms, now } = app.ports;
  const note: Stored = { entryId, tabId, origin, kind, at: now(), counter, why, copiedAt: null };
  await app.inTurn(async () => {
    await sessionStore.set(FAILED_FILL_KEY, note);
    await alarms.set(FAILED_FILL_ALARM, note.at + GOOD_MS);
    if (!(await app.session.isOpen())) await forgetFailedFill(app.ports);
  });
}

/**
 * What failed in the page in use within the last minute; null if nothing did, or the site has let the user in since.
 * @throws WaykeyError `vault/locked`
 */
export async function failedFill(app: App): Promise<FailedFill | null> {
  const vault = await requireVault(app, "look");
  const page = await app.ports.pages.inUse();
  const note = await app.inTurn(() => readNote(app));
  if (note === null || note.tabId !== page?.tabId || note.origin !== page.origin) return null;
  if (await isLetIn(app, note)) return null;
  const record = await findRecord(vault, "otp", note.entryId);
  if (record === null) return null;
  const { at, why, counter, copiedAt } = note;
  const code = await codeTried(app, record, counter, app.ports.now());
  if (copiedAt === null) return { id: record.id, at, why, code, copied: "none" };
  const isSame = (await codeTried(app, record, counter, copiedAt)) === code;
  return { id: record.id, at, why, code, copied: isSame ? "this" : "earlier" };
}

async function isLetIn(app: App, { tabId, kind }: Stored): Promise<boolean> {
  try {
    const now = await inspect(app, { tabId });
    return now.kind !== kind && AFTER_ACCEPTANCE.has(now.kind);
  } catch (error) {
    // A page that can't be looked at may be what the fill failed of.
    if (isWaykeyError(error, "page/unreachable")) return false;
    throw error;
  }
}

/**
 * A popup has the code of that failure in the clipboard: one that opens later leaves the clipboard alone.
 * @param at of the failure, so that one that came since is not taken for it
 */
export async function noteFailedFillCopied(app: App, at: number): Promise<void> {
  await app.inTurn(async () => {
    const note = await readNote(app);
    if (note?.at !== at) return;
    const copied: Stored = { ...note, copiedAt: app.ports.now() };
    await app.ports.sessionStore.set(FAILED_FILL_KEY, copied);
    if (!(await app.session.isOpen())) await forgetFailedFill(app.ports);
  });
}

/** Null when it is past its time too. */
async function readNote(app: App): Promise<Stored | null> {
  const stored = v.safeParse(Stored, await app.ports.sessionStore.get(FAILED_FILL_KEY));
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
  await sessionStore.remove(FAILED_FILL_KEY);
  await alarms.clear(FAILED_FILL_ALARM);
}
