import { describe, expect, it } from "vitest";
import { requireVault } from "../../../lib/app/app.ts";
import { getSettings, setSettings } from "../../../lib/app/settings.ts";
import { DEFAULT_SETTINGS } from "../../../lib/vault/settings-strength.ts";
import { createNewVault, unlock, vaultStatus } from "../../../lib/app/unlock.ts";
import { LOCK_ALARM } from "../../../lib/app/session.ts";
import { SESSION_KEY } from "../../../lib/app/session-keys.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { settings } from "../vault/sample-records.ts";
import { errorCode } from "../vault/error-code.ts";
import { settle } from "./copies-kit.ts";
import { PASSWORD, PROOF, unlockedWorld, World } from "./kit.ts";

const MINUTE = 60_000;

describe("the vault's status", () => {
  it("is none without a vault", async () => {
    const { app } = new World().bear();
    expect(await vaultStatus(app)).toEqual({ state: "none" });
    expect(await errorCode(() => requireVault(app))).toBe("vault/none");
  });

  it("is locked, unlocked, and locked again after the idle time", async () => {
    const world = new World();
    await world.makeVault();
    const worker = world.bear();
    expect(await vaultStatus(worker.app)).toEqual({ state: "locked", ways: ["password"] });
    expect(await errorCode(() => requireVault(worker.app))).toBe("vault/locked");
    await world.unlock(worker);
    expect(await vaultStatus(worker.app)).toEqual({ state: "unlocked" });
    world.now += 15 * MINUTE;
    expect(await vaultStatus(worker.app)).toEqual({ state: "locked", ways: ["password"] });
  });

  it("does not put the lock off", async () => {
    const { world, app } = await unlockedWorld();
    world.now += 14 * MINUTE;
    await vaultStatus(app);
    world.now += MINUTE;
    expect(await vaultStatus(app)).toEqual({ state: "locked", ways: ["password"] });
  });

  it.each([
    ["a header of nothing", {}],
    ["a header that is text", "header"],
    ["a header of null", null],
    ["a later version", { format: "waykey-vault", version: 99 }],
  ])("is unreadable for %s, and never none", async (_, header) => {
    const { world, app } = await unlockedWorld();
    world.store.header = header;
    expect(await vaultStatus(app)).toMatchObject({ state: "unreadable", canUseCopy: false });
  });

  it("is unreadable for a database of a later Waykey, which is not to be left but to be saved", async () => {
    const { world, worker, app } = await unlockedWorld([settings]);
    await settle(worker);
    const refuse = () =>
      Promise.reject(new WaykeyError("vault/version", "The database is of a later Waykey"));
    for (const name of ["readHeader", "readSnapshot", "readAll", "readAside"] as const) {
      world.store[name] = refuse;
    }
    const reason = "vault/version";
    expect(await vaultStatus(app)).toEqual({ state: "unreadable", reason, canUseCopy: false });
    expect(await errorCode(() => worker.handlers["vault.leave"](null))).toBe("vault/exists");
    await app.session.lock();
    const { text } = await worker.handlers["vault.export-sealed"](null);
    const { header, copy } = JSON.parse(text) as { header: unknown; copy: object };
    expect(header).toBeNull();
    expect(Object.keys(copy)).toContain("header");
  });

  it("is unreadable for records whose header is gone", async () => {
    const { world, app } = await unlockedWorld([settings]);
    world.store.header = undefined;
    expect(await vaultStatus(app)).toMatchObject({ state: "unreadable", canUseCopy: false });
  });
});

describe("making a vault", () => {
  it("leaves it unlocked for 15 minutes and makes no second one", async () => {
    const world = new World();
    const { app } = world.bear();
    await createNewVault(app, PASSWORD);
    expect(await vaultStatus(app)).toEqual({ state: "unlocked" });
    expect(world.alarms.at.get(LOCK_ALARM)).toBe(world.now + 15 * MINUTE);
    expect(await errorCode(() => createNewVault(app, PASSWORD))).toBe("vault/exists");
    await app.session.lock();
    await unlock(app, PROOF);
    expect(await getSettings(app)).toEqual(DEFAULT_SETTINGS);
  });

  it.each([
    ["a lock meanwhile", (world: World, lock: () => Promise<void>) => lock()],
    [
      "a session that can't be kept",
      (world: World) => {
        world.sessionStore.onSet = (key) => {
          if (key === SESSION_KEY) throw new WaykeyError("vault/storage", "It takes no more");
        };
      },
    ],
    [
      "an alarm that can't be set",
      (world: World) => {
        const failed = new WaykeyError("vault/storage", "The browser's alarms failed");
        world.alarms.set = () => Promise.reject(failed);
      },
    ],
  ])("makes it all the same, and leaves it locked, with %s", async (_, happen) => {
    const world = new World();
    const { app } = world.bear();
    const made = createNewVault(app, PASSWORD);
    await happen(world, () => app.session.lock());
    await made;
    expect(await vaultStatus(app)).toEqual({ state: "locked", ways: ["password"] });
    expect(world.sessionStore.values.has(SESSION_KEY)).toBe(false);
    expect(await errorCode(() => createNewVault(app, PASSWORD))).toBe("vault/exists");
  });

  it("refuses a short password and leaves nothing", async () => {
    const world = new World();
    const { app } = world.bear();
    expect(await errorCode(() => createNewVault(app, "too short"))).toBe("vault/weak-password");
    expect(await vaultStatus(app)).toEqual({ state: "none" });
  });

  it("stays locked when the storage fails", async () => {
    const world = new World();
    world.store.failNextCommit = "before";
    const { app } = world.bear();
    expect(await errorCode(() => createNewVault(app, PASSWORD))).toBe("vault/storage");
    expect(world.sessionStore.values.size).toBe(0);
  });
});

describe("unlocking", () => {
  it("takes the idle time from the settings", async () => {
    const world = new World();
    await world.makeVault([{ ...settings, autoLockMinutes: 3 }]);
    const { app } = world.bear();
    await unlock(app, PROOF);
    expect(world.alarms.at.get(LOCK_ALARM)).toBe(world.now + 3 * MINUTE);
  });

  it("refuses another password and stays locked", async () => {
    const world = new World();
    await world.makeVault();
    const { app } = world.bear();
    expect(await errorCode(() => unlock(app, { ...PROOF, password: "wrong password" }))).toBe(
      "vault/password",
    );
    expect(await vaultStatus(app)).toEqual({ state: "locked", ways: ["password"] });
    expect(world.sessionStore.values.size).toBe(0);
  });

  it("goes on with the usual idle time when the settings cannot be read", async () => {
    const world = new World();
    await world.makeVault([{ ...settings, autoLockMinutes: 3 }]);
    world.store.sealed("settings").ciphertext = new Uint8Array(64);
    const { app } = world.bear();
    await unlock(app, PROOF);
    expect(world.alarms.at.get(LOCK_ALARM)).toBe(world.now + 15 * MINUTE);
  });

  it("says that there is no vault where there is none", async () => {
    const { app } = new World().bear();
    expect(await errorCode(() => unlock(app, PROOF))).toBe("vault/none");
  });
});

describe("the settings", () => {
  it("are the defaults until some are set, and apply at once", async () => {
    const { world, app } = await unlockedWorld();
    expect(await getSettings(app)).toEqual(DEFAULT_SETTINGS);
    const settings = {
      autoLockMinutes: 1,
      lockWithSystem: false,
      verifiedForMinutes: 7,
      passkeyUpgrades: true,
    };
    await setSettings(app, settings, PASSWORD);
    expect(await getSettings(app)).toEqual(settings);
    expect(world.alarms.at.get(LOCK_ALARM)).toBe(world.now + MINUTE);
    world.now += MINUTE;
    expect(await errorCode(() => getSettings(app))).toBe("vault/locked");
  });

  it("take the place of a record that cannot be read, with the password", async () => {
    const { world, app } = await unlockedWorld([{ ...settings, autoLockMinutes: 3 }]);
    world.store.sealed("settings").ciphertext = new Uint8Array(64);
    expect(await getSettings(app)).toEqual(DEFAULT_SETTINGS);
    const stricter = { ...DEFAULT_SETTINGS, autoLockMinutes: 1 };
    expect(await errorCode(() => setSettings(app, stricter, null))).toBe("vault/password");
    expect(await getSettings(app)).toEqual(DEFAULT_SETTINGS);
    await setSettings(app, stricter, PASSWORD);
    expect(await getSettings(app)).toEqual(stricter);
    expect((await world.vault().listAll()).unreadable).toEqual([]);
  });

  it("keep the day they were first set", async () => {
    const { world, app } = await unlockedWorld();
    await setSettings(app, { ...DEFAULT_SETTINGS, autoLockMinutes: 5 }, null);
    const first = world.now;
    world.now += MINUTE;
    await setSettings(app, { ...DEFAULT_SETTINGS, autoLockMinutes: 6 }, PASSWORD);
    const [record] = (await world.vault().list("settings")).records;
    expect(record).toMatchObject({ createdAt: first, updatedAt: world.now, autoLockMinutes: 6 });
  });

  it("are neither shown nor changed behind a lock", async () => {
    const { app } = await unlockedWorld();
    await app.session.lock();
    expect(await errorCode(() => getSettings(app))).toBe("vault/locked");
    expect(
      await errorCode(() => setSettings(app, { ...DEFAULT_SETTINGS, autoLockMinutes: 5 }, null)),
    ).toBe("vault/locked");
  });
});
