// The two copies of the vault while the worker lives: the second is brought up to date after every write,
// a lost store is put back from it, and both are gone over after an unlock. What was put back, and what
// could not be, is kept as notices until the user has seen them.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import { type CopyStore, HEADER_NAME, readEntry } from "../vault/copy-store.ts";
import { recoverStore } from "../vault/recover-store.ts";
import { type CopyReview, reviewCopies } from "../vault/review-copies.ts";
import { copyChanges, renewCopy } from "../vault/second-copy.ts";
import { adoptCopy, keepOwn } from "../vault/settle-copies.ts";
import type { VaultStore } from "../vault/store.ts";
import type { Vault } from "../vault/vault.ts";
import { createMutex } from "./mutex.ts";
import type { Notices } from "./notices.ts";
import type { SessionStore } from "./ports.ts";
import type { Decision, SettleChoice } from "./views.ts";

const DECISION = "vault-decision";
const REVIEWED = "copies-reviewed";

export type CopiesPorts = {
  readonly store: VaultStore;
  readonly copy: CopyStore;
  readonly notices: Notices;
  readonly sessionStore: SessionStore;
};

export class Copies {
  readonly #ports: CopiesPorts;
  readonly #inTurn = createMutex();
  #next: Promise<void> | null = null;

  constructor(ports: CopiesPorts) {
    this.#ports = ports;
  }

  /**
   * Brings the second copy up to date. However often it is called before that begins, one run follows. It
   * never rejects: a failure becomes a notice, and the write that called for it stands.
   */
  follow(): Promise<void> {
    this.#next ??= Promise.resolve().then(() => {
      this.#next = null;
      return this.#copy();
    });
    return this.#next;
  }

  async #copy(): Promise<void> {
    const { store, copy, notices } = this.#ports;
    try {
      const outcome = await copyChanges(store, copy);
      if (outcome === "renewed") await notices.add("copy-renewed");
      await notices.drop("copy-failed");
    } catch (error) {
      if (!isWaykeyError(error)) throw error;
      await notices.add("copy-failed");
    }
  }

  /**
   * Puts the store back from the copy, if its header is lost or damaged.
   * @throws WaykeyError `vault/storage`
   */
  async recover(): Promise<void> {
    const { store, copy, notices } = this.#ports;
    await this.#inTurn(async () => {
      const recovery = await recoverStore(store, copy);
      if (recovery !== null) await notices.add(`${recovery}-restored`);
    });
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
   * Goes over both copies of the vault that was just opened: quickly, and once in a run of the browser in
   * full. What fails is tried again at the next unlock.
   */
  async review(vault: Vault): Promise<void> {
    const { copy, sessionStore, notices } = this.#ports;
    await this.#inTurn(async () => {
      const isFull = (await sessionStore.get(REVIEWED)) !== true;
      try {
        const depth = isFull ? "full" : "quick";
        await this.#note(await vault.maintain((context) => reviewCopies(context, copy, depth)));
        if (isFull) await sessionStore.set(REVIEWED, true);
      } catch (error) {
        if (!isWaykeyError(error)) throw error;
        await notices.add("copy-failed");
      }
    });
  }

  async #note({ state, restored, renewed }: CopyReview): Promise<void> {
    const { notices, sessionStore } = this.#ports;
    if (restored.records > 0) await notices.add("records-restored", restored.records);
    if (restored.manifest) await notices.add("manifest-restored");
    if (renewed) await notices.add("copy-renewed");
    if (state !== "whole") await sessionStore.set(DECISION, state);
    else await sessionStore.remove(DECISION);
  }

  async decision(): Promise<Decision> {
    const decision = await this.#ports.sessionStore.get(DECISION);
    return decision === "older" || decision === "altered" ? decision : null;
  }

  /**
   * Does what the user has decided. For `altered` there is no later state to take: what is here is kept.
   * @throws WaykeyError `vault/conflict`, `vault/storage`; `vault/no-record` when nothing is to be decided
   */
  async settle(vault: Vault, choice: SettleChoice): Promise<void> {
    const { store, copy, sessionStore } = this.#ports;
    await this.#inTurn(async () => {
      const decision = await this.decision();
      if (decision === null) throw new WaykeyError("vault/no-record", "There is nothing to decide");
      if (decision === "older" && choice === "take-later") {
        const own = await vault.maintain((context) => adoptCopy(context, copy));
        await vault.putAll(own.flatMap(({ record }) => (record === null ? [] : [record])));
        await vault.remove(own.flatMap(({ tombstone }) => (tombstone ? [tombstone.id] : [])));
        await copyChanges(store, copy);
      } else if (decision === "older") {
        await vault.maintain((context) => keepOwn(context, copy));
      } else {
        await vault.rebuildManifest();
        await renewCopy(store, copy);
      }
      await sessionStore.remove(DECISION);
    });
  }
}
