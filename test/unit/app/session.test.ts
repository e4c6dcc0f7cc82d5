import { describe, expect, it } from "vitest";
import { LOCK_ALARM, Session } from "../../../lib/app/session.ts";
import { SESSION_KEY } from "../../../lib/app/session-keys.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { errorCode } from "../vault/error-code.ts";
import { FakeAlarms, FakeIdle, FakeSessionStore } from "./fake-ports.ts";

const MINUTE = 60_000;
const KEY = Uint8Array.from({ length: 32 }, (_, i) => i);
const SETTINGS = { autoLockMinutes: 15, lockWithSystem: true };

function createWorld() {
  const world = {
    now: 1000,
    locks: 0,
    store: new FakeSessionStore(),
    alarms: new FakeAlarms(),
    idle: new FakeIdle(),
  };
  const bear = () =>
    new Session({
      session: world.store,
      alarms: world.alarms,
      idle: world.idle,
      now: () => world.now,
      onLock: async () => {
        world.locks++;
      },
    });
  return { world, bear, session: bear() };
}

async function open(session: Session, minutes = 15, lockWithSystem = true): Promise<void> {
  await session.open(KEY, { autoLockMinutes: minutes, lockWithSystem });
}

describe("the session", () => {
  it("has no key at first", async () => {
    const { session } = createWorld();
    expect(await session.vaultKey()).toBeNull();
    expect(await session.peekVaultKey()).toBeNull();
    expect(await session.isOpen()).toBe(false);
  });

  it("keeps the key until the idle time has passed, to the millisecond", async () => {
    const { world, session } = createWorld();
    await open(session);
    world.now += 15 * MINUTE - 1;
    expect(await session.isOpen()).toBe(true);
    world.now += 1;
    expect(await session.isOpen()).toBe(false);
    expect(await session.vaultKey()).toBeNull();
  });

  it("starts the idle time anew with every use", async () => {
    const { world, session } = createWorld();
    await open(session);
    for (let use = 0; use < 5; use++) {
      world.now += 14 * MINUTE;
      expect(await session.vaultKey()).toEqual(KEY);
    }
    expect(world.alarms.at.get(LOCK_ALARM)).toBe(world.now + 15 * MINUTE);
  });

  it("does not put the lock off for a look", async () => {
    const { world, session } = createWorld();
    await open(session);
    const lockAt = world.alarms.at.get(LOCK_ALARM);
    for (let look = 0; look < 15; look++) {
      expect(await session.peekVaultKey()).toEqual(KEY);
      expect(await session.isOpen()).toBe(true);
      world.now += MINUTE;
    }
    expect(world.alarms.at.get(LOCK_ALARM)).toBe(lockAt);
    expect(await session.peekVaultKey()).toBeNull();
    expect(world.store.values.size).toBe(0);
  });

  it.each([
    ["use", (session: Session) => session.vaultKey()],
    ["look", (session: Session) => session.peekVaultKey()],
    [
      "change of the idle time",
      (session: Session) => session.follow({ autoLockMinutes: 60, lockWithSystem: true }),
    ],
    ["alarm", (session: Session) => session.onAlarm()],
  ])("forgets the key at the first %s after a deadline whose alarm is late", async (_, touch) => {
    const { world, session } = createWorld();
    await open(session);
    world.now += 15 * MINUTE;
    await touch(session);
    expect(world.store.values.size).toBe(0);
    expect(world.alarms.at.size).toBe(0);
    expect(world.locks).toBe(1);
    expect(await session.vaultKey()).toBeNull();
  });

  it("sets its alarm again when that rang too early", async () => {
    const { world, session } = createWorld();
    await open(session);
    const lockAt = world.now + 15 * MINUTE;
    world.now += MINUTE;
    world.alarms.at.clear();
    await session.onAlarm();
    expect(world.alarms.at.get(LOCK_ALARM)).toBe(lockAt);
    expect(world.locks).toBe(0);
  });

  it("does nothing on an alarm without a session", async () => {
    const { world, session } = createWorld();
    await session.onAlarm();
    expect(world.locks).toBe(0);
  });

  it("locks on demand and tells of it", async () => {
    const { world, session } = createWorld();
    await open(session);
    await session.lock();
    expect(await session.vaultKey()).toBeNull();
    expect(world.store.values.size).toBe(0);
    expect(world.alarms.at.size).toBe(0);
    expect(world.locks).toBe(1);
  });

  it("never undoes a lock by a use that was under way", async () => {
    const { world, session } = createWorld();
    await open(session);
    const uses = Array.from({ length: 20 }, (_, i) =>
      i === 7 ? session.lock().then(() => null) : session.vaultKey(),
    );
    const keys = await Promise.all(uses);
    expect(keys.slice(0, 7).every((key) => key !== null)).toBe(true);
    expect(keys.slice(7).every((key) => key === null)).toBe(true);
    expect(world.store.values.size).toBe(0);
    expect(world.alarms.at.size).toBe(0);
  });

  it("never undoes a lock by a new idle time", async () => {
    const { world, session } = createWorld();
    await open(session);
    await Promise.all([
      session.vaultKey(),
      session.lock(),
      session.follow({ autoLockMinutes: 60, lockWithSystem: true }),
    ]);
    expect(world.store.values.size).toBe(0);
  });

  it("applies a new idle time from now on", async () => {
    const { world, session } = createWorld();
    await open(session);
    world.now += 10 * MINUTE;
    await session.follow({ autoLockMinutes: 2, lockWithSystem: true });
    expect(world.alarms.at.get(LOCK_ALARM)).toBe(world.now + 2 * MINUTE);
    world.now += 2 * MINUTE;
    expect(await session.vaultKey()).toBeNull();
  });

  it("does not open a locked session by a new idle time", async () => {
    const { world, session } = createWorld();
    await session.follow({ autoLockMinutes: 60, lockWithSystem: true });
    expect(world.store.values.size).toBe(0);
    expect(await session.isOpen()).toBe(false);
  });

  it("is still there for the next worker, with its deadline", async () => {
    const { world, bear, session } = createWorld();
    await open(session);
    const next = bear();
    expect(await next.vaultKey()).toEqual(KEY);
    world.now += 15 * MINUTE;
    expect(await bear().vaultKey()).toBeNull();
  });

  it.each([
    ["null", null],
    ["text", "session"],
    ["a key alone", { vaultKey: "AAAA" }],
    ["a deadline that is no number", { vaultKey: "AAAA", idleMs: 1, lockAt: "9999999999999" }],
  ])("takes %s in the store for locked", async (_, stored) => {
    const { world, session } = createWorld();
    world.store.values.set("session", stored);
    expect(await session.vaultKey()).toBeNull();
    expect(await session.isOpen()).toBe(false);
  });

  it("goes on after a failure of the store", async () => {
    const { world, session } = createWorld();
    await open(session);
    world.store.onSet = () => {
      world.store.onSet = () => undefined;
      throw new Error("The store is full");
    };
    await expect(session.vaultKey()).rejects.toThrow("The store is full");
    expect(await session.vaultKey()).toEqual(KEY);
    await session.lock();
    expect(await session.vaultKey()).toBeNull();
  });
});

describe("a clock that was put back", () => {
  it.each([
    ["use", (session: Session) => session.vaultKey()],
    ["look", (session: Session) => session.peekVaultKey()],
    ["change of the settings", (session: Session) => session.follow(SETTINGS)],
    ["alarm", (session: Session) => session.onAlarm()],
    ["worker's birth", (session: Session) => session.watchAgain()],
  ])("locks at the next %s", async (_, touch) => {
    const { world, bear, session } = createWorld();
    world.now = 100 * 60 * MINUTE;
    await open(session);
    // Five hours back, and then the alarm rings: by its own, unaltered clock.
    world.now += 16 * MINUTE - 5 * 60 * MINUTE;
    expect(await session.isOpen()).toBe(false);
    await touch(bear());
    expect(world.store.values.size).toBe(0);
    expect(world.alarms.at.size).toBe(0);
    expect(world.locks).toBe(1);
  });

  it("locks where it is more than a correction, by more than five seconds", async () => {
    const { world, session } = createWorld();
    await open(session);
    world.now += MINUTE;
    await session.vaultKey();
    expect(await session.isOpen()).toBe(true);
    world.now -= 5000;
    expect(await session.isOpen()).toBe(true);
    world.now -= 1;
    expect(await session.isOpen()).toBe(false);
    expect(await session.vaultKey()).toBeNull();
  });
});

describe("a session that cannot be noted", () => {
  it("has its alarm set before its key is kept, and before a use puts it off", async () => {
    const { world, session } = createWorld();
    const alarms: unknown[] = [];
    world.store.onSet = () => alarms.push(world.alarms.at.get(LOCK_ALARM));
    await open(session);
    world.now += MINUTE;
    await session.vaultKey();
    expect(alarms).toEqual([15 * MINUTE + 1000, 16 * MINUTE + 1000]);
  });

  const failed = new WaykeyError("vault/storage", "The browser's alarms failed");

  it("keeps no key when its alarm can't be set", async () => {
    const { world, session } = createWorld();
    world.alarms.set = () => Promise.reject(failed);
    expect(await errorCode(() => open(session))).toBe("vault/storage");
    expect(world.store.values.has(SESSION_KEY)).toBe(false);
    expect(await session.isOpen()).toBe(false);
  });

  it("keeps no key that was written by a store that failed afterwards, nor where idle time isn't watched", async () => {
    const failing = {
      store: (world: ReturnType<typeof createWorld>["world"]) => {
        const set = world.store.set.bind(world.store);
        world.store.set = async (key, value) => {
          await set(key, value);
          throw failed;
        };
      },
      idle: (world: ReturnType<typeof createWorld>["world"]) => {
        world.idle.watch = () => Promise.reject(failed);
      },
    };
    for (const fail of Object.values(failing)) {
      const { world, session } = createWorld();
      fail(world);
      expect(await errorCode(() => open(session))).toBe("vault/storage");
      expect(world.store.values.has(SESSION_KEY)).toBe(false);
      expect(world.alarms.at.size).toBe(0);
    }
  });

  it.each([
    ["other settings", (session: Session) => session.follow({ ...SETTINGS, autoLockMinutes: 1 })],
    ["an early alarm", (session: Session) => session.onAlarm()],
    ["a worker's birth", (session: Session) => session.watchAgain()],
  ])("ends at %s when the alarm can't be set again", async (_, touch) => {
    const { world, session } = createWorld();
    await open(session);
    world.alarms.set = () => Promise.reject(failed);
    await touch(session);
    expect(world.store.values.size).toBe(0);
    expect(world.locks).toBe(1);
  });

  it("says that other settings failed when it cannot be ended either", async () => {
    const { world, session } = createWorld();
    await open(session);
    world.alarms.set = () => Promise.reject(failed);
    world.store.remove = () => Promise.reject(failed);
    expect(await errorCode(() => session.follow(SETTINGS))).toBe("vault/storage");
    expect(world.alarms.at.has(LOCK_ALARM)).toBe(true);
  });
});

describe("a worker's birth", () => {
  it("sets the alarm again that the browser has lost, and puts nothing off", async () => {
    const { world, bear, session } = createWorld();
    await open(session);
    const lockAt = world.now + 15 * MINUTE;
    world.alarms.at.clear();
    world.now += 14 * MINUTE;
    await bear().watchAgain();
    expect(world.alarms.at.get(LOCK_ALARM)).toBe(lockAt);
    expect(await session.isOpen()).toBe(true);
  });

  it("forgets a key past its deadline that has no alarm", async () => {
    const { world, bear, session } = createWorld();
    await open(session);
    world.alarms.at.clear();
    world.now += 15 * MINUTE;
    await bear().watchAgain();
    expect(world.store.values.size).toBe(0);
    expect(world.locks).toBe(1);
  });
});

describe("the session and the system", () => {
  it("ends when the screen is locked, and after the worker was born again", async () => {
    for (const again of [false, true]) {
      const { world, bear, session } = createWorld();
      await open(session);
      await (again ? bear() : session).onSystemState("locked");
      expect(await session.isOpen()).toBe(false);
      expect(world.locks).toBe(1);
      expect(world.alarms.at.has(LOCK_ALARM)).toBe(false);
    }
  });

  it("ends when nobody was at the computer for the idle time", async () => {
    const { world, session } = createWorld();
    await open(session, 3);
    expect(world.idle.watched).toBe(180);
    world.idle.awaySeconds = 180;
    await session.onSystemState("idle");
    expect(await session.isOpen()).toBe(false);
  });

  it("does not end by a browser that has forgotten for how long, which is told again", async () => {
    const { world, session } = createWorld();
    await open(session, 3);
    world.idle.watched = null;
    world.idle.awaySeconds = 179;
    await session.onSystemState("idle");
    await session.onSystemState("active");
    expect(await session.isOpen()).toBe(true);
    expect(world.idle.watched).toBe(180);
  });

  it("have nothing to do with each other where the settings say so", async () => {
    const { world, session } = createWorld();
    await open(session, 3, false);
    expect(world.idle.watched).toBeNull();
    world.idle.awaySeconds = 1000;
    for (const state of ["idle", "locked"] as const) await session.onSystemState(state);
    await session.watchAgain();
    expect(await session.isOpen()).toBe(true);
    expect(world.idle.watched).toBeNull();
    await session.follow({ autoLockMinutes: 5, lockWithSystem: true });
    expect(world.idle.watched).toBe(300);
    await session.onSystemState("locked");
    expect(await session.isOpen()).toBe(false);
  });

  it("watches again for a new worker as long as it is open", async () => {
    const { world, bear, session } = createWorld();
    await bear().watchAgain();
    expect(world.idle.watched).toBeNull();
    await open(session, 3);
    world.idle.watched = null;
    await bear().watchAgain();
    expect(world.idle.watched).toBe(180);
  });

  it("is no lock where nothing is open", async () => {
    const { world, session } = createWorld();
    await session.onSystemState("locked");
    expect(world.locks).toBe(0);
  });
});

describe("a lock whose key could not be removed", () => {
  it("is tried again when the time has come", async () => {
    const { world, session } = createWorld();
    await open(session);
    const remove = world.store.remove.bind(world.store);
    world.store.remove = () => Promise.reject(new Error("The store does not answer"));
    await expect(session.lock()).rejects.toThrow("does not answer");
    expect(world.locks).toBe(1);
    world.store.remove = remove;
    world.now = world.alarms.at.get(LOCK_ALARM) ?? 0;
    await session.onAlarm();
    expect(world.store.values.has("session")).toBe(false);
    expect(world.locks).toBe(2);
  });
});

describe("the start of the browser", () => {
  it("forgets an earlier key, and lets an unlock that is under way go on", async () => {
    const { world, session } = createWorld();
    await open(session);
    const mark = session.mark();
    await session.onBrowserStart();
    expect(world.store.values.has("session")).toBe(false);
    await session.open(KEY, { autoLockMinutes: 15, lockWithSystem: true }, mark);
    expect(await session.isOpen()).toBe(true);
  });
});
