// The unlocked vault key and how long it may stay. It lives in the session store, because the worker
// dies and is born again; the deadline is checked at every use, so a late alarm gives nobody a minute,
// and so does a clock that was put back. The alarm is set before the key is kept: no key outlives its
// deadline for want of one. Beside the key lies whether the system's own lock ends it too: a locked vault
// cannot be asked for that.

import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { isWaykeyError, WaykeyError } from "../errors.ts";
import { inAnyCase } from "./in-any-case.ts";
import { createMutex } from "./mutex.ts";
import type { Alarms, Clock, Idle, SessionStore, SystemState } from "./ports.ts";
import { SESSION_KEY } from "./session-keys.ts";
import type { Settings } from "./views.ts";

export const LOCK_ALARM = "lock";
/** So far a clock may be put right, as it is from time to time, and the user be spared the lock. */
const CLOCK_STEP_MS = 5000;

type StoredSession = {
  readonly vaultKey: string;
  readonly idleMs: number;
  readonly lockAt: number;
  readonly lockWithSystem: boolean;
};

/** What of the settings a session goes by. */
export type LockSettings = Pick<Settings, "autoLockMinutes" | "lockWithSystem">;

function isStoredSession(value: unknown): value is StoredSession {
  return (
    typeof value === "object" &&
    value !== null &&
    "vaultKey" in value &&
    typeof value.vaultKey === "string" &&
    "idleMs" in value &&
    typeof value.idleMs === "number" &&
    "lockAt" in value &&
    typeof value.lockAt === "number" &&
    "lockWithSystem" in value &&
    typeof value.lockWithSystem === "boolean"
  );
}

export type SessionPorts = {
  readonly session: SessionStore;
  readonly alarms: Alarms;
  readonly idle: Idle;
  readonly now: Clock;
  /** Called after a lock, by hand or by time, so that what was shown can be withdrawn. */
  readonly onLock: () => Promise<void>;
};

/** Holds the vault key of this browser run between an unlock and a lock. */
export class Session {
  readonly #ports: SessionPorts;
  readonly #inTurn = createMutex();
  #locks = 0;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
  }

  /** Of this moment, for `open`: taken before the work that yields the key. */
  mark(): number {
    return this.#locks;
  }

  /**
   * Keeps `vaultKey` (32 bytes) until `autoLockMinutes` pass without use. When it fails the vault is locked.
   * @throws WaykeyError `vault/locked` when there was a lock since `mark`: that one stands; `vault/storage`
   */
  async open(vaultKey: Bytes, settings: LockSettings, mark = this.#locks): Promise<void> {
    const key = encodeBase64url(vaultKey);
    await this.#inTurn(async () => {
      if (mark !== this.#locks) {
        throw new WaykeyError("vault/locked", "The vault was locked while it was being opened");
      }
      try {
        await this.#apply(key, settings);
      } catch (error) {
        await this.#forget();
        throw error;
      }
    });
  }

  /** The vault key, or null if locked. Being asked for counts as use. */
  async vaultKey(): Promise<Bytes | null> {
    return this.#inTurn(async () => {
      const stored = await this.#readGood();
      if (stored === null) return null;
      await this.#save(stored);
      return decodeBase64url(stored.vaultKey);
    });
  }

  /** Puts the lock off, as asking for the key does. */
  async noteUse(): Promise<void> {
    const vaultKey = await this.vaultKey();
    vaultKey?.fill(0);
  }

  /** As `vaultKey`, for work that no user asked for: it must not put the lock off. */
  async peekVaultKey(): Promise<Bytes | null> {
    return this.#inTurn(async () => {
      const stored = await this.#readGood();
      return stored === null ? null : decodeBase64url(stored.vaultKey);
    });
  }

  /** Whether a vault key is held and still good; does not count as use. */
  async isOpen(): Promise<boolean> {
    const stored = await this.#read();
    return stored !== null && this.#isGood(stored);
  }

  /**
   * Has an open session go by other settings; where they cannot be noted it ends, since they may be stricter.
   * @throws WaykeyError `vault/storage` when it can't be ended either
   */
  async follow(settings: LockSettings): Promise<void> {
    await this.#inTurn(() =>
      this.#orForget(async () => {
        const stored = await this.#readGood();
        if (stored !== null) await this.#apply(stored.vaultKey, settings);
      }),
    );
  }

  /** Forgets the key. */
  async lock(): Promise<void> {
    this.#locks++;
    await this.#inTurn(() => this.#forget());
  }

  /**
   * To be called when the browser starts: forgets the key of an earlier run. An unlock that is under way is
   * one of this run, and goes on.
   */
  async onBrowserStart(): Promise<void> {
    await this.#inTurn(() => this.#forget());
  }

  /** To be called when the alarm LOCK_ALARM fires: locks if the time has really come. */
  async onAlarm(): Promise<void> {
    await this.#inTurn(() => this.#setAlarmAgain());
  }

  /**
   * The system's state has changed: locks, if the settings want that. A browser that has forgotten how
   * long the user may be away, as some do with the worker, is asked again before it is believed.
   */
  async onSystemState(state: SystemState): Promise<void> {
    if (state === "active") return;
    // Whatever is being opened at this moment: its settings are not known yet.
    if (state === "locked") this.#locks++;
    await this.#inTurn(async () => {
      const stored = await this.#read();
      if (stored === null || !stored.lockWithSystem) return;
      const seconds = stored.idleMs / 1000;
      const { idle } = this.#ports;
      if (state === "locked" || (await idle.isAway(seconds))) await this.#forget();
      else await idle.watch(seconds);
    });
  }

  /**
   * A worker was born: locks if the time has come meanwhile. Else the alarm is set again, and the browser told
   * again how long the user may be away: it may have forgotten both.
   */
  async watchAgain(): Promise<void> {
    await this.#inTurn(async () => {
      const stored = await this.#setAlarmAgain();
      if (stored?.lockWithSystem === true) await this.#ports.idle.watch(stored.idleMs / 1000);
    });
  }

  /** What is stored, for which the alarm is set now; else, as when that fails, it is forgotten. */
  async #setAlarmAgain(): Promise<StoredSession | null> {
    return this.#orForget(async () => {
      const stored = await this.#readGood();
      if (stored !== null) await this.#ports.alarms.set(LOCK_ALARM, stored.lockAt);
      return stored;
    });
  }

  /** Does `work`; when it fails the key is forgotten, and the result is null. */
  async #orForget<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      await this.#forget();
      if (!isWaykeyError(error)) throw error;
      return null;
    }
  }

  async #apply(vaultKey: string, { autoLockMinutes, lockWithSystem }: LockSettings): Promise<void> {
    if (lockWithSystem) await this.#ports.idle.watch(autoLockMinutes * 60);
    const idleMs = autoLockMinutes * 60_000;
    await this.#save({ vaultKey, idleMs, lockAt: 0, lockWithSystem });
  }

  async #read(): Promise<StoredSession | null> {
    const stored = await this.#ports.session.get(SESSION_KEY);
    return isStoredSession(stored) ? stored : null;
  }

  /**
   * Whether it is neither past its deadline nor well before its last use: a clock that was put back says nothing of
   * how long that was ago.
   */
  #isGood({ idleMs, lockAt }: StoredSession): boolean {
    const now = this.#ports.now();
    return lockAt - idleMs - CLOCK_STEP_MS <= now && now < lockAt;
  }

  /** What is stored, unless its time has come: then it is forgotten. */
  async #readGood(): Promise<StoredSession | null> {
    const stored = await this.#read();
    if (stored === null || this.#isGood(stored)) return stored;
    await this.#forget();
    return null;
  }

  async #forget(): Promise<void> {
    const { session, alarms, onLock } = this.#ports;
    await inAnyCase([
      async () => {
        await session.remove(SESSION_KEY);
        // Not before: a lock that failed is tried again when its time has come.
        await alarms.clear(LOCK_ALARM);
      },
      () => onLock(),
    ]);
  }

  async #save(stored: StoredSession): Promise<void> {
    const lockAt = this.#ports.now() + stored.idleMs;
    await this.#ports.alarms.set(LOCK_ALARM, lockAt);
    await this.#ports.session.set(SESSION_KEY, { ...stored, lockAt });
  }
}
