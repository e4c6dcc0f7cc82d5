// The whole application over ports in memory: a world that outlives its workers, as a browser does.
// `bear` starts a worker, `kill` ends one for good: whatever it had under way never comes back.

import { type App, type AppPorts, createApp } from "../../../lib/app/app.ts";
import { Ceremonies } from "../../../lib/app/ceremonies.ts";
import { type AppHandlers, createHandlers } from "../../../lib/app/handlers.ts";
import { forgetFailedFill } from "../../../lib/app/failed-fills.ts";
import { forgetPendingFills } from "../../../lib/app/pending-fills.ts";
import { DEFAULT_SETTINGS } from "../../../lib/vault/settings-strength.ts";
import type { Bytes } from "../../../lib/bytes/bytes.ts";
import { ARGON2_FLOOR, type Argon2Parameters } from "../../../lib/crypto/argon2id.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import type { VaultRecord } from "../../../lib/vault/schema.ts";
import { createVault } from "../../../lib/vault/unlock.ts";
import { openVault, type Vault } from "../../../lib/vault/vault.ts";
import { MemoryCopy } from "../vault/memory-copy.ts";
import { MemoryStore } from "../vault/memory-store.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import {
  FakeAlarms,
  FakeClipboard,
  FakeIdle,
  FakePages,
  FakePrompts,
  FakeSessionStore,
  FakeStorage,
} from "./fake-ports.ts";

export const PASSWORD = "correct horse battery";
/** What *Allow* is pressed with, and *Unlock*. */
export const PROOF = { method: "password", password: PASSWORD } as const;
export const EXTENSION_ORIGIN = "chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh";
export const BACKUP_PASSWORD = "staple my other horse";
export const START = 1_760_000_000_000;

export type Worker = {
  readonly app: App;
  readonly ceremonies: Ceremonies;
  readonly handlers: AppHandlers;
  readonly kill: () => void;
  /** Resolves when the worker has died by itself. */
  readonly death: Promise<void>;
  /** Resolves when it is kept awake for nothing any more, as for the second copy, or has died. */
  readonly atRest: () => Promise<void>;
};

/** The worker dies at its n-th call of a port: just before the call takes effect, or just after. */
export type Fate = { readonly call: number; readonly moment: "before" | "after" };

/**
 * The store fails at its n-th call, or what is written beside the vault does at the n-th of theirs: session store,
 * kept store and alarms. Before that does anything, or when it has done everything.
 */
export type Fault = {
  readonly call: number;
  readonly moment: "before" | "after";
  readonly where?: "store" | "beside";
  /** Told that it came to that. */
  readonly onFailed: () => void;
};

export class World {
  readonly store: MemoryStore;
  readonly copy = new MemoryCopy();
  readonly storage = new FakeStorage();
  readonly kept = new FakeSessionStore();
  readonly sessionStore = new FakeSessionStore();
  readonly alarms = new FakeAlarms();
  readonly idle = new FakeIdle();
  readonly clipboard = new FakeClipboard();
  readonly pages = new FakePages();
  readonly prompts = new FakePrompts();
  readonly waits: number[] = [];
  /** What an organization has laid down. */
  policy: Readonly<Record<string, unknown>> = {};
  readonly random = createSeededRandom("world");
  now = START;
  locks = 0;
  deviceRpId: string | null = null;
  /** What new password slots cost: as little as the vault of `makeVault`, unless a test raises it. */
  passwordKdf: Argon2Parameters = ARGON2_FLOOR;
  /** What a wait lasts: until this resolves. */
  pause: () => Promise<void> = () => Promise.resolve();
  #vaultKey: Bytes | null = null;

  constructor(store = new MemoryStore()) {
    this.store = store;
  }

  /**
   * A worker over what lies in this world.
   * @param onBeside called at each call of what is written beside the vault
   */
  bear(fate?: Fate, fault?: Fault, onBeside: () => void = () => undefined): Worker {
    const { promise: death, resolve: die } = Promise.withResolvers<void>();
    let isDead = false;
    let calls = 0;
    const kill = () => {
      isDead = true;
      die();
    };
    const mortal = <T extends object>(port: T): T =>
      new Proxy(port, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name, target);
          if (typeof member !== "function") return member;
          return async (...input: unknown[]) => {
            const isLast = ++calls === fate?.call;
            if (isLast && fate?.moment === "before") kill();
            if (isDead) return forever();
            const output: unknown = await Reflect.apply(member, target, input);
            if (isLast) kill();
            return isDead ? forever() : output;
          };
        },
      });
    let faultyCalls = 0;
    const fallible = <T extends object>(port: T, where: NonNullable<Fault["where"]>): T => {
      const own = (fault?.where ?? "store") === where ? fault : undefined;
      return new Proxy(port, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name, target);
          if (typeof member !== "function") return member;
          return async (...input: unknown[]) => {
            if (where === "beside") onBeside();
            const failing = own !== undefined && ++faultyCalls === own.call ? own : null;
            if (failing?.moment === "before") failStore(failing.onFailed);
            const output: unknown = await Reflect.apply(member, target, input);
            if (failing !== null) failStore(failing.onFailed);
            return output;
          };
        },
      });
    };
    const awake = new Set<Promise<void>>();
    const beside = <T extends object>(port: T) => mortal(fallible(port, "beside"));
    const ports: AppPorts = {
      store: mortal(fallible(this.store, "store")),
      copy: mortal(this.copy),
      storage: mortal(this.storage),
      kept: beside(this.kept),
      policy: mortal({ read: () => Promise.resolve(this.policy) }),
      sessionStore: beside(this.sessionStore),
      alarms: beside(this.alarms),
      idle: mortal(this.idle),
      clipboard: mortal(this.clipboard),
      pages: mortal(this.pages),
      prompts: mortal(this.prompts),
      now: () => this.now,
      random: this.random,
      extensionOrigin: EXTENSION_ORIGIN,
      deviceRpId: this.deviceRpId,
      passwordKdf: this.passwordKdf,
      stayAwake: (work) => {
        const done = work();
        const ended = done.then(
          () => undefined,
          () => undefined,
        );
        awake.add(ended);
        void ended.then(() => awake.delete(ended));
        return done;
      },
      wait: async (ms) => {
        this.waits.push(ms);
        await (isDead ? forever() : this.pause());
      },
      onLock: async () => {
        this.locks++;
        await forgetPendingFills(ports.sessionStore);
        await forgetFailedFill(ports);
      },
    };
    const app = createApp(ports);
    const ceremonies = new Ceremonies(app);
    const atRest = async () => {
      const toTheEnd = async () => {
        while (awake.size > 0) await Promise.all(awake);
      };
      await Promise.race([death, toTheEnd()]);
    };
    return { app, ceremonies, handlers: createHandlers(app, ceremonies), kill, death, atRest };
  }

  /** Makes a vault at the lowest cost, locked, holding `records`. */
  async makeVault(records: readonly VaultRecord[] = []): Promise<void> {
    this.#vaultKey = await createVault(this.store, {
      password: PASSWORD,
      now: () => this.now,
      random: this.random,
      kdf: ARGON2_FLOOR,
    });
    this.store.knowKey(this.#vaultKey);
    if (records.length > 0) await this.vault().putAll(records);
  }

  vaultKey(): Bytes {
    if (this.#vaultKey === null) throw new RangeError("the world must have a vault");
    return this.#vaultKey;
  }

  /** A look into the vault past the application. */
  vault(): Vault {
    return openVault(this.store, this.vaultKey(), { now: () => this.now, random: this.random });
  }

  async records(): Promise<readonly VaultRecord[]> {
    return (await this.vault().listAll()).records;
  }

  async unlock({ app }: Worker): Promise<void> {
    await app.session.open(this.vaultKey(), DEFAULT_SETTINGS);
  }
}

/** A world with a vault and a worker that holds it unlocked. */
export async function unlockedWorld(records: readonly VaultRecord[] = []) {
  const world = new World();
  await world.makeVault(records);
  const worker = world.bear();
  await world.unlock(worker);
  return { world, worker, app: worker.app };
}

function failStore(onFailed: () => void): never {
  onFailed();
  const cause = new DOMException("There is no room left", "QuotaExceededError");
  throw new WaykeyError("vault/storage", "The browser's storage failed", { cause });
}

/** What a dead worker's calls come to: nothing, ever. */
function forever(): Promise<never> {
  return new Promise(() => undefined);
}
