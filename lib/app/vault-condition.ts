// What the user is told of the vault's condition and can do about it: notices, the decision between two
// states, the files of what cannot be read, and the way out of a database that does not open.

import { WaykeyError } from "../errors.ts";
import { exportSealed } from "../vault/export-sealed.ts";
import { type App, findOpenVault, requireVault } from "./app.ts";
import { fileDay } from "./file-day.ts";
import { notePassword } from "./note-password.ts";
import { forgetPinSlot } from "./pin-slot.ts";
import { changingWeeks } from "./reset-weeks.ts";
import { renewPinSlot } from "./renew-pin-slot.ts";
import { verifyByLaterPassword } from "./later-password.ts";
import { vaultStatus } from "./unlock.ts";
import { verifyByPassword } from "./verification.ts";
import type { SealedFile, SettleChoice, VaultCondition } from "./views.ts";

/**
 * As it is when the second copy has what was answered before it, or that has failed. Notices are told whether the vault
 * is locked or not; a decision takes an open one.
 */
export async function vaultCondition(app: App): Promise<VaultCondition> {
  await app.copies.settled();
  const isOpen = await app.session.isOpen();
  return {
    notices: await app.notices.list(),
    decision: isOpen ? await app.copies.decision() : null,
  };
}

/**
 * Does what the user has decided. The password must be that of the state that is gone on with: it opens the
 * vault afterwards, and one that was changed in that state does not come back.
 * @throws WaykeyError `vault/password`, `vault/newer-password`, `kdf/parameters`, `vault/locked`,
 *   `vault/conflict`, `vault/storage`; `vault/no-record` when nothing is to be decided
 */
export async function settleCondition(
  app: App,
  choice: SettleChoice,
  password: string,
): Promise<void> {
  const mark = app.copies.mark();
  const vault = await requireVault(app);
  const later = choice === "take-later" ? await app.copies.laterHeader(vault) : null;
  if (later === null) await verifyByPassword(app, vault, password);
  else await verifyByLaterPassword(app, later, password);
  // Made out of the state that may give way.
  await forgetPinSlot(app);
  try {
    await app.inTurn(() => changingWeeks(app, () => app.copies.settle(vault, choice, later, mark)));
  } finally {
    await renewPinSlot(app, vault);
  }
  if (later !== null) await notePassword(app, vault);
}

function file(app: App, name: string, text: string): SealedFile {
  const day = fileDay(app.ports.now());
  return { fileName: `waykey-${name}-${day}.json`, text };
}

/** @throws WaykeyError `vault/locked`, `vault/none`, `vault/storage` */
export async function exportUnreadable(app: App): Promise<SealedFile> {
  const vault = await requireVault(app);
  return file(app, "unreadable", await vault.exportRaw(await app.ports.storage.left()));
}

/**
 * Everything at rest, sealed as it is. A locked vault that is well does not need it.
 * @throws WaykeyError `vault/locked`
 */
export async function exportAllSealed(app: App): Promise<SealedFile> {
  const { store, copy, storage } = app.ports;
  const isOpen = (await findOpenVault(app, "look")) !== null;
  if (!isOpen && (await vaultStatus(app)).state !== "unreadable") {
    throw new WaykeyError("vault/locked", "The vault is locked");
  }
  return file(app, "sealed", await exportSealed(store, copy, await storage.left()));
}

/**
 * Leaves a database that does not open as it is, and goes on with what the second copy holds.
 * @throws WaykeyError `vault/exists` unless that is the case; `vault/storage`
 */
export async function useCopy(app: App): Promise<void> {
  const status = await vaultStatus(app);
  if (status.state !== "unreadable" || !status.canUseCopy) {
    throw new WaykeyError("vault/exists", "The vault opens, or there is no copy of it");
  }
  await app.ports.storage.startAnew();
  await app.copies.recover();
}
