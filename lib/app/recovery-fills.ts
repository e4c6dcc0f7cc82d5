// That a recovery code was handed to a page: noted in the vault before the page has it, since only the user sees
// whether Headway took it. Until they say so the code is neither a good one for sure nor a used one.

import type { RecoveryRecord } from "../vault/schema.ts";
import { type App, requireRecord, requireVault } from "./app.ts";

/** A fill as it was noted: when, and what the record said before, epoch milliseconds. */
export type NotedFill = { readonly at: number; readonly before: number | undefined };

/**
 * Notes that a code was filled, or copied to be put into a page by hand, from now on.
 * @returns for `takeBackFill`
 * @throws WaykeyError `vault/no-record`, `vault/locked`, `vault/storage`
 */
export async function noteFilled(app: App, id: string): Promise<NotedFill> {
  const vault = await requireVault(app);
  const now = app.ports.now();
  return app.inTurn(async () => {
    const { filledAt } = await requireRecord(vault, "recovery", id);
    await vault.update(id, "recovery", (record) =>
      record.usedAt === null ? { ...record, filledAt: now, updatedAt: now } : record,
    );
    return { at: now, before: filledAt };
  });
}

/**
 * The fill came to nothing: no page has the code by it. One that was noted since stays.
 * @throws WaykeyError `vault/no-record`, `vault/locked`, `vault/storage`
 */
export async function takeBackFill(app: App, id: string, fill: NotedFill): Promise<void> {
  const { at, before } = fill;
  const earlier = before === undefined ? {} : { filledAt: before };
  await withoutFill(app, id, earlier, ({ filledAt }) => filledAt === at);
}

/** The user says that no fill so far has used the code. @throws WaykeyError `vault/no-record`, `vault/locked` */
export async function noteNotUsed(app: App, id: string): Promise<void> {
  await withoutFill(app, id, { notUsedAt: app.ports.now() });
}

async function withoutFill(
  app: App,
  id: string,
  instead: { readonly filledAt?: number; readonly notUsedAt?: number },
  isMeant: (record: RecoveryRecord) => boolean = () => true,
): Promise<void> {
  const vault = await requireVault(app);
  const updatedAt = app.ports.now();
  // In turn with a restore, which would write back the code as it has read it before.
  await app.inTurn(() =>
    vault.update(id, "recovery", (record) => {
      if (record.usedAt !== null || !isMeant(record)) return record;
      const { filledAt: _asked, ...rest } = record;
      return { ...rest, ...instead, updatedAt };
    }),
  );
}
