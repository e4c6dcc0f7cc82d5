// The code to fill: where the current one is about to change, it waits for the next, and then looks whether
// the user still wants it there. Two fills at once never lead to two codes: see FillTurns.

import { WaykeyError } from "../errors.ts";
import { stepEndAt } from "../otp/time-steps.ts";
import type { PageInspection } from "../rpc/page-messages.ts";
import type { OtpRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findOpenVault, requireRecord } from "./app.ts";
import { codeTime } from "./clock.ts";
import { endsSoonAt } from "./code-ends.ts";
import type { IsCurrent } from "./fill-turns.ts";
import { takeCode } from "./one-time-codes.ts";
import { inspect } from "./page-in-use.ts";
import type { PageInUse } from "./ports.ts";

/** Where a code is to go: the page, and what it showed at the user's wish. */
export type FillTarget = { readonly page: PageInUse; readonly seen: PageInspection };

/**
 * As `takeCode`, for the page that the code is to be filled into.
 * @throws WaykeyError `fill/given-up` if after the wait the page is not in use any more or shows something else, the
 *   vault was locked, or another fill has begun in the tab; `vault/no-record` if the entry was removed;
 *   `page/unreachable` if after the wait it can't be looked at; as `takeCode`
 */
export async function takeFreshCode(
  app: App,
  vault: Vault,
  record: OtpRecord,
  target: FillTarget,
  isCurrent: IsCurrent,
): Promise<string> {
  const now = await codeTime(app);
  const expiresAt = stepEndAt(record.periodSeconds, now);
  if (record.type === "hotp" || now < endsSoonAt(record, expiresAt)) {
    return takeCode(app, vault, record);
  }
  await app.ports.wait(expiresAt - now);
  const opened = await findOpenVault(app);
  if (opened === null || !isCurrent() || !(await isStillThere(app, target))) {
    throw new WaykeyError("fill/given-up", "The page or the vault was left during the wait");
  }
  return takeCode(app, opened, await requireRecord(opened, "otp", record.id), expiresAt);
}

async function isStillThere(app: App, { page, seen }: FillTarget): Promise<boolean> {
  const { tabId, origin } = page;
  const inUse = await app.ports.pages.inUse();
  if (inUse?.tabId !== tabId || inUse.origin !== origin) return false;
  const { documentId, kind, email } = await inspect(app, page);
  return documentId === seen.documentId && kind === seen.kind && email === seen.email;
}
