// The open vault, with its keys derived, of the prompt that was opened last: an *Allow* is not to wait for them. It is
// handed out only as long as the session is open, and a lock drops it.

import { type App, findOpenVault, noOpenVault } from "./app.ts";
import type { IndexEntry } from "../vault/blind-index.ts";
import type { Vault } from "../vault/vault.ts";

export type OpenVault = {
  readonly vault: Vault;
  readonly isOpen: Promise<void>;
};

/** Of one prompt at a time. */
export class VaultAtHand {
  readonly #app: App;
  #held: { readonly id: string; readonly vault: Vault } | null = null;
  #locks = 0;

  constructor(app: App) {
    this.#app = app;
  }

  /** Opens the vault for the prompt of that ceremony, if it is unlocked; no use of it, so the lock is not put off. */
  async open(id: string): Promise<Vault | null> {
    const locks = this.#locks;
    const vault = await findOpenVault(this.#app, "look");
    // After a lock, what was opened before it is nobody's any more.
    if (vault !== null && locks === this.#locks) this.#held = { id, vault };
    return vault;
  }

  /**
   * The one opened for that prompt, or opened now. Whether the session is still open is looked up meanwhile: nothing is
   * to be given out of the vault, or written to it, before `isOpen` has resolved.
   * @throws WaykeyError `vault/none`, `vault/locked`, as `isOpen` does
   */
  async find(id: string): Promise<OpenVault> {
    const held = this.#held;
    if (held?.id !== id) return this.#openNow(id);
    const isOpen = this.#requireSession();
    // Whoever is stopped by something else first does not wait for it.
    isOpen.catch(() => undefined);
    return { vault: held.vault, isOpen };
  }

  /** Looks ahead, in the one opened for that prompt if any is, for a write of what is found by these. @throws as `find` */
  async lookAhead(id: string, entries: readonly IndexEntry[]): Promise<void> {
    if (this.#held?.id !== id) return;
    const { vault, isOpen } = await this.find(id);
    await isOpen;
    await vault.lookAhead(entries);
  }

  /** To be called when the vault is locked. */
  onLock(): void {
    this.#locks++;
    this.#held = null;
  }

  async #openNow(id: string): Promise<OpenVault> {
    const vault = await this.open(id);
    if (vault === null) throw await noOpenVault(this.#app);
    return { vault, isOpen: Promise.resolve() };
  }

  /** Word of a lock comes at its end, and the alarm may be late. */
  async #requireSession(): Promise<void> {
    if (!(await this.#app.session.isOpen())) throw await noOpenVault(this.#app);
  }
}
