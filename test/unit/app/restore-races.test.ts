import { describe, expect, it, vi } from "vitest";
import type { App } from "../../../lib/app/app.ts";
import { restoreBackup } from "../../../lib/app/backups.ts";
import { keepLargeBlob, notePasskeyUse } from "../../../lib/app/ceremony-result.ts";
import { hidePasskey, removePasskey, renamePasskey } from "../../../lib/app/passkeys.ts";
import type { Mutex } from "../../../lib/app/mutex.ts";
import { removeRecoveryCode } from "../../../lib/app/recovery-codes.ts";
import { getSettings, setSettings } from "../../../lib/app/settings.ts";
import { sealBackup } from "../../../lib/exchange/backup.ts";
import { account, passkey, recovery, settings } from "../vault/sample-records.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import { BACKUP_PASSWORD, PASSWORD, START, unlockedWorld, type World } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const LATER = { updatedAt: passkey.updatedAt + 1 };
const NEWER = [
  account,
  { ...passkey, ...LATER, label: "of the file" },
  { ...recovery, ...LATER, usedAt: START },
  { ...settings, ...LATER, autoLockMinutes: 5 },
];

/** What the vault holds after a change that was asked for while a restore had listed the vault and not yet written. */
async function heldAfter(change: (app: App, world: World) => Promise<unknown>) {
  const { world, app } = await unlockedWorld([account, passkey, recovery]);
  const random = createSeededRandom("restored at the same time");
  const text = await sealBackup(NEWER, BACKUP_PASSWORD, { now: () => LATER.updatedAt, random });
  world.now = START + 200_000;
  const readSnapshot = world.store.readSnapshot.bind(world.store);
  const { promise: waits, resolve: waiting } = Promise.withResolvers<void>();
  const inTurn: Mutex = (task) => {
    waiting();
    return app.inTurn(task);
  };
  let changing: Promise<unknown> = Promise.resolve();
  let isChanging = false;
  world.store.readSnapshot = async () => {
    const found = await readSnapshot();
    if (!isChanging) changing = change({ ...app, inTurn }, world);
    isChanging = true;
    // One that does not wait for its turn is written by now.
    await Promise.race([changing, waits]);
    return found;
  };
  await restoreBackup(app, text, BACKUP_PASSWORD, "merge");
  await changing;
  const records = await world.records();
  return {
    passkey: records.find(({ kind }) => kind === "passkey"),
    recovery: records.find(({ kind }) => kind === "recovery"),
    settings: records.find(({ kind }) => kind === "settings"),
  };
}

describe("what is asked for while a backup is restored", () => {
  it.each<[string, (app: App, world: World) => Promise<unknown>, object | undefined]>([
    [
      "a large blob of a site",
      (app, world) => keepLargeBlob(app, world.vault(), passkey.id, new Uint8Array([1, 2, 3])),
      { largeBlob: "AQID" },
    ],
    [
      "the use of a passkey",
      (app, world) => notePasskeyUse(app, world.vault(), passkey.id, "https://care.headway.co"),
      { lastUsedAt: START + 200_000 },
    ],
    ["a name", (app) => renamePasskey(app, passkey.id, "by hand"), { label: "by hand" }],
    [
      "a passkey hidden",
      (app) => hidePasskey(app, passkey.id, true),
      { hidden: { at: START + 200_000, by: "user" } },
    ],
    ["a passkey removed", (app) => removePasskey(app, passkey.id), undefined],
  ])("stays: %s", async (_name, change, wanted) => {
    const { passkey: found } = await heldAfter(change);
    if (wanted === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(wanted);
  });

  it("stays: a recovery code removed", async () => {
    const { recovery: found } = await heldAfter((app) => removeRecoveryCode(app, recovery.id));
    expect(found).toBeUndefined();
  });

  it("stays: a setting", async () => {
    const { settings: found } = await heldAfter(async (app) => {
      await setSettings(app, { ...(await getSettings(app)), autoLockMinutes: 3 }, PASSWORD);
    });
    expect(found).toMatchObject({ autoLockMinutes: 3 });
  });
});
