// The unlocked vault key and how long it may stay. It lives in the session store, because the worker
// dies and is born again; the deadline is checked at every use, so a late alarm gives nobody a minute.

import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { createMutex } from "./mutex.ts";
import type { Alarms, Clock, SessionStore } from "./ports.ts";

const KEY = "session";
export const LOCK_ALARM = "lock";

type StoredSession = {
  readonly vaultKey: string;
  readonly idleMs: number;
  readonly lockAt: number;
};

function isStoredSession(value: unknown): value is StoredSession {
  return (
    typeof value === "object" &&
    value !== null &&
    "vaultKey" in value &&
    typeof value.vaultKey === "string" &&
    "idleMs" in value &&
    typeof value.idleMs === "number" &&
    "lockAt" in value &&
    typeof value.lockAt === "number"
  );
}

export type SessionPorts = {
  readonly session: SessionStore;
  readonly alarms: Alarms;
  readonly now: Clock;
  /** Called after a lock, by hand or by time, so that what was shown can be withdrawn. */
  readonly onLock: () => Promise<void>;
};

/** Holds the vault key of this browser run between an unlock and a lock. */
export class Session {
  readonly #ports: SessionPorts;
  readonly #inTurn = createMutex();

  constructor(ports: SessionPorts) {
    this.#ports = ports;
  }

  /** Keeps `vaultKey` (32 bytes) until `idleMinutes` pass without use. */
  async open(vaultKey: Bytes, idleMinutes: number): Promise<void> {
    const stored = { vaultKey: encodeBase64url(vaultKey), idleMs: idleMinutes * 60_000, lockAt: 0 };
    await this.#inTurn(() => this.#save(stored));
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
    return stored !== null && this.#ports.now() < stored.lockAt;
  }

  /** Changes the idle time of an open session. */
  async setIdleMinutes(idleMinutes: number): Promise<void> {
    await this.#inTurn(async () => {
      const stored = await this.#readGood();
      if (stored !== null) await this.#save({ ...stored, idleMs: idleMinutes * 60_000 });
    });
  }

  /** Forgets the key. */
  async lock(): Promise<void> {
    await this.#inTurn(() => this.#forget());
  }

  /** To be called when the alarm LOCK_ALARM fires: locks if the time has really come. */
  async onAlarm(): Promise<void> {
    await this.#inTurn(async () => {
      const stored = await this.#read();
      if (stored === null) return;
      if (this.#ports.now() >= stored.lockAt) await this.#forget();
      else await this.#ports.alarms.set(LOCK_ALARM, stored.lockAt);
    });
  }

  async #read(): Promise<StoredSession | null> {
    const stored = await this.#ports.session.get(KEY);
    return isStoredSession(stored) ? stored : null;
  }

  /** What is stored, unless its time has come: then it is forgotten. */
  async #readGood(): Promise<StoredSession | null> {
    const stored = await this.#read();
    if (stored === null || this.#ports.now() < stored.lockAt) return stored;
    await this.#forget();
    return null;
  }

  async #forget(): Promise<void> {
    await this.#ports.session.remove(KEY);
    await this.#ports.alarms.clear(LOCK_ALARM);
    await this.#ports.onLock();
  }

  async #save(stored: StoredSession): Promise<void> {
    const lockAt = this.#ports.now() + stored.idleMs;
    await this.#ports.session.set(KEY, { ...stored, lockAt });
    await this.#ports.alarms.set(LOCK_ALARM, lockAt);
  }
}
