// The codes that were filled a short while ago, by tab: where the page goes next tells whether the site has
// accepted one.

import { isWaykeyError } from "../errors.ts";
import { type App, newRecordId } from "./app.ts";
import { noteSignIn } from "./assisted-sign-ins.ts";
import { confirmOtp } from "./one-time-codes.ts";
import { inspect } from "./page-in-use.ts";
import type { PageInUse, SessionStore } from "./ports.ts";
import { AFTER_ACCEPTANCE, type PageKind } from "../headway/page-kind.ts";
import type { PageInspection, ScreenAfterFill } from "../rpc/page-messages.ts";

const PENDING = "pending-fills";

/** The screens of the other ways to sign in: who comes by them has not come by the code. */
const OTHER_WAYS: ReadonlySet<PageKind> = new Set([
  "phone-challenge",
  "email-challenge",
  "recovery-challenge",
  "sign-in",
]);

/** How long after a fill the next screen still speaks of that code: the life of a challenge. */
const PENDING_MS = 10 * 60_000;

type PendingFill = {
  /** Another one for every fill. */
  readonly id: string;
  readonly entryId: string;
  readonly origin: string;
  readonly at: number;
  /** That which got the code. */
  readonly documentId: string;
  /** What the page showed at the fill. */
  readonly screen: PageKind;
  /** Its confirmation puts others away. */
  readonly isReplacing: boolean;
  /** The document that came in the place of the one that got the code, and told nothing so far. */
  readonly nextDocumentId?: string;
};
/** By tab: the entry whose code was filled, where and when. */
type PendingFills = Readonly<Record<string, PendingFill>>;

async function pendingFills(app: App): Promise<PendingFills> {
  return ((await app.ports.sessionStore.get(PENDING)) ?? {}) as PendingFills;
}

/** A locked vault cannot confirm anything any more. */
export async function forgetPendingFills(store: SessionStore): Promise<void> {
  await store.remove(PENDING);
}

/** Another code may stand by now where one was put into that tab, by the user's hand or by a newer fill. */
export async function noteTypedOver(app: App, tabId: number): Promise<void> {
  await app.inTurn(async () => {
    const { [tabId]: fill, ...rest } = await pendingFills(app);
    if (fill !== undefined) await app.ports.sessionStore.set(PENDING, rest);
  });
}

/** A code was put into that page. Where it cannot be noted, an earlier fill is not taken for it either. */
export async function setPendingFill(
  app: App,
  { tabId, origin }: PageInUse,
  filled: Pick<PendingFill, "entryId" | "documentId" | "screen" | "isReplacing">,
): Promise<void> {
  const { sessionStore, now } = app.ports;
  await app.inTurn(async () => {
    const fill: PendingFill = { ...filled, id: newRecordId(app), origin, at: now() };
    try {
      await sessionStore.set(PENDING, { ...(await pendingFills(app)), [tabId]: fill });
    } catch (error) {
      await forgetPendingFills(sessionStore);
      throw error;
    }
    // A lock may have come while the page took the code.
    if (!(await app.session.isOpen())) await forgetPendingFills(sessionStore);
  });
}

/** What a tab shows. */
type SeenAfterFill = ScreenAfterFill & {
  readonly origin: string;
  /** Nothing came between it and the fill that was not looked at. */
  readonly isFollowed: boolean;
  /** Another document than the one that got the code: that code does not stand in it. */
  readonly isAnew: boolean;
  /** Which fill it speaks of; null for the last one, whichever that is. */
  readonly fillId: string | null;
  /** Null for that which got the code. */
  readonly documentId: string | null;
};

/** The fill of that tab, if the screen says what became of it: it is in question no more. */
async function takeJudged(
  app: App,
  tabId: number,
  screen: SeenAfterFill,
): Promise<{ readonly fill: PendingFill; readonly isTaken: boolean } | null> {
  return app.inTurn(async () => {
    const { [tabId]: fill, ...rest } = await pendingFills(app);
    if (fill === undefined || (screen.fillId !== null && screen.fillId !== fill.id)) return null;
    const verdict = judge(screen, fill);
    if (!(await app.session.isOpen())) return null;
    if (verdict === null) {
      const next = { ...fill, nextDocumentId: screen.documentId };
      if (screen.isAnew) await app.ports.sessionStore.set(PENDING, { ...rest, [tabId]: next });
      return null;
    }
    await app.ports.sessionStore.set(PENDING, rest);
    // Either way: the clock may have been set back since.
    const age = Math.abs(app.ports.now() - fill.at);
    return { fill, isTaken: verdict === "taken" && age <= PENDING_MS };
  });
}

/** What a screen says of the code that was filled before it; null: nothing, it may still be judged. */
function judge(
  { origin, kind, saysEnrolled, isHandedIn, isFollowed, isAnew, documentId }: SeenAfterFill,
  fill: PendingFill,
): "taken" | "not-told" | null {
  const { isReplacing, nextDocumentId } = fill;
  // Others came after it that nobody looked at, where a code may have been typed.
  const isLater = nextDocumentId !== undefined && documentId !== nextDocumentId;
  if (documentId !== null && isLater) return "not-told";
  // Asked for once more: whatever comes next comes by another code.
  if (isAnew && kind === fill.screen) return "not-told";
  const isElsewhere = origin !== fill.origin;
  // By another way one may have come to a screen after others unseen.
  if (isReplacing && (isElsewhere || !isFollowed)) return null;
  if (OTHER_WAYS.has(kind)) return "not-told";
  if (!AFTER_ACCEPTANCE.has(kind)) return null;
  const isSignIn = fill.screen === "otp-challenge";
  // On another of Headway's sites one may be signed in all the while, unless the sign-in has led there.
  if (isElsewhere && !(isSignIn && isFollowed)) return null;
  // On the same screen another code may have been typed over a refused one, such as that which it is to replace.
  if (kind === "signed-in" && isSignIn && isReplacing && !isHandedIn) return "not-told";
  if (isSignIn || kind === "recovery-shown") return "taken";
  // Who sets up an authenticator is signed in already, and still is when they give it up. Only where the very
  // code was handed in, and the page announces what came of it, is that told.
  if (!isFollowed) return null;
  return isHandedIn && saysEnrolled ? "taken" : "not-told";
}

/**
 * A tab that got a code shows this screen now, as the page tells that has been watched since the fill. A screen that
 * comes only after an accepted code confirms the entry and makes of it a sign-in with Waykey's help; any other leaves
 * the question open for the user to answer. A code that is to replace another counts only if it was handed in itself.
 * After a set-up, where one is signed in anyway, a screen counts only if
 * nothing but an accepted code leads to it, or the page announces it right after that code was handed in.
 */
export async function noteScreen(
  app: App,
  { tabId, origin }: PageInUse,
  screen: ScreenAfterFill,
): Promise<void> {
  await settle(app, tabId, {
    ...screen,
    origin,
    isFollowed: true,
    isAnew: false,
    fillId: null,
    documentId: null,
  });
}

/** As `noteScreen`, by a look at the page whenever the user wants one: nothing is put away by that. */
export async function noteLook(
  app: App,
  { tabId, origin }: PageInUse,
  { kind, documentId }: Pick<PageInspection, "kind" | "documentId">,
): Promise<void> {
  await settle(app, tabId, {
    origin,
    kind,
    documentId,
    saysEnrolled: false,
    isHandedIn: false,
    isFollowed: false,
    isAnew: false,
    fillId: null,
  });
}

async function settle(app: App, tabId: number, screen: SeenAfterFill): Promise<void> {
  const judged = await takeJudged(app, tabId, screen);
  if (judged?.isTaken !== true) return;
  const { fill } = judged;
  await noteSignIn(app.ports, tabId, fill.origin, fill.entryId);
  try {
    await confirmOtp(app, fill.entryId);
  } catch (error) {
    // Removed meanwhile: there is nothing left to confirm.
    if (!isWaykeyError(error, "vault/no-record")) throw error;
  }
}

/** The page that has come already, and whole, in the place of the one that got the code; null if none has. */
async function pageInPlaceOf(
  app: App,
  tabId: number,
  fill: PendingFill,
): Promise<PageInUse | null> {
  const page = await app.ports.pages.loaded(tabId);
  if (page === null) return null;
  try {
    return (await inspect(app, page)).documentId === fill.documentId ? null : page;
  } catch (error) {
    // It is on its way out itself.
    if (isWaykeyError(error, "page/unreachable")) return null;
    throw error;
  }
}

/**
 * The page that got a code goes away: looks at the one that comes in its place.
 * @param isHandedIn whether the user's last act in it was to hand in that very code
 */
export async function noteNavigation(app: App, tabId: number, isHandedIn: boolean): Promise<void> {
  const { pages } = app.ports;
  // Asked for before anything else: the page that comes may be there within moments.
  const next = pages.nextLoad(tabId);
  const { [tabId]: fill } = await pendingFills(app);
  if (fill === undefined) return;
  const page = (await pageInPlaceOf(app, tabId, fill)) ?? (await next);
  if (page === null) return;
  const { kind, saysEnrolled, documentId } = await inspect(app, page);
  if (documentId === fill.documentId) return;
  const { origin } = page;
  const seen = { origin, kind, saysEnrolled, documentId, isHandedIn };
  // Meanwhile the page that stayed may have got another code, of which the user's acts before say nothing.
  await settle(app, tabId, { ...seen, isFollowed: true, isAnew: true, fillId: fill.id });
}
