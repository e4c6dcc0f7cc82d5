// Another password for the vault, by who has the old one or the emergency key. One key is wrapped anew;
// no record is touched, and the session stays open.

import { replacePassword } from "../vault/change-slots.ts";
import { PASSWORD_SLOT_KDF } from "../vault/key-slots.ts";
import { checkNewPassword } from "../vault/new-password.ts";
import { type App, requireVault } from "./app.ts";
import { notePassword } from "./note-password.ts";
import { openWithLasting } from "./open-vault.ts";
import { forgetPinSlot } from "./pin-slot.ts";
import { renewPinSlot } from "./renew-pin-slot.ts";
import { requireDecided } from "./undecided.ts";
import type { LastingProof } from "./views.ts";

/**
 * Makes `newPassword` the one password of the vault. The PIN unlocks nothing while that is under way. If
 * the worker dies, one of the two passwords opens the vault, and the PIN only after it was given.
 * @throws WaykeyError `vault/locked`, `vault/none`, `vault/undecided`, `vault/weak-password`,
 *   `vault/too-many-slots`; as `openWithLasting` and `changeSlots`
 */
export async function changePassword(
  app: App,
  proof: LastingProof,
  newPassword: string,
): Promise<void> {
  const vault = await requireVault(app);
  await requireDecided(app);
  checkNewPassword(newPassword);
  const { store, now, random, passwordKdf: kdf = PASSWORD_SLOT_KDF } = app.ports;
  const { vaultKey } = await openWithLasting(app, proof);
  try {
    await forgetPinSlot(app);
    await replacePassword(store, vaultKey, { password: newPassword, kdf }, { now, random });
  } finally {
    vaultKey.fill(0);
  }
  await notePassword(app, vault, "new");
  await renewPinSlot(app, vault);
}
