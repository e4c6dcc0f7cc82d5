// What the user says of the list of a reset: of each way that was set up before, and that the list is done with.

import { methodStatuses, type MethodNote } from "../headway/methods.ts";
import {
  listedWays,
  resetDay,
  type ResetList,
  wayKey,
  type WayName,
  type WayWord,
  withWord,
} from "../headway/reset-list.ts";
import type { AccountRecord, VaultRecord } from "../vault/schema.ts";
import { withNote } from "./account-notes.ts";
import { type App, requireVault } from "./app.ts";
import { enrolledHoldings } from "./good-holdings.ts";
import type { ResetListView } from "./views.ts";

/**
 * Notes what became of a way of the list. One that is set up again elsewhere is one of the account's ways from then
 * on, where it lived before; `open` takes that back.
 * A way that is on no list changes nothing.
 * @throws WaykeyError `vault/no-record`
 */
export async function settleWay(app: App, id: string, name: WayName, word: WayWord): Promise<void> {
  await changeList(app, id, (record, list, now) => {
    const way = list.ways.find((each) => wayKey(each) === wayKey(name));
    if (way === undefined) return record;
    const resetList = withWord(list, name, word, now);
    const noted = withNoteOf({ ...record, resetList }, way.word, word, name, now);
    return { ...noted, resetList, updatedAt: now };
  });
}

/** Opens or closes the list. What is on it stays either way. @throws WaykeyError `vault/no-record` */
export async function turnList(app: App, id: string, isOpen: boolean): Promise<void> {
  await changeList(app, id, (record, list, now) => {
    return { ...record, resetList: { ...list, isOpen, turnedAt: now }, updatedAt: now };
  });
}

/** @param records what hangs on the account */
export function resetListView(
  { resetList, methods: notes = [] }: AccountRecord,
  records: readonly VaultRecord[],
): ResetListView | null {
  if (resetList === undefined) return null;
  const { at, isOpen } = resetList;
  const statuses = methodStatuses(enrolledHoldings(records), notes);
  return {
    at,
    doneOn: resetDay(resetList),
    isOpen,
    ways: listedWays(resetList, statuses, notes).map(
      ({ method, place, where, callingCode, word, settled }) => {
        const canUndo = settled === "dropped" || (settled === "elsewhere" && word === "again");
        const status = statuses.find((each) => each.method === method);
        const isInQuestion = settled === null && status?.filledAt !== undefined;
        return { method, place, where, callingCode, settled, isInQuestion, canUndo };
      },
    ),
  };
}

/** The account's ways as that word has them. */
function withNoteOf(
  record: AccountRecord & { readonly resetList: ResetList },
  before: WayWord,
  word: WayWord,
  name: WayName,
  at: number,
): AccountRecord {
  const { methods = [], resetList } = record;
  const ofMethod = resetList.ways.filter(({ method }) => method === name.method);
  const way = ofMethod.find((each) => wayKey(each) === wayKey(name));
  const held = methods.find(({ method }) => method === name.method);
  const isNoted = held?.state === "elsewhere";
  if (word === "again" && way !== undefined && (!isNoted || held.where === "")) {
    return withNote(record, noteOfWay(way, "elsewhere", at));
  }
  const isStillSaid = ofMethod.some((each) => each.word === "again");
  if (before !== "again" || !isNoted || isStillSaid || way === undefined) return record;
  return withNote(record, noteOfWay({ ...way, where: "", callingCode: null }, "none", at));
}

function noteOfWay(
  { method, where, callingCode }: Pick<MethodNote, "method" | "where" | "callingCode">,
  state: MethodNote["state"],
  at: number,
): MethodNote {
  return { method, state, where, callingCode, at };
}

async function changeList(
  app: App,
  id: string,
  change: (record: AccountRecord, list: ResetList, now: number) => AccountRecord,
): Promise<void> {
  const vault = await requireVault(app);
  const now = app.ports.now();
  // In turn with a restore, which would write back the account that it has read before.
  await app.inTurn(() =>
    vault.update(id, "account", (record) => {
      return record.resetList === undefined ? record : change(record, record.resetList, now);
    }),
  );
}
