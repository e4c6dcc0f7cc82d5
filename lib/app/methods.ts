// What the user says of an account's ways of the second step, where Waykey cannot know it by itself.

import { type Method, type MethodNote, parseCallingCode } from "../headway/methods.ts";
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
  const vault = await requireVault(app);
  const updatedAt = app.ports.now();
  const note = noteOf(method, answer, updatedAt);
  // In turn with a restore, which would write back the account that it has read before.
  await app.inTurn(() =>
    vault.update(id, "account", (record) => {
      const others = (record.methods ?? []).filter((each) => each.method !== method);
      return { ...record, methods: [...others, note], updatedAt };
    }),
  );
}

function noteOf(method: Method, answer: MethodAnswer, at: number): MethodNote {
  const { state } = answer;
  if (state !== "elsewhere") return { method, state, where: "", callingCode: null, at };
  const typed = answer.callingCode.trim();
  const callingCode = method !== "phone" || typed === "" ? null : parseCallingCode(typed);
  return { method, state, where: answer.where.trim(), callingCode, at };
}
