import { describe, expect, it, vi } from "vitest";
import { vaultContents } from "../../../lib/app/vault-contents.ts";
import type { App } from "../../../lib/app/app.ts";
import { exportBackup, restoreBackup } from "../../../lib/app/backups.ts";
import { fillRecoveryCode } from "../../../lib/app/fills.ts";
import { moveHolding } from "../../../lib/app/move-holding.ts";
import { inspectPage } from "../../../lib/app/pages.ts";
import { sheetSecrets } from "../../../lib/app/print-sheet.ts";
import {
  markRecoveryCodeUsed,
  removeRecoveryCode,
  revealRecoveryCode,
  saveRecoveryCode,
} from "../../../lib/app/recovery-codes.ts";
import {
  removeRecoveryPassphrase,
  setRecoveryPassphrase,
} from "../../../lib/app/recovery-locks.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, PASSPHRASE, recovery } from "../vault/sample-records.ts";
import { BACKUP_PASSWORD, PASSWORD, unlockedWorld, type World } from "./kit.ts";
import { PAGE } from "./page-port.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const NEXT = "ZYXW9876VUTS5432RQPO1098";
const OF_ADA = { accountId: account.id } as const;
const other = { ...account, id: "account-2", email: "grace@example.com" };

async function lockedWorld() {
  const given = await unlockedWorld([account, other, recovery]);
  await setRecoveryPassphrase(given.app, recovery.id, PASSWORD, PASSPHRASE);
  return given;
}

const viewOf = async (app: App) => (await vaultContents(app)).accounts[0]?.recoveryCodes[0];
const holdsCode = async (world: World) =>
  JSON.stringify(await world.records()).includes(recovery.code);

describe("a recovery code with a passphrase of its own", () => {
  it("can't be read by whoever has the vault open and its password", async () => {
    const { world, app } = await lockedWorld();
    expect(await holdsCode(world)).toBe(false);
    expect(await viewOf(app)).toMatchObject({ masked: "•".repeat(24), hasPassphrase: true });
    const reveal = (...rest: string[]) => revealRecoveryCode(app, recovery.id, PASSWORD, ...rest);
    for (const passphrase of [[], [""], [PASSWORD], ["wrong passphrase"]]) {
      expect(await errorCode(() => reveal(...passphrase))).toBe("recovery/passphrase");
    }
    expect(await reveal(PASSPHRASE)).toBe(recovery.code);
  });

  it("takes the vault's password too", async () => {
    const { app } = await lockedWorld();
    const reveal = () => revealRecoveryCode(app, recovery.id, PASSPHRASE, PASSPHRASE);
    expect(await errorCode(reveal)).toBe("vault/password");
  });

  it("is given one when it is saved, and replaces the one before as any other", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    const before = world.store.commits;
    const id = await saveRecoveryCode(app, NEXT, OF_ADA, PASSPHRASE);
    expect(world.store.commits).toBe(before + 1);
    expect(JSON.stringify(await world.records())).not.toContain(NEXT);
    expect(await world.vault().get(recovery.id)).toMatchObject({ usedAt: world.now });
    expect(await revealRecoveryCode(app, id, PASSWORD, PASSPHRASE)).toBe(NEXT);
  });

  it("stays locked when it is saved again, and is locked where it was kept without", async () => {
    const { world, app } = await lockedWorld();
    expect(await saveRecoveryCode(app, recovery.code, OF_ADA)).toBe(recovery.id);
    expect(await holdsCode(world)).toBe(false);
    await removeRecoveryPassphrase(app, recovery.id, PASSWORD, PASSPHRASE);
    expect(await saveRecoveryCode(app, recovery.code, OF_ADA, PASSPHRASE)).toBe(recovery.id);
    expect(await holdsCode(world)).toBe(false);
    expect(await world.vault().get(recovery.id)).toMatchObject({ usedAt: null });
  });

  it("stays locked when it was used up, or replaced, and is saved again", async () => {
    const { world, app } = await lockedWorld();
    const { lock } = (await world.vault().list("recovery")).records[0] ?? {};
    const end = [
      () => markRecoveryCodeUsed(app, recovery.id),
      () => saveRecoveryCode(app, NEXT, OF_ADA),
    ];
    for (const ending of end) {
      await ending();
      expect(await saveRecoveryCode(app, recovery.code, OF_ADA)).toBe(recovery.id);
      expect(await holdsCode(world)).toBe(false);
      expect(await world.vault().get(recovery.id)).toMatchObject({
        code: null,
        lock,
        usedAt: null,
      });
    }
    expect(await revealRecoveryCode(app, recovery.id, PASSWORD, PASSPHRASE)).toBe(recovery.code);
  });

  it("keeps nothing under a passphrase that is too short", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    const save = () => saveRecoveryCode(app, NEXT, OF_ADA, "short");
    const set = () => setRecoveryPassphrase(app, recovery.id, PASSWORD, "short");
    expect(await errorCode(save)).toBe("vault/weak-password");
    expect(await errorCode(set)).toBe("vault/weak-password");
    expect(await world.records()).toEqual([account, recovery]);
  });

  it("is known for the code that a page shows", async () => {
    const { world, app } = await lockedWorld();
    world.pages.page = { tabId: PAGE.tabId, origin: PAGE.origin };
    const shown = (recoveryCode: string) => {
      const rest = { kind: "recovery-shown", email: null, conditional: null } as const;
      world.pages.answers.inspect = { ...rest, recoveryCode };
      return inspectPage(app);
    };
    expect(await shown(recovery.code)).toMatchObject({ recoveryCodeKept: true });
    expect(await shown(NEXT)).toMatchObject({ recoveryCodeKept: false });
  });

  it("is filled and printed with it alone", async () => {
    const { world, app } = await lockedWorld();
    world.pages.page = { tabId: PAGE.tabId, origin: PAGE.origin };
    const fill = (own: string) => fillRecoveryCode(app, recovery.id, PASSWORD, own);
    const choice = { id: account.id, recoveryCode: true, otpId: null };
    expect(await errorCode(() => fill("wrong passphrase"))).toBe("recovery/passphrase");
    expect(await fill(PASSPHRASE)).toMatchObject({ filled: true });
    expect(await errorCode(() => sheetSecrets(app, choice, PASSWORD))).toBe("recovery/passphrase");
    expect(await sheetSecrets(app, choice, PASSWORD, PASSPHRASE)).toMatchObject({
      recoveryCode: recovery.code,
    });
    const without = { ...choice, recoveryCode: false };
    expect(await sheetSecrets(app, without, PASSWORD)).toMatchObject({ recoveryCode: null });
  });

  it("keeps it in another account, when used up, and is removed without it", async () => {
    const { world, app } = await lockedWorld();
    await moveHolding(app, recovery.id, { accountId: other.id });
    await markRecoveryCodeUsed(app, recovery.id);
    expect(await world.vault().get(recovery.id)).toMatchObject({
      accountId: other.id,
      usedAt: world.now,
    });
    expect(await revealRecoveryCode(app, recovery.id, PASSWORD, PASSPHRASE)).toBe(recovery.code);
    await removeRecoveryCode(app, recovery.id);
    expect(await world.vault().get(recovery.id)).toBeNull();
  });

  it("keeps it in a backup, and comes back with it", async () => {
    const { app } = await lockedWorld();
    const { text } = await exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    const next = await unlockedWorld([]);
    await restoreBackup(next.app, text, BACKUP_PASSWORD, "merge");
    expect(await holdsCode(next.world)).toBe(false);
    const reveal = (own: string) => revealRecoveryCode(next.app, recovery.id, PASSWORD, own);
    expect(await errorCode(() => reveal(""))).toBe("recovery/passphrase");
    expect(await reveal(PASSPHRASE)).toBe(recovery.code);
    const again = await restoreBackup(next.app, text, BACKUP_PASSWORD, "merge");
    expect(again.lines.find(({ kind }) => kind === "recovery")?.verdict).toBe("same");
  });

  it("is not laid open by a backup that holds it without", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    const { text } = await exportBackup(app, PASSWORD, { backupPassword: BACKUP_PASSWORD });
    world.now += 5;
    await setRecoveryPassphrase(app, recovery.id, PASSWORD, PASSPHRASE);
    await restoreBackup(app, text, BACKUP_PASSWORD, "merge");
    expect(await holdsCode(world)).toBe(false);
  });
});

describe("giving a passphrase and taking it off", () => {
  it("takes the vault's password, and the passphrase that there is", async () => {
    const { world, app } = await unlockedWorld([account, recovery]);
    const set = (password: string, own: string) =>
      errorCode(() => setRecoveryPassphrase(app, recovery.id, password, own));
    const remove = (password: string, own: string) =>
      errorCode(() => removeRecoveryPassphrase(app, recovery.id, password, own));
    expect(await set("wrong password", PASSPHRASE)).toBe("vault/password");
    expect(await holdsCode(world)).toBe(true);
    expect(await set(PASSWORD, PASSWORD)).toBe("recovery/same-password");
    expect(await holdsCode(world)).toBe(true);
    expect(await set(PASSWORD, PASSPHRASE)).toBe("none");
    expect(await set(PASSWORD, "another passphrase")).toBe("recovery/passphrase");
    expect(await remove("wrong password", PASSPHRASE)).toBe("vault/password");
    expect(await remove(PASSWORD, "another passphrase")).toBe("recovery/passphrase");
    expect(await remove(PASSWORD, PASSPHRASE)).toBe("none");
    expect(await world.vault().get(recovery.id)).toEqual({ ...recovery, updatedAt: world.now });
  });

  it("is refused for the vault's own password at saving, too", async () => {
    const { app } = await unlockedWorld([account]);
    const save = (own: string) =>
      errorCode(() => saveRecoveryCode(app, recovery.code, { accountId: account.id }, own));
    expect(await save(PASSWORD)).toBe("recovery/same-password");
    expect(await save("short")).toBe("vault/weak-password");
    expect(await save(PASSPHRASE)).toBe("none");
  });

  it("does neither behind a lock, nor to anything else in the vault", async () => {
    const { app } = await unlockedWorld([account, recovery]);
    const set = (id: string) =>
      errorCode(() => setRecoveryPassphrase(app, id, PASSWORD, PASSPHRASE));
    expect(await set(account.id)).toBe("vault/no-record");
    await app.session.lock();
    expect(await set(recovery.id)).toBe("vault/locked");
  });
});
