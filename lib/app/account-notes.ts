// What the user says of an account, where Waykey cannot know it by itself: of its ways of the second step, and
// of what they have seen to.

import type { Tick } from "../headway/health.ts";
import { type Method, type MethodNote, parseCallingCode } from "../headway/methods.ts";
import type { AccountRecord } from "../vault/schema.ts";
import { type App, requireVault } from "./app.ts";
import type { MethodAnswer } from "./views.ts";

/**
 * Notes the answer in the place of an earlier one.
 * @throws WaykeyError `account/calling-code`; `vault/no-record`
 */
export async function noteMethod(
  app: App,
  id: string,
  method: Method,
  answer: MethodAnswer,
): Promise<void> {
  const note = noteOf(method, answer, app.ports.now());
  await noteOnAccount(app, id, (record) => withNote(record, withUse(record, note)));
}

/** Where Headway gave no recovery code for a used one, the note says when that was used. */
function withUse({ methods = [] }: AccountRecord, note: MethodNote): MethodNote {
  const usedAt = methods.find(({ method }) => method === note.method)?.usedAt;
  return note.state !== "none" || usedAt === undefined ? note : { ...note, usedAt };
}

/** The account with that word in the place of an earlier one on the same method. */
export function withNote(record: AccountRecord, note: MethodNote): AccountRecord {
  const others = (record.methods ?? []).filter(({ method }) => method !== note.method);
  return { ...record, methods: [...others, note], updatedAt: note.at };
}

/** Notes whether the user has seen to it, in the place of an earlier word. @throws WaykeyError `vault/no-record` */
export async function noteTick(app: App, id: string, tick: Tick, done: boolean): Promise<void> {
  const note = { tick, done, at: app.ports.now() };
  await noteOnAccount(app, id, ({ ticks = [] }) => {
    return { ticks: [...ticks.filter((each) => each.tick !== tick), note] };
  });
}

async function noteOnAccount(
  app: App,
  id: string,
  change: (record: AccountRecord) => Partial<AccountRecord>,
): Promise<void> {
  const vault = await requireVault(app);
  const updatedAt = app.ports.now();
  // In turn with a restore, which would write back the account that it has read before.
  await app.inTurn(() =>
    vault.update(id, "account", (record) => ({ ...record, ...change(record), updatedAt })),
  );
}

/** @throws WaykeyError `account/calling-code` */
export function noteOf(method: Method, answer: MethodAnswer, at: number): MethodNote {
  const { state } = answer;
  if (state === "used") {
    return { method, state: "unknown", where: "", callingCode: null, at, usedAt: at };
  }
  if (state !== "elsewhere") return { method, state, where: "", callingCode: null, at };
  const typed = answer.callingCode.trim();
  const callingCode = method !== "phone" || typed === "" ? null : parseCallingCode(typed);
  return { method, state, where: answer.where.trim(), callingCode, at };
}
