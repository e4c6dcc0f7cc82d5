// The two copies of the vault while the worker lives: the second is brought up to date after every write,
// a lost store is put back from it, and both are compared at an unlock and gone over after it. What was
// put back, and what could not be, is kept as notices until the user has seen them.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import { laterVersion } from "../exchange/later-version.ts";
import type { VaultHeader } from "../vault/header.ts";
import { readCopyState } from "../vault/copy-state.ts";
import { type CopyStore, HEADER_NAME, readEntry } from "../vault/copy-store.ts";
import { recoverStore, refuseOrphanedCopy } from "../vault/recover-store.ts";
import { type CopyReview, reviewCopies } from "../vault/review-copies.ts";
import { fillHoles } from "../vault/fill-holes.ts";
import { sealCheck } from "../vault/seal-check.ts";
import { rebuildManifest } from "../vault/rebuild-manifest.ts";
import { copyChanges, type CopyOutcome, renewCopy, type SealCheck } from "../vault/second-copy.ts";
import { adoptCopy, findLaterHeader, keepOwn, writeWaiting } from "../vault/settle-copies.ts";
import type { ProvenWrite, SealedRecord, VaultStore } from "../vault/store.ts";
import type { Vault } from "../vault/vault.ts";
import type { WriteContext } from "../vault/write-records.ts";
import { writeInTurn } from "../vault/write-turns.ts";
import { createMishapTeller, type MishapTeller } from "./mishap-teller.ts";
import { createMutex } from "./mutex.ts";
import { notingLater } from "./noting-later.ts";
import type { Notices } from "./notices.ts";
import type { SessionStore } from "./ports.ts";
import type { Decision, SettleChoice } from "./views.ts";

const DECISION = "vault-decision";
const REVIEWED = "copies-reviewed";
/** Ids of records that do not open, and that were looked for in the copy. */
const LOOKED_FOR = "records-looked-for";

type Listing = Awaited<ReturnType<Vault["listAll"]>>;

export type CopiesPorts = {
  readonly store: VaultStore;
  readonly copy: CopyStore;
  readonly notices: Notices;
  readonly sessionStore: SessionStore;
  /** The open vault, or null while it is locked; no use of it puts the lock off. */
  readonly openVault: () => Promise<Vault | null>;
};

export class Copies {
  readonly #ports: CopiesPorts;
  readonly #inTurn = createMutex();
  readonly #recovering = createMutex();
  readonly #tell: MishapTeller;
  #next: Promise<void> | null = null;
  /** The last run of it that has begun, or is about to. */
  #copying: Promise<void> = Promise.resolve();
  #first: Promise<void> | null = null;
  #locks = 0;
  /** What this worker wrote and the copy may not have yet: where a lock came between, it needs no key. */
  readonly #proven = new Map<string, SealedRecord>();
  #lastProven: ProvenWrite | null = null;

  constructor(ports: CopiesPorts) {
    this.#ports = ports;
    this.#tell = createMishapTeller(ports.store, ports.notices);
  }

  /**
   * Puts the store back if need be, and makes good what an earlier worker left to be copied, once; again, where
   * that takes an open vault. A failure is no more than a notice.
   */
  catchUp(): Promise<void> {
    this.#first ??= this.#catchUp().catch((error: unknown) => {
      this.#first = null;
      throw error;
    });
    return this.#first;
  }

  /**
   * Waited for by every write: one that is cut off in the middle may take the browser's whole database with it, and then
   * the copy must have all that was answered before. Never rejects.
   */
  async beforeWrite(): Promise<void> {
    await this.catchUp();
    await this.settled();
  }

  /** Resolves when the second copy is not being brought up to date, or no more than by later writes. Never rejects. */
  settled(): Promise<void> {
    return this.#copying;
  }

  async #catchUp(): Promise<void> {
    try {
      await this.recover();
    } catch (error) {
      if (!isWaykeyError(error)) throw error;
    }
    // An earlier worker may have died before it could.
    await this.#tell();
    await this.follow();
  }

  /**
   * Brings the second copy up to date. However often it is called before that begins, one run follows. It
   * never rejects: a failure becomes a notice, and the write that called for it stands.
   * @param proven what was just written, if that were records
   */
  follow(proven: ProvenWrite | null = null): Promise<void> {
    for (const sealed of proven?.records ?? []) this.#proven.set(sealed.id, sealed);
    if (proven !== null) this.#lastProven = proven;
    this.#next ??= Promise.resolve().then(() => {
      this.#next = null;
      return this.#copy();
    });
    this.#copying = this.#next;
    return this.#next;
  }

  async #copy(): Promise<void> {
    const { notices, sessionStore } = this.#ports;
    try {
      // Nothing of an older state gets nearer to the copy while the user has not decided.
      if ((await this.decision()) === "older") return;
      const outcome = await this.#copyChanges();
      if (outcome === "waiting") this.#first = null;
      const isLeft = outcome === "damaged" && !(await this.recover());
      if (outcome === "renewed") await this.#tell();
      if (outcome === "parted" || outcome === "damaged") await sessionStore.remove(REVIEWED);
      const isParted = outcome === "parted";
      if (isParted) await notices.add("copy-differs");
      // An unlock tells whether what lies there is good all the same.
      if (isLeft) await this.#tellFailure();
      await notices.drop(
        ...(isParted ? [] : (["copy-differs"] as const)),
        ...(isLeft ? [] : (["copy-failed"] as const)),
      );
    } catch (error) {
      if (!isWaykeyError(error)) throw error;
      await this.#tellFailure();
    }
  }

  /** With the keys as long as the vault is open, and then what takes none. */
  async #copyChanges(): Promise<CopyOutcome> {
    const { store, copy, openVault } = this.#ports;
    const mark = this.#locks;
    const proven = new Map(this.#proven);
    const last = this.#lastProven;
    const noting = notingLater(store);
    const run = (isSealed: SealCheck) => copyChanges(noting, copy, isSealed, { proven, last });
    // What was proven needs no key, and mostly that is all.
    let opening: Promise<NonNullable<SealCheck>> | null = null;
    const open = async () => {
      const vault = await openVault();
      if (vault === null) throw new WaykeyError("vault/locked", "The vault is locked");
      return this.#checkOf(vault, mark);
    };
    const isSealed = async (stored: unknown) => (await (opening ??= open()))(stored);
    const outcome = await run(isSealed).catch((error: unknown) => {
      if (!isWaykeyError(error, "vault/locked")) throw error;
      return run(null);
    });
    if (outcome === "up-to-date" || outcome === "renewed") {
      for (const [id, sealed] of proven) {
        if (this.#proven.get(id) === sealed) this.#proven.delete(id);
      }
      if (this.#lastProven === last) this.#lastProven = null;
    }
    return outcome;
  }

  /** Hands `work` the keys until there is a lock after `mark`: then it fails with `vault/locked`. */
  #untilLocked<T>(
    vault: Vault,
    mark: number,
    work: (context: WriteContext) => Promise<T>,
  ): Promise<T> {
    const isLocked = () => this.#locks !== mark;
    return vault.maintain(({ keys, ...rest }) => work({ ...rest, keys: { ...keys, isLocked } }));
  }

  #checkOf(vault: Vault, mark: number): Promise<(stored: unknown) => Promise<boolean>> {
    return this.#untilLocked(vault, mark, ({ keys }) => Promise.resolve(sealCheck(keys)));
  }

  /** Where even that fails, there is nowhere left to tell it. */
  async #tellFailure(): Promise<void> {
    try {
      await this.#ports.notices.add("copy-failed");
    } catch (error) {
      if (!isWaykeyError(error)) throw error;
    }
  }

  /**
   * Puts the store back from the copy, if its header is lost, damaged, or not the one that was written.
   * @returns whether that was so
   * @throws WaykeyError `vault/storage`, `vault/conflict`
   */
  async recover(): Promise<boolean> {
    const { store, copy, sessionStore } = this.#ports;
    return this.#recovering(async () => {
      const recovery = await recoverStore(store, copy);
      if (recovery === null) return false;
      await this.#tell();
      try {
        await sessionStore.remove(REVIEWED);
      } catch (error) {
        // The vault is back all the same; without that store nobody is unlocked who could be reviewed.
        if (!isWaykeyError(error, "vault/storage")) throw error;
      }
      return true;
    });
  }

  /**
   * Runs `leave`, which takes the store and the copy away from under what is going on with them. Nothing is put
   * back or copied meanwhile, nor is anything known afterwards of what was there.
   */
  async leave(leave: () => Promise<void>): Promise<void> {
    const { copy, sessionStore } = this.#ports;
    await this.#recovering(() =>
      writeInTurn(copy, async () => {
        this.#proven.clear();
        this.#lastProven = null;
        await leave();
        for (const key of [DECISION, REVIEWED, LOOKED_FOR]) await sessionStore.remove(key);
      }),
    );
  }

  /**
   * To be called where the store holds nothing: what the copy still holds is a vault all the same.
   * @throws WaykeyError `vault/damaged`, `vault/version`, `vault/storage`
   */
  async refuseOrphaned(): Promise<void> {
    await refuseOrphanedCopy(this.#ports.copy);
  }

  /** Whether the copy can take the place of a store that does not open. */
  async isUsable(): Promise<boolean> {
    try {
      return (await readEntry(this.#ports.copy, HEADER_NAME)).state === "whole";
    } catch (error) {
      if (isWaykeyError(error, "vault/storage")) return false;
      throw error;
    }
  }

  /**
   * Compares the vault that is being opened with its copy, before anything is written to it: whether an
   * older state was put back. Constant work. A copy that cannot be read keeps nobody out.
   */
  async compare(vault: Vault): Promise<void> {
    const { copy, sessionStore } = this.#ports;
    try {
      await this.catchUp();
      const { parted } = await vault.maintain((context) => readCopyState(context, copy));
      if (parted.header || parted.manifest) await sessionStore.set(DECISION, "older");
      else if ((await this.decision()) === "older") await sessionStore.remove(DECISION);
    } catch (error) {
      if (!isWaykeyError(error)) throw error;
    }
  }

  /**
   * Goes over both copies of the vault that was just opened: quickly, and once in a run of the browser in
   * full. What fails is tried again at the next unlock. It does not begin once the vault is locked again,
   * and ends with the record at hand when that happens: the vault has its key.
   * @returns whether it came to its end
   */
  async review(vault: Vault): Promise<boolean> {
    const { sessionStore, openVault } = this.#ports;
    const mark = this.#locks;
    if ((await openVault()) === null) return false;
    return this.#inTurn(async () => {
      const isFull = (await sessionStore.get(REVIEWED)) !== true;
      try {
        const { state } = await this.#review(vault, mark, isFull ? "full" : "quick");
        if (state === "older") return false;
        await this.#untilLocked(vault, mark, (context) => writeWaiting(context, laterVersion));
        if (isFull) await sessionStore.set(REVIEWED, true);
        return true;
      } catch (error) {
        if (!isWaykeyError(error)) throw error;
        if (error.code !== "vault/locked") await this.#tellFailure();
        return false;
      }
    });
  }

  /**
   * Goes over both copies in full where a listing shows what does not open, once for each of it in a run of the
   * browser, or lacks something, unless the user is asked about that already.
   * @returns whether it did
   */
  async mend(
    vault: Vault,
    { unreadable, generation }: Pick<Listing, "unreadable" | "generation">,
  ): Promise<boolean> {
    const { sessionStore } = this.#ports;
    const before = await sessionStore.get(LOOKED_FOR);
    const lookedFor = new Set(Array.isArray(before) ? (before as unknown[]) : []);
    const isLacking = generation === null && (await this.decision()) === null;
    if (!isLacking && unreadable.every(({ id }) => lookedFor.has(id))) return false;
    await sessionStore.remove(REVIEWED);
    if (!(await this.review(vault))) return false;
    await sessionStore.set(
      LOOKED_FOR,
      unreadable.map(({ id }) => id),
    );
    return true;
  }

  /** The number of locks so far: for `settle`, taken before the user is verified for it, and for other long work. */
  mark(): number {
    return this.#locks;
  }

  /** To be called when the vault is locked. */
  onLock(): void {
    this.#locks++;
  }

  async #review(vault: Vault, mark: number, depth: "full" | "quick"): Promise<CopyReview> {
    try {
      const review = await this.#untilLocked(vault, mark, (context) =>
        reviewCopies(context, this.#ports.copy, depth),
      );
      await this.#note(review);
      return review;
    } finally {
      await this.#tell();
    }
  }

  async #note({ state, isUnproven }: CopyReview): Promise<void> {
    const { notices, sessionStore } = this.#ports;
    if (isUnproven) await notices.add("header-unproven");
    if (state === "whole") await notices.drop("copy-failed");
    if (state !== "whole") await sessionStore.set(DECISION, state);
    else await sessionStore.remove(DECISION);
    await notices.drop("copy-differs");
  }

  async decision(): Promise<Decision> {
    const decision = await this.#ports.sessionStore.get(DECISION);
    return decision === "older" || decision === "altered" ? decision : null;
  }

  /**
   * The header that the decision for the later state puts in force, with its key slots in the place of those
   * here; null where these stay.
   * @throws WaykeyError `vault/storage`
   */
  async laterHeader(vault: Vault): Promise<VaultHeader | null> {
    const { copy } = this.#ports;
    if ((await this.decision()) !== "older") return null;
    return vault.maintain((context) => findLaterHeader(context, copy));
  }

  /**
   * Does what the user has decided. For `altered` there is no later state to take: what is here is kept.
   * @param opened the `laterHeader` that the user has just opened, or null
   * @throws WaykeyError `vault/locked` once there was a lock since `mark`; `vault/conflict`,
   *   `vault/storage`; `vault/no-record` when nothing is to be decided
   */
  async settle(
    vault: Vault,
    choice: SettleChoice,
    opened: VaultHeader | null,
    mark: number,
  ): Promise<void> {
    const { store, copy, sessionStore } = this.#ports;
    const run = <T>(work: (context: WriteContext) => Promise<T>) =>
      this.#untilLocked(vault, mark, work);
    await this.#inTurn(async () => {
      const decision = await this.decision();
      if (decision === null) throw new WaykeyError("vault/no-record", "There is nothing to decide");
      // Cut off from here on, the rest is for the review after the next unlock.
      await sessionStore.remove(REVIEWED);
      if (decision === "older" && choice === "take-later") {
        await run((context) => adoptCopy(context, copy, opened, laterVersion));
        await sessionStore.remove(DECISION);
        await this.#review(vault, mark, "full");
        await run((context) => writeWaiting(context, laterVersion));
        return;
      }
      if (decision === "older") {
        await run((context) => keepOwn(context, copy));
      } else {
        await run((context) => rebuildManifest(context, 0));
        // What waited in the copy for a manifest to be written under is put back, and counts then.
        await this.#review(vault, mark, "full");
        await run((context) => rebuildManifest(context, 0));
        await run((context) => fillHoles(context));
        await renewCopy(store, copy, await this.#checkOf(vault, mark), "wish");
      }
      await sessionStore.remove(DECISION);
    });
  }
}
