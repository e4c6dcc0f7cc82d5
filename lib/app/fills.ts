// Codes into the page in use, on the user's request: by the popup's button, and by the keyboard shortcut, where
// exactly one entry fits.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import { isForHeadway } from "../headway/issuers.ts";
import { rolesOf } from "../headway/hosts.ts";
import type { PageFill, PageInspection, PageRequest } from "../rpc/page-messages.ts";
import type { OtpRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findOpenVault, requireRecord, requireVault } from "./app.ts";
import { forgetFailedFill, noteFailedFill } from "./failed-fills.ts";
import { takeFreshCode } from "./fresh-code.ts";
import { merelyNoted } from "./merely-noted.ts";
import { parseFill } from "./page-answers.ts";
import { inspect, requirePage } from "./page-in-use.ts";
import { setPendingFill } from "./pending-fills.ts";
import { isInUse } from "./put-away.ts";
import type { PageInUse } from "./ports.ts";
import { revealRecoveryCode } from "./recovery-codes.ts";
import { noteFilled, takeBackFill } from "./recovery-fills.ts";
import { entriesAskedFor } from "./replaced-entries.ts";
import type { FailedFill, FillResult, PageKind } from "./views.ts";

/** The screens with a field for the codes of an authenticator. */
const ASKS_FOR_CODE: ReadonlySet<PageKind> = new Set(["otp-enrolment", "otp-challenge"]);

/** Among so many accounts a page that names none cannot be told from the others at a key press. */
const MANY_ACCOUNTS = 32;

/** @throws WaykeyError `fill/given-up` where another document stands in the page's place */
function fillResult(fill: PageFill, code: string): FillResult {
  if (fill.filled) return { filled: true };
  const { reason } = fill;
  if (reason === "another-document") {
    throw new WaykeyError("fill/given-up", "The document has gone that the code was for");
  }
  return { filled: false, reason, code };
}

/** @param seen what the page shows at the user's wish: the code goes into that document alone */
function fillFrom(
  app: App,
  vault: Vault,
  record: OtpRecord,
  page: PageInUse,
  seen: PageInspection,
): Promise<FillResult> {
  return app.fillTurns.run(page.tabId, record, async (isCurrent) => {
    const code = await takeFreshCode(app, vault, record, { page, seen }, isCurrent);
    const request = { type: "fill-code", code, documentId: seen.documentId } as const;
    const fill = await askToFill(app, page, request);
    if (fill === null) return { filled: false, reason: "no-answer", code };
    if (fill.filled) {
      const isReplacing = record.replaces !== undefined;
      const { documentId } = seen;
      const filled = { entryId: record.id, documentId, screen: fill.screen, isReplacing };
      await merelyNoted(() => setPendingFill(app, page, filled));
      await merelyNoted(() => forgetFailedFill(app.ports));
    }
    return fillResult(fill, code);
  });
}

/** Null if there is no answer, or none that makes sense: the code is made by then, and not to be lost. */
async function askToFill(
  app: App,
  { tabId }: PageInUse,
  request: PageRequest,
): Promise<PageFill | null> {
  try {
    return parseFill(await app.ports.pages.ask(tabId, request));
  } catch (error) {
    if (isWaykeyError(error, "page/unreachable")) return null;
    throw error;
  }
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
  const seen = await inspect(app, page);
  // The popup tells of this fill now.
  await forgetFailedFill(app.ports);
  return fillFrom(app, vault, record, page, seen);
}

/**
 * Puts a recovery code into the page in use, for someone who has just given what `revealRecoveryCode` asks for. That
 * it was filled is noted first: a page that has it may use it up, whatever ends in between. Someone whose vault can't
 * be written is not kept out for that.
 * @throws WaykeyError `page/none`, `page/unreachable`; as `revealRecoveryCode`
 */
export async function fillRecoveryCode(
  app: App,
  id: string,
  password: string,
  passphrase = "",
): Promise<FillResult> {
  const page = await requirePage(app);
  const code = await revealRecoveryCode(app, id, password, passphrase);
  // Of a page that can't be reached nothing is to be asked afterwards.
  await inspect(app, page);
  let takeBack = () => Promise.resolve();
  await merelyNoted(async () => {
    const noted = await noteFilled(app, id);
    takeBack = () => takeBackFill(app, id, noted);
  });
  const request = { type: "fill-recovery-code", code } as const;
  const fill = parseFill(await app.ports.pages.ask(page.tabId, request));
  if (!fill.filled) await merelyNoted(() => takeBack());
  return fillResult(fill, code);
}

/**
 * The one entry that fits the page: by role, where its host tells that, by the e-mail the page shows, if it shows
 * one, and by whether it enrols, where one entry is to replace another. Where it shows none and there are more than
 * MANY_ACCOUNTS of the role, no entry is looked for.
 */
async function entryFor(
  vault: Vault,
  page: PageInUse,
  { email, kind }: Pick<PageInspection, "email" | "kind">,
): Promise<OtpRecord | null> {
  const found = rolesOf(page.origin).map(async (role) =>
    email === null
      ? await vault.findSome("role", role, MANY_ACCOUNTS + 1)
      : (await vault.findAccounts(role, email)).records,
  );
  const accounts = (await Promise.all(found)).flat();
  if (email === null && accounts.length > MANY_ACCOUNTS) return null;
  const entries: OtpRecord[] = [];
  for (const { id } of accounts) {
    const { records } = await vault.findByAccount(id);
    const ofAccount = records.filter((record) => record.kind === "otp").filter(isInUse);
    entries.push(
      ...entriesAskedFor(ofAccount, kind).filter(({ issuer, confirmedAt }) =>
        isForHeadway({ issuer, isConfirmed: confirmedAt !== null }),
      ),
    );
    if (entries.length > 1) return null;
  }
  return entries[0] ?? null;
}

/** `unclear`: the user has to say more, in the popup. `failed`: the popup tells why. */
export type ShortcutOutcome = "done" | "unclear" | "failed";

/**
 * The keyboard shortcut: fills if there is exactly one entry that fits. A key that is pressed on a page without
 * a field uses up no counter. For someone who left the page or locked while the next code was waited for there
 * is nothing more to say.
 * @throws WaykeyError `page/unreachable` if the page can't be looked at; `vault/storage`
 */
export async function fillByShortcut(app: App): Promise<ShortcutOutcome> {
  const page = await app.ports.pages.inUse();
  const vault = page === null ? null : await findOpenVault(app);
  if (page === null || vault === null) return "unclear";
  const seen = await inspect(app, page);
  const record = await entryFor(vault, page, seen);
  if (record === null) return "unclear";
  // A second press joins a fill that may have used the counter up already.
  const before = app.fillTurns.before(page.tabId, record);
  const why = await failureOf(app, vault, record, page, seen);
  if (why === null) return "done";
  await noteFailedFill(app, page, seen.kind, before, why);
  return "failed";
}

/** Why the entry could not be filled; null if it was, or the user has given it up. */
async function failureOf(
  app: App,
  vault: Vault,
  record: OtpRecord,
  page: PageInUse,
  seen: PageInspection,
): Promise<FailedFill["why"] | null> {
  if (record.type === "hotp" && !ASKS_FOR_CODE.has(seen.kind)) return { reason: "no-field" };
  try {
    const result = await fillFrom(app, vault, record, page, seen);
    return result.filled ? null : { reason: result.reason };
  } catch (error) {
    if (!isWaykeyError(error)) throw error;
    return error.code === "fill/given-up" ? null : { error: error.code };
  }
}
