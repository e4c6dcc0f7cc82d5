// The one record of what verifies the user beside the password, and of when the password is due.

import { isWaykeyError } from "../errors.ts";
import type { VerificationRecord } from "../vault/schema.ts";
import type { Vault } from "../vault/vault.ts";
import { type App, findRecord } from "./app.ts";

export const VERIFICATION_ID = "verification";

/** What is set beside the password; null if nothing is, or if it cannot be read. */
export async function findVerification(vault: Vault): Promise<VerificationRecord | null> {
  try {
    return await findRecord(vault, "verification", VERIFICATION_ID);
  } catch (error) {
    // It stays in sight among what cannot be read, and must keep nobody from the password.
    if (isWaykeyError(error, "record/damaged") || isWaykeyError(error, "record/invalid")) {
      return null;
    }
    throw error;
  }
}

/**
 * Changes the record that `findVerification` has found, and returns what was written.
 * @throws WaykeyError as `Vault.update`; what `change` throws
 */
export async function updateVerification(
  app: App,
  vault: Vault,
  change: (record: VerificationRecord) => Partial<VerificationRecord>,
): Promise<VerificationRecord> {
  return vault.update(VERIFICATION_ID, "verification", (record) => {
    return { ...record, ...change(record), updatedAt: app.ports.now() };
  });
}
