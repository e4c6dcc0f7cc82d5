// Keeping order among the passkeys; making and using them is the ceremonies' affair.

import type { ImportedPasskey } from "../exchange/formats/entry.ts";
import type { PasskeyRecord } from "../vault/schema.ts";
import { type App, newRecordId, requireRecord, requireVault } from "./app.ts";
import { removeForGood } from "./remove-for-good.ts";

/** A record of its own for a passkey of another program, which can be copied, as its coming here shows. */
export function newImportedPasskey(
  app: App,
  passkey: ImportedPasskey,
  accountId: string,
): PasskeyRecord {
  const now = app.ports.now();
  return {
    kind: "passkey",
    id: newRecordId(app),
    accountId,
    ...passkey,
    label: passkey.userDisplayName || passkey.userName || passkey.rpId,
    hidden: null,
    attachment: "platform",
    transports: ["internal"],
    backupEligible: true,
    backupState: true,
    lastUsedAt: null,
    origins: [],
    createdAt: now,
    updatedAt: now,
  };
}

/** Gives a passkey a name of the user's own. */
export async function renamePasskey(app: App, id: string, label: string): Promise<void> {
  const vault = await requireVault(app);
  const updatedAt = app.ports.now();
  await app.inTurn(() =>
    vault.update(id, "passkey", (record) => {
      return { ...record, label: label.trim() || record.userName, updatedAt };
    }),
  );
}

/** Offers a passkey to no site any more, or again; whoever hid it before, this is the user's word. */
export async function hidePasskey(app: App, id: string, isHidden: boolean): Promise<void> {
  const vault = await requireVault(app);
  const now = app.ports.now();
  await app.inTurn(() =>
    vault.update(id, "passkey", (record) => {
      const hidden = isHidden ? { at: now, by: "user" as const } : null;
      return { ...record, hidden, updatedAt: now };
    }),
  );
}

/** Removes a passkey for good. @throws WaykeyError `vault/no-record` */
export async function removePasskey(app: App, id: string): Promise<void> {
  const vault = await requireVault(app);
  await app.inTurn(async () => {
    await requireRecord(vault, "passkey", id);
    await removeForGood(app, vault, [id]);
  });
}
