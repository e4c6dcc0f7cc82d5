// What a prompt shows, looked up while the browser makes its window. It is given out once, and only as far as it still
// holds: not when the vault was written or locked since, or the ceremony has ended.

import { claimedGeneration } from "../vault/manifest.ts";
import type { App } from "./app.ts";
import type { CeremonyStore } from "./ceremony-state.ts";
import type { CeremonyView } from "./views.ts";

/** So long it is good for the prompt on its way: as its own early questions are. */
const GOOD_FOR_MS = 2000;

type Prepared = {
  readonly id: string;
  readonly at: number;
  /** The vault's before it was looked up. */
  readonly generation: Promise<number>;
  /** Null where nothing fits. */
  readonly view: Promise<CeremonyView | null>;
};

/** For the prompt opened last. */
export class PreparedView {
  readonly #app: App;
  readonly #state: CeremonyStore;
  readonly #look: (id: string) => Promise<CeremonyView | null>;
  #prepared: Prepared | null = null;

  /** @param look changes nothing, as there may be no window yet */
  constructor(app: App, state: CeremonyStore, look: (id: string) => Promise<CeremonyView | null>) {
    this.#app = app;
    this.#state = state;
    this.#look = look;
  }

  prepare(id: string): void {
    const generation = this.#generation();
    const view = generation.then(() => this.#look(id));
    // The prompt asks anew, then.
    view.catch(() => undefined);
    this.#prepared = { id, at: this.#app.ports.now(), generation, view };
  }

  /** What was looked up for that prompt, once; null if that was not just now, or says less than can be said by now. */
  async take(id: string): Promise<CeremonyView | null> {
    const prepared = this.#prepared;
    if (prepared?.id !== id) return null;
    this.#prepared = null;
    const age = this.#app.ports.now() - prepared.at;
    if (age < 0 || age > GOOD_FOR_MS) return null;
    const view = await prepared.view.catch(() => null);
    if (view?.state !== "ready") return null;
    const [generation, isOpen, ceremony] = await Promise.all([
      this.#generation(),
      // Word of a lock comes at its end, and the alarm may be late.
      this.#app.session.isOpen(),
      this.#state.find(id),
    ]);
    if (generation !== (await prepared.generation) || !isOpen) return null;
    return ceremony?.outcome === null ? view : null;
  }

  /** To be called when the vault is locked. */
  onLock(): void {
    this.#prepared = null;
  }

  async #generation(): Promise<number> {
    return claimedGeneration(await this.#app.ports.store.readManifest());
  }
}
