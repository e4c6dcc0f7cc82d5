// The popup's half-finished input, in memory that extension contexts alone can read. It may hold a
// setup key or a recovery code, so a lock forgets it. What a page's context menu offers lies apart until the popup takes it up:
// it may come while the vault is locked, when everything older has to go.

import browser from "webextension-polyfill";
import type { AddDraft, Draft, DraftStore, ScanDraft } from "../../components/ports.ts";
import { SESSION_KEY } from "../app/session-keys.ts";
import { extensionAlarms } from "./alarms.ts";
import { sessionStore } from "./session-store.ts";

const KEY = "draft";
const OFFER_KEY = "offered-draft";
export const OFFER_ALARM = "offered-draft";

/** So long the popup may stay locked, or unopened, until the offer is forgotten. */
const OFFER_MS = 10 * 60_000;

/** `until`: epoch milliseconds. */
type Offer = { readonly draft: AddDraft | ScanDraft; readonly until: number };

async function offer(): Promise<Offer | null> {
  return ((await sessionStore.get(OFFER_KEY)) ?? null) as Offer | null;
}

async function forgetOffer(): Promise<void> {
  await sessionStore.remove(OFFER_KEY);
  await browser.alarms.clear(OFFER_ALARM);
}

/** Keeps `draft` for the popup, which takes it up once the vault is unlocked. */
export async function offerDraft(draft: Offer["draft"], now: number): Promise<void> {
  const until = now + OFFER_MS;
  await sessionStore.set(OFFER_KEY, { draft, until });
  await extensionAlarms.set(OFFER_ALARM, until);
}

/** To be called when the alarm OFFER_ALARM fires; how old an offer is, a clock that was put back does not tell. */
export async function forgetOldOffer(now: number): Promise<void> {
  const until = (await offer())?.until ?? 0;
  if (now >= until || now < until - OFFER_MS) await forgetOffer();
}

/** Forgets what is left of an earlier time, and no offer: for a worker that is born to a locked vault. */
export async function forgetDraft(): Promise<void> {
  await sessionStore.remove(KEY);
}

/** A lock may have come while the popup had this on its way: then it has gone by already. */
async function keepWhileOpen(key: string, value: unknown): Promise<void> {
  await sessionStore.set(key, value);
  if ((await sessionStore.get(SESSION_KEY)) === undefined) await sessionStore.remove(key);
}

async function held(): Promise<Draft | null> {
  return ((await sessionStore.get(KEY)) ?? null) as Draft | null;
}

/** What is offered, with the export that is on its way in: its QR codes may not be at hand any more. */
function withExportOf(draft: Draft | null, offered: Offer["draft"]): Draft {
  const begun = (draft !== null && "export" in draft ? draft.export : null) ?? null;
  return begun === null ? offered : { ...offered, export: begun };
}

export const drafts: DraftStore = {
  async get() {
    const offered = await offer();
    if (offered !== null) {
      if (Date.now() < offered.until) {
        await keepWhileOpen(KEY, withExportOf(await held(), offered.draft));
      }
      await forgetOffer();
    }
    return held();
  },
  async set(draft) {
    if (draft !== null) await keepWhileOpen(KEY, draft);
    else {
      await sessionStore.remove(KEY);
      await forgetOffer();
    }
  },
};
