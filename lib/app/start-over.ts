// The way on for who can't have their vault back here, such as with a backup of it: a new one, beside which the
// old one is kept, in both its copies, as it is.

import { WaykeyError } from "../errors.ts";
import type { App } from "./app.ts";
import { forgetPinSlot } from "./pin-slot.ts";
import { vaultStatus } from "./unlock.ts";
import { LOST_REASONS } from "./views.ts";

/**
 * Leaves a vault that can't be read, database and second copy, so that there is none. What a later Waykey or
 * the second copy opens is not left. Cut off anywhere, the vault is as unreadable as before, or left.
 * @throws WaykeyError `vault/exists` unless that is the case; `vault/storage`
 */
export async function leaveVault(app: App): Promise<void> {
  const status = await vaultStatus(app);
  const isLost = status.state === "unreadable" && !status.canUseCopy;
  if (!isLost || !LOST_REASONS.some((reason) => reason === status.reason)) {
    throw new WaykeyError("vault/exists", "The vault opens, or there is another way to it");
  }
  await app.session.lock();
  await forgetPinSlot(app);
  const { store, storage } = app.ports;
  await app.copies.leave(async () => {
    await storage.startAnew();
    await storage.leaveCopy();
    // The new database is there from then on.
    await store.readHeader();
  });
  // They told of the vault that was left.
  await app.notices.clear();
}
