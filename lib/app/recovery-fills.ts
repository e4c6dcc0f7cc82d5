// That a recovery code was handed to a page: noted in the vault before the page has it, since only the user sees
// whether Headway took it. Until they say so the code is neither a good one for sure nor a used one.

import { type App, requireRecord, requireVault } from "./app.ts";

/**
 * Notes that a code was filled, or copied to be put into a page by hand, from now on.
 * @returns what the record said before, for `takeBackFill`
 * @throws WaykeyError `vault/no-record`, `vault/locked`, `vault/storage`
 */
export async function noteFilled(app: App, id: string): Promise<number | undefined> {
  const vault = await requireVault(app);
  const now = app.ports.now();
  return app.inTurn(async () => {
    const { filledAt } = await requireRecord(vault, "recovery", id);
    await vault.update(id, "recovery", (record) =>
      record.usedAt === null ? { ...record, filledAt: now, updatedAt: now } : record,
    );
    return filledAt;
  });
}

/**
 * The fill that was noted last came to nothing: no page has the code.
 * @param before what `noteFilled` answered
 * @throws WaykeyError `vault/no-record`, `vault/locked`, `vault/storage`
 */
export async function takeBackFill(app: App, id: string, before?: number): Promise<void> {
  const earlier = before === undefined ? {} : { filledAt: before };
  await withoutFill(app, id, earlier);
}

/** The user says that no fill so far has used the code. @throws WaykeyError `vault/no-record`, `vault/locked` */
export async function noteNotUsed(app: App, id: string): Promise<void> {
  await withoutFill(app, id, { notUsedAt: app.ports.now() });
}

async function withoutFill(
  app: App,
  id: string,
  instead: { readonly filledAt?: number; readonly notUsedAt?: number },
): Promise<void> {
  const vault = await requireVault(app);
  const updatedAt = app.ports.now();
  // In turn with a restore, which would write back the code as it has read it before.
  await app.inTurn(() =>
    vault.update(id, "recovery", (record) => {
      if (record.usedAt !== null) return record;
      const { filledAt: _asked, ...rest } = record;
      return { ...rest, ...instead, updatedAt };
    }),
  );
}
