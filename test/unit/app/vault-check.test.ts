import { describe, expect, it, vi } from "vitest";
import { exportBackup, restoreBackup } from "../../../lib/app/backups.ts";
import { checkVault } from "../../../lib/app/vault-check.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, hotp, otp, passkey, recovery } from "../vault/sample-records.ts";
import { BACKUP_PASSWORD, PASSWORD, unlockedWorld } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const HELD = [account, otp, hotp, passkey, recovery];

describe("the check of two devices", () => {
  it("shows the same on a device where the backup of the other was restored", async () => {
    const first = await unlockedWorld(HELD);
    const { text } = await exportBackup(first.app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    // There is such an account already, under another id.
    const second = await unlockedWorld([{ ...account, id: "of-its-own" }]);
    expect(await checkVault(second.app)).not.toEqual(await checkVault(first.app));
    await restoreBackup(second.app, text, BACKUP_PASSWORD, "merge");
    expect(await checkVault(second.app)).toEqual(await checkVault(first.app));
  });

  it("shows the same for what hung on no account, which a restore gives one", async () => {
    const first = await unlockedWorld([{ ...passkey, accountId: null }]);
    const { text } = await exportBackup(first.app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    const second = await unlockedWorld([]);
    await restoreBackup(second.app, text, BACKUP_PASSWORD, "merge");
    expect(await checkVault(second.app)).toEqual(await checkVault(first.app));
  });

  it("tells how much cannot be read", async () => {
    const { world, app } = await unlockedWorld(HELD);
    world.store.sealed(otp.id).ciphertext = new Uint8Array(64);
    expect(await checkVault(app)).toMatchObject({ unreadable: 1 });
  });

  it("is for an open vault", async () => {
    const { app } = await unlockedWorld(HELD);
    await app.session.lock();
    expect(await errorCode(() => checkVault(app))).toBe("vault/locked");
  });
});
