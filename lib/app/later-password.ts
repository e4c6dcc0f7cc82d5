// The password of a later state that is about to be put in force, when that has other key slots than the
// state that is here. Only who has it can put them in force, so that nobody is locked out by it, and no password
// that was replaced since opens the vault again.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import type { VaultHeader } from "../vault/header.ts";
import { checkOpensSame, verifyPassword } from "../vault/unlock.ts";
import { type App, withVaultKey } from "./app.ts";

/**
 * Checks that the password opens the vault by that header, and that it is the key of the open vault that it gives.
 * @throws WaykeyError `vault/newer-password` for the password of the state that is here
 * @throws WaykeyError `vault/password`, `kdf/parameters`, `vault/locked`, `vault/none`
 */
export async function verifyByLaterPassword(
  app: App,
  later: VaultHeader,
  password: string,
): Promise<void> {
  try {
    await withVaultKey(app, (vaultKey) => checkOpensSame(later, password, vaultKey));
  } catch (error) {
    if (!isWaykeyError(error, "vault/password")) throw error;
    await verifyPassword(app.ports.store, password);
    const message = "The password is that of the older state";
    throw new WaykeyError("vault/newer-password", message, { cause: error });
  }
}
