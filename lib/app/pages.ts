// What Waykey does with the page in use: look at it, fetch its pictures, fill a code on request, and
// learn from where the page goes next whether the code was accepted.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import { isOfHeadway } from "../headway/issuers.ts";
import { roleOf } from "../headway/hosts.ts";
import type { OtherMethodPress, PageFill, PageInspection } from "../rpc/page-messages.ts";
import type { OtpRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import type { RequestOptionsJSON } from "../webauthn/json-types.ts";
import { type App, findOpenVault, findReadable, requireRecord, requireVault } from "./app.ts";
import { findSignIn, noteSignIn } from "./assisted-sign-ins.ts";
import { passkeysFor } from "./ceremony-claim.ts";
import { passkeyChoices } from "./ceremony-view.ts";
import type { Ceremonies } from "./ceremonies.ts";
import { takeFreshCode } from "./fresh-code.ts";
import { confirmOtp } from "./one-time-codes.ts";
import {
  parseBegun,
  parseFill,
  parseImages,
  parseInspection,
  parseOtherMethodPress,
} from "./page-answers.ts";
import type { PageInUse, SessionStore } from "./ports.ts";
import { revealRecoveryCode } from "./recovery-codes.ts";
import { entriesAskedFor } from "./replaced-entries.ts";
import type { FillResult, PageKind, PageView, PasskeyChoice } from "./views.ts";

const PENDING = "pending-fills";

/** The screens that a site shows only after it took a code. */
const ACCEPTED: ReadonlySet<PageKind> = new Set(["recovery-shown", "signed-in"]);

/** The screens of the other ways to sign in: who comes by them has not come by the code. */
const OTHER_WAYS: ReadonlySet<PageKind> = new Set([
  "phone-challenge",
  "email-challenge",
  "recovery-challenge",
  "sign-in",
]);

/** The screens with a field for the codes of an authenticator. */
const ASKS_FOR_CODE: ReadonlySet<PageKind> = new Set(["otp-enrolment", "otp-challenge"]);

/** How long after a fill the next screen still speaks of that code: the life of a challenge. */
const PENDING_MS = 10 * 60_000;

/** Among so many accounts a page that names none cannot be told from the others at a key press. */
const MANY_ACCOUNTS = 32;

type PendingFill = {
  readonly entryId: string;
  readonly origin: string;
  readonly at: number;
  /** Where an entry was filled that is to replace others; null for any other entry. */
  readonly replacingOn: PageKind | null;
};
/** By tab: the entry whose code was filled, where and when. */
type PendingFills = Readonly<Record<string, PendingFill>>;

async function requirePage(app: App): Promise<PageInUse> {
  const page = await app.ports.pages.inUse();
  if (page === null) throw new WaykeyError("page/none", "No Headway page is in use");
  return page;
}

async function inspect(app: App, { tabId }: Pick<PageInUse, "tabId">): Promise<PageInspection> {
  return parseInspection(await app.ports.pages.ask(tabId, { type: "inspect" }));
}

/**
 * What the page in use shows, or null if it is not one of Headway's.
 * @throws WaykeyError `page/unreachable` if it gives no answer, or none that makes sense
 */
export async function inspectPage(app: App): Promise<PageView | null> {
  const page = await app.ports.pages.inUse();
  if (page === null) return null;
  const { kind, hasField, email, recoveryCode, conditional } = await inspect(app, page);
  await noteScreen(app, page.tabId, kind);
  const vault = recoveryCode === null ? null : await findOpenVault(app);
  return {
    origin: page.origin,
    host: page.origin.replace("https://", ""),
    role: roleOf(page.origin),
    kind,
    hasField,
    email,
    accountId: await accountSignedIn(app, page),
    recoveryCode,
    recoveryCodeKept: await isCodeKept(vault, recoveryCode),
    passkeys: conditional === null ? [] : await waitingPasskeys(app, page.origin, conditional),
  };
}

async function isCodeKept(vault: Vault | null, code: string | null): Promise<boolean> {
  if (vault === null || code === null) return false;
  const kept = await vault.findSome("recoveryCode", code, 1, ({ usedAt }) => usedAt === null);
  return kept.length > 0;
}

/** The account of the entry or passkey by which that tab was signed in; null while locked. */
async function accountSignedIn(app: App, { tabId, origin }: PageInUse): Promise<string | null> {
  const signIn = await findSignIn(app.ports, tabId, origin);
  const vault = signIn === null ? null : await findOpenVault(app, "look");
  if (signIn === null || vault === null) return null;
  const record = await findReadable(vault, signIn.recordId);
  return record !== null && "accountId" in record ? record.accountId : null;
}

/** The passkeys that a conditional `get` of that origin would take; none while locked. */
async function waitingPasskeys(
  app: App,
  origin: string,
  options: RequestOptionsJSON,
): Promise<readonly PasskeyChoice[]> {
  const vault = await findOpenVault(app, "look");
  if (vault === null) return [];
  try {
    return passkeyChoices(await passkeysFor(vault, origin, options));
  } catch (error) {
    if (isWaykeyError(error) && error.code.startsWith("webauthn/")) return [];
    throw error;
  }
}

/**
 * Makes a ceremony of the conditional `get` that waits in the page in use.
 * @throws WaykeyError `page/none`, `page/unreachable`
 */
export async function signInOnPage(
  app: App,
  ceremonies: Pick<Ceremonies, "welcome">,
): Promise<{ begun: boolean }> {
  const { tabId } = await requirePage(app);
  await ceremonies.welcome(tabId);
  return parseBegun(await app.ports.pages.ask(tabId, { type: "begin-conditional" }));
}

/** Pictures of the page in use that may hold a barcode. @throws WaykeyError `page/none` */
export async function pageImages(app: App): Promise<{ images: readonly string[] }> {
  const { tabId } = await requirePage(app);
  return parseImages(await app.ports.pages.ask(tabId, { type: "images" }));
}

/** Presses what leads to the other methods on the page in use. @throws WaykeyError `page/none` */
export async function tryAnotherMethod(app: App): Promise<OtherMethodPress> {
  const { tabId } = await requirePage(app);
  return parseOtherMethodPress(await app.ports.pages.ask(tabId, { type: "try-another-method" }));
}

function fillResult(fill: PageFill, code: string): FillResult {
  return fill.filled ? fill : { ...fill, code };
}

function fillFrom(app: App, vault: Vault, record: OtpRecord, page: PageInUse): Promise<FillResult> {
  return app.fillTurns.run(page.tabId, record.id, async (isCurrent) => {
    const replacingOn = record.replaces === undefined ? null : (await inspect(app, page)).kind;
    const code = await takeFreshCode(app, vault, record, page, isCurrent);
    const fill = parseFill(await app.ports.pages.ask(page.tabId, { type: "fill-code", code }));
    if (fill.filled) await setPending(app, page, { entryId: record.id, replacingOn });
    return fillResult(fill, code);
  });
}

/**
 * Puts the entry's code into the page in use; the next one, if the current one is about to change. A code
 * by a counter is made only for a page that answers.
 * @throws WaykeyError `page/none`, `page/unreachable`, `vault/locked`, `vault/no-record`; `fill/given-up`
 */
export async function fillCode(app: App, id: string): Promise<FillResult> {
  const vault = await requireVault(app);
  const record = await requireRecord(vault, "otp", id);
  const page = await requirePage(app);
  if (record.type === "hotp") await inspect(app, page);
  return fillFrom(app, vault, record, page);
}

/** Puts a recovery code into the page in use, for someone who has just given the password. */
export async function fillRecoveryCode(
  app: App,
  id: string,
  password: string,
): Promise<FillResult> {
  const { tabId } = await requirePage(app);
  const code = await revealRecoveryCode(app, id, password);
  const request = { type: "fill-recovery-code", code } as const;
  return fillResult(parseFill(await app.ports.pages.ask(tabId, request)), code);
}

/**
 * The one entry that fits the page: by role, by the e-mail the page shows, if it shows one, and by whether it
 * enrols, where one entry is to replace another. Where
 * it shows none and there are more than MANY_ACCOUNTS of the role, no entry is looked for.
 */
async function entryFor(
  vault: Vault,
  page: PageInUse,
  { email, kind }: Pick<PageInspection, "email" | "kind">,
): Promise<OtpRecord | null> {
  const role = roleOf(page.origin);
  const accounts =
    email === null
      ? await vault.findSome("role", role, MANY_ACCOUNTS + 1)
      : (await vault.findAccounts(role, email)).records;
  if (email === null && accounts.length > MANY_ACCOUNTS) return null;
  const entries: OtpRecord[] = [];
  for (const { id } of accounts) {
    const { records } = await vault.findByAccount(id);
    const ofAccount = records.filter((record) => record.kind === "otp");
    entries.push(...entriesAskedFor(ofAccount, kind).filter(isOfThisSite));
    if (entries.length > 1) return null;
  }
  return entries[0] ?? null;
}

/** Of another site's entries, kept under the account's address, nothing is filled without a word of the user's. */
function isOfThisSite({ issuer, confirmedAt }: OtpRecord): boolean {
  return isOfHeadway(issuer) || confirmedAt !== null;
}

/**
 * The keyboard shortcut: fills if there is exactly one entry that fits. False means that the user
 * has to say more, in the popup. A key that is pressed on a page without a field uses up no counter. For
 * someone who left the page or locked while the next code was waited for there is nothing more to say.
 */
export async function fillByShortcut(app: App): Promise<boolean> {
  const page = await app.ports.pages.inUse();
  const vault = page === null ? null : await findOpenVault(app);
  if (page === null || vault === null) return false;
  const seen = await inspect(app, page);
  const record = await entryFor(vault, page, seen);
  if (record === null || (record.type === "hotp" && !ASKS_FOR_CODE.has(seen.kind))) return false;
  try {
    return (await fillFrom(app, vault, record, page)).filled;
  } catch (error) {
    if (isWaykeyError(error, "fill/given-up")) return true;
    throw error;
  }
}

async function pendingFills(app: App): Promise<PendingFills> {
  return ((await app.ports.sessionStore.get(PENDING)) ?? {}) as PendingFills;
}

/** A locked vault cannot confirm anything any more. */
export async function forgetPendingFills(store: SessionStore): Promise<void> {
  await store.remove(PENDING);
}

async function setPending(
  app: App,
  { tabId, origin }: PageInUse,
  filled: Pick<PendingFill, "entryId" | "replacingOn">,
): Promise<void> {
  const fill: PendingFill = { ...filled, origin, at: app.ports.now() };
  const pending = { ...(await pendingFills(app)), [tabId]: fill };
  await app.ports.sessionStore.set(PENDING, pending);
}

/** What a screen says of the code that was filled before it; null: nothing, it may still be judged. */
function judge(kind: PageKind, { replacingOn }: PendingFill): "taken" | "not-told" | null {
  const isReplacing = replacingOn !== null;
  if (OTHER_WAYS.has(kind)) return isReplacing ? "not-told" : null;
  if (!ACCEPTED.has(kind)) return null;
  // Who sets up an authenticator is signed in already, and still is when they give it up.
  const isAnyway = kind === "signed-in" && isReplacing && replacingOn !== "otp-challenge";
  return isAnyway ? "not-told" : "taken";
}

/**
 * A tab that got a code shows this screen now. A screen that comes only after an accepted code confirms
 * the entry and makes of it a sign-in with Waykey's help; any other leaves the question open for the
 * user to answer. Where others are removed with the confirmation, a screen counts only if nothing but an
 * accepted code leads to it.
 */
export async function noteScreen(app: App, tabId: number, kind: PageKind): Promise<void> {
  const { [tabId]: fill, ...rest } = await pendingFills(app);
  const verdict = fill === undefined ? null : judge(kind, fill);
  if (fill === undefined || verdict === null || !(await app.session.isOpen())) return;
  await app.ports.sessionStore.set(PENDING, rest);
  if (verdict === "not-told" || app.ports.now() - fill.at > PENDING_MS) return;
  await noteSignIn(app.ports, tabId, fill.origin, fill.entryId);
  try {
    await confirmOtp(app, fill.entryId);
  } catch (error) {
    // Removed meanwhile: there is nothing left to confirm.
    if (!isWaykeyError(error, "vault/no-record")) throw error;
  }
}

/** The page that got a code goes away: looks at the one that comes in its place. */
export async function noteNavigation(app: App, tabId: number): Promise<void> {
  if ((await pendingFills(app))[tabId] === undefined) return;
  if (!(await app.ports.pages.nextLoad(tabId))) return;
  const { kind } = await inspect(app, { tabId });
  await noteScreen(app, tabId, kind);
}
