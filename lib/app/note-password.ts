// What follows from the right password, whatever it was given for: a blocked PIN is good again, the next
// question for the password is put off, and the user counts as verified.

import type { Vault } from "../vault/vault.ts";
import type { App } from "./app.ts";
import { noteVerified } from "./last-verified.ts";
import { merelyNoted } from "./merely-noted.ts";
import { firstInterval, nextInterval } from "./password-interval.ts";
import { findVerification, updateVerification } from "./verification-record.ts";

export type GivenPassword = "known" | "new";

/**
 * Notes the password. What cannot be written keeps nobody from their codes: the PIN stays blocked, or
 * the password is asked for sooner.
 * @param password `new` if it was chosen just now, so that the intervals start again
 */
export async function notePassword(
  app: App,
  vault: Vault,
  password: GivenPassword = "known",
): Promise<void> {
  await merelyNoted(() => app.inTurn(() => writeNote(app, vault, password)));
  await noteVerified(app.ports);
}

async function writeNote(app: App, vault: Vault, password: GivenPassword): Promise<void> {
  const held = await findVerification(vault);
  if (held === null) return;
  const now = app.ports.now();
  const passwordInterval =
    password === "new" ? firstInterval(now) : nextInterval(held.passwordInterval, now);
  const hasWrongTries = (held.pin?.wrongTries ?? 0) > 0;
  if (passwordInterval === held.passwordInterval && !hasWrongTries) return;
  await updateVerification(app, vault, ({ pin }) => {
    return { passwordInterval, pin: pin === null ? null : { ...pin, wrongTries: 0 } };
  });
}
