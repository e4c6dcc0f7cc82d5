// The application: its ports and the session, handed to every use case.

import { encodeBase64url } from "../bytes/base64url.ts";
import type { Argon2Parameters } from "../crypto/argon2id.ts";
import type { RandomBytes } from "../crypto/random-bytes.ts";
import type { Bytes } from "../bytes/bytes.ts";
import { isWaykeyError, WaykeyError } from "../errors.ts";
import type { RecordKind, RecordOf, VaultRecord } from "../vault/schema.ts";
import type { CopyStore } from "../vault/copy-store.ts";
import type { VaultStore } from "../vault/store.ts";
import { isUnreadable } from "../vault/stored-record.ts";
import { openVault, type Vault } from "../vault/vault.ts";
import { forgetSignIns } from "./assisted-sign-ins.ts";
import { ClipboardClearing } from "./clipboard-clearing.ts";
import { Copies } from "./copies.ts";
import { FillTurns } from "./fill-turns.ts";
import { FIRST_ACCOUNTS_KEY, type FirstAccounts, forgetFirstAccounts } from "./first-accounts.ts";
import { guardStore } from "./guarded-store.ts";
import { forgetVerified } from "./last-verified.ts";
import { givingTurns } from "./giving-turns.ts";
import { inAnyCase } from "./in-any-case.ts";
import { LongWorks } from "./long-work.ts";
import { merelyNoted } from "./merely-noted.ts";
import { createMutex, type Mutex } from "./mutex.ts";
import { Notices } from "./notices.ts";
import type {
  Alarms,
  Clipboard,
  Clock,
  Idle,
  KeptStore,
  PolicySource,
  Pages,
  PromptWindows,
  SessionStore,
  StayAwake,
  Storage,
  Wait,
} from "./ports.ts";
import { Session } from "./session.ts";
import { SessionValue } from "./session-value.ts";

export type AppPorts = {
  readonly store: VaultStore;
  readonly copy: CopyStore;
  readonly storage: Storage;
  readonly kept: KeptStore;
  readonly policy: PolicySource;
  readonly sessionStore: SessionStore;
  readonly alarms: Alarms;
  readonly idle: Idle;
  readonly clipboard: Clipboard;
  readonly pages: Pages;
  readonly prompts: PromptWindows;
  readonly now: Clock;
  readonly random: RandomBytes;
  readonly wait: Wait;
  readonly stayAwake: StayAwake;
  /** The origin of the extension's own pages. */
  readonly extensionOrigin: string;
  /**
   * The RP ID under which those pages may use the device's own authenticator; null where the browser
   * gives an extension an RP ID of its own.
   */
  readonly deviceRpId: string | null;
  /** What a new password slot costs: PASSWORD_SLOT_KDF unless given, as in tests. */
  readonly passwordKdf?: Argon2Parameters;
  /** Called after every lock. */
  readonly onLock: () => Promise<void>;
};

export type App = {
  readonly ports: AppPorts;
  readonly session: Session;
  readonly copies: Copies;
  readonly clipboard: ClipboardClearing;
  readonly notices: Notices;
  readonly fillTurns: FillTurns;
  readonly works: LongWorks;
  readonly firstAccounts: SessionValue<FirstAccounts | null>;
  /**
   * For what is looked up and then written: two of them at once would each add what both miss. And for every write of
   * what a restore may write too: a restore plans by what the vault held, and would write over what came in between.
   */
  readonly inTurn: Mutex;
  /** The same for what waits in the session store to be written: log entries and sites' signals. */
  readonly logInTurn: Mutex;
  /** For what begins when the user has their answer, and nobody waits for. */
  readonly afterwards: Mutex;
  /** Has done what the next write of the vault would wait for. */
  readonly makeWritesReady: () => Promise<void>;
};

/** Whether the user's own act needs the vault, or something that must not put its lock off. */
export type Occasion = "use" | "look";

export function createApp(given: AppPorts): App {
  const notices = new Notices(given.kept, given.sessionStore, given.now);
  const store = guardStore(given.store, {
    room: () => given.storage.room(),
    now: given.now,
    isReady: () => copies.beforeWrite(),
    onWritten: (proven) => given.stayAwake(() => copies.follow(proven)),
  });
  const ports = { ...given, store };
  const { copy, sessionStore } = ports;
  const fillTurns = new FillTurns();
  const copies = new Copies({
    store,
    copy,
    notices,
    sessionStore,
    openVault: () => openVaultOf(ports, session.peekVaultKey()),
  });
  const works = new LongWorks(given);
  const clipboard = new ClipboardClearing(ports);
  const firstAccounts = new SessionValue<FirstAccounts | null>(
    sessionStore,
    FIRST_ACCOUNTS_KEY,
    null,
  );
  const session = new Session({
    session: ports.sessionStore,
    alarms: ports.alarms,
    idle: ports.idle,
    now: ports.now,
    onLock: async () => {
      copies.onLock();
      fillTurns.giveUp();
      await inAnyCase([
        () => forgetVerified(ports.sessionStore),
        () => forgetSignIns(ports.sessionStore),
        () => forgetFirstAccounts(firstAccounts),
        () => ports.onLock(),
        () => clipboard.clear(),
      ]);
    },
  });
  const afterwards = createMutex();
  return {
    ports,
    session,
    copies,
    clipboard,
    notices,
    fillTurns,
    works,
    firstAccounts,
    inTurn: createMutex(),
    logInTurn: createMutex(),
    afterwards: (task) => afterwards(() => ports.stayAwake(task)),
    // Where there is no room the write will say so.
    makeWritesReady: () => merelyNoted(() => store.makeReady()),
  };
}

/**
 * Whether a vault was made here; a header that cannot be read counts, and so does one that the second
 * copy has.
 */
export async function hasVault(app: App): Promise<boolean> {
  const { store } = app.ports;
  if ((await store.readHeader()) !== undefined) return true;
  await app.copies.recover();
  if ((await store.readHeader()) !== undefined) return true;
  try {
    await app.copies.refuseOrphaned();
    return false;
  } catch (error) {
    if (isWaykeyError(error)) return true;
    throw error;
  }
}

/** The unlocked vault, or null if it is locked or there is none. */
export async function findOpenVault(app: App, occasion: Occasion = "use"): Promise<Vault | null> {
  const { session } = app;
  return openVaultOf(app.ports, occasion === "use" ? session.vaultKey() : session.peekVaultKey());
}

async function openVaultOf(ports: AppPorts, key: Promise<Bytes | null>): Promise<Vault | null> {
  const vaultKey = await key;
  if (vaultKey === null) return null;
  try {
    return openVault(ports.store, vaultKey, ports);
  } finally {
    vaultKey.fill(0);
  }
}

/** @throws WaykeyError `vault/none`, `vault/locked` */
export async function requireVault(app: App, occasion: Occasion = "use"): Promise<Vault> {
  const vault = await findOpenVault(app, occasion);
  if (vault !== null) return vault;
  throw await noOpenVault(app);
}

/**
 * Hands `work` the key of the open vault, 32 bytes, and wipes it when that has ended.
 * @throws WaykeyError `vault/none`, `vault/locked`; what `work` throws
 */
export async function withVaultKey<T>(app: App, work: (vaultKey: Bytes) => Promise<T>): Promise<T> {
  const vaultKey = await app.session.vaultKey();
  if (vaultKey === null) throw await noOpenVault(app);
  try {
    return await work(vaultKey);
  } finally {
    vaultKey.fill(0);
  }
}

/** Why there is none: `vault/none` or `vault/locked`. */
export async function noOpenVault(app: App): Promise<WaykeyError> {
  if (!(await hasVault(app))) return new WaykeyError("vault/none", "There is no vault yet");
  return new WaykeyError("vault/locked", "The vault is locked");
}

/**
 * All that the open vault holds. What does not open, or should be there and is not, is first looked for in the
 * second copy.
 * @throws WaykeyError `vault/storage`; `vault/locked` once there is a lock
 */
export async function listEverything(app: App, vault: Vault): ReturnType<Vault["listAll"]> {
  const listing = await listAll(app, vault);
  const isMended = await app.copies.mend(vault, listing);
  return isMended ? listAll(app, vault) : listing;
}

async function listAll(app: App, vault: Vault): ReturnType<Vault["listAll"]> {
  const mark = app.copies.mark();
  const vaultKey = await app.session.peekVaultKey();
  try {
    const listing = await vault.listAll({
      vaultKey: vaultKey ?? undefined,
      isLocked: () => app.copies.mark() !== mark,
      onBatch: givingTurns(app.ports.wait),
    });
    // The lock may have come when the last of them was opened, and they were counted still.
    refuseSinceLocked(app, mark);
    return listing;
  } finally {
    vaultKey?.fill(0);
  }
}

/** @throws WaykeyError `vault/locked` once there was a lock since `mark`, which `app.copies` gave */
export function refuseSinceLocked(app: App, mark: number): void {
  if (app.copies.mark() === mark) return;
  throw new WaykeyError("vault/locked", "The vault was locked meanwhile");
}

/** The record of that kind and id, or null if the vault has none. @throws WaykeyError `record/damaged` */
export async function findRecord<K extends RecordKind>(
  vault: Vault,
  kind: K,
  id: string,
): Promise<RecordOf<K> | null> {
  const isOfKind = (record: VaultRecord): record is RecordOf<K> => record.kind === kind;
  const record = await vault.get(id);
  return record !== null && isOfKind(record) ? record : null;
}

/** The record of that id, or null if the vault has none that can be read. */
export async function findReadable(vault: Vault, id: string): Promise<VaultRecord | null> {
  try {
    return await vault.get(id);
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}

/** As `findRecord`. @throws WaykeyError `vault/no-record` if the vault has no such record */
export async function requireRecord<K extends RecordKind>(
  vault: Vault,
  kind: K,
  id: string,
): Promise<RecordOf<K>> {
  const record = await findRecord(vault, kind, id);
  if (record === null)
    throw new WaykeyError("vault/no-record", `There is no such ${kind} any more`);
  return record;
}

/** A fresh record id: 16 random bytes as base64url. */
export function newRecordId(app: App): string {
  return encodeBase64url(app.ports.random(16));
}
