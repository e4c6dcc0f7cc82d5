// Keeps the PIN slot in step with the PIN that the open vault holds. To be called after every unlock but
// one by the PIN itself, and whenever the PIN, or its count of wrong tries, was changed for the better.

import type { Vault } from "../vault/vault.ts";
import type { App } from "./app.ts";
import { merelyNoted } from "./merely-noted.ts";
import { MAX_WRONG_TRIES } from "./pin.ts";
import { dropPinSlot, keepPinSlot } from "./pin-slot.ts";
import { findVerification } from "./verification-record.ts";

/**
 * Makes the slot of a PIN that is set and not blocked, with the wrong tries that the vault has counted;
 * takes it away if there is no such PIN. Behind a lock it does nothing. Where the vault or the session
 * store fails the slot stays as it is: the user has other ways.
 */
export function renewPinSlot(app: App, vault: Vault): Promise<void> {
  return merelyNoted(() => renew(app, vault));
}

async function renew(app: App, vault: Vault): Promise<void> {
  const vaultKey = await app.session.peekVaultKey();
  if (vaultKey === null) return;
  try {
    await app.inTurn(async () => {
      const pin = (await findVerification(vault))?.pin ?? null;
      if (pin === null || pin.wrongTries >= MAX_WRONG_TRIES) await dropPinSlot(app);
      else await keepPinSlot(app, vaultKey, pin);
    });
  } finally {
    vaultKey.fill(0);
  }
}
