// Opens the prompt's window for a ceremony that is still undecided and has none, once.

import type { App } from "./app.ts";
import type { CallLimits } from "./call-limits.ts";
import type { Ceremony, CeremonyStore } from "./ceremony-state.ts";
import type { Mutex } from "./mutex.ts";
import type { WaitingPages } from "./waiting-pages.ts";

export class PromptOpener {
  readonly #app: App;
  readonly #state: CeremonyStore;
  readonly #inTurn: Mutex;
  readonly #pages: WaitingPages;
  readonly #limits: CallLimits;
  readonly #onOpening: (id: string) => void;
  /** Ceremonies whose prompt is on its way. */
  readonly #opening = new Set<string>();

  /**
   * @param inTurn the turns in which ceremonies are decided
   * @param on called while the browser makes the window
   */
  constructor(
    app: App,
    state: CeremonyStore,
    pages: WaitingPages,
    limits: CallLimits,
    inTurn: Mutex,
    on: { readonly onOpening: (id: string) => void },
  ) {
    this.#app = app;
    this.#state = state;
    this.#pages = pages;
    this.#limits = limits;
    this.#inTurn = inTurn;
    this.#onOpening = on.onOpening;
  }

  /**
   * False if the user closed the window before anybody could have noticed. Rejects with what the browser
   * throws when no window can be opened.
   */
  async open({ id, requester }: Ceremony): Promise<boolean> {
    if (this.#opening.has(id)) return true;
    this.#opening.add(id);
    const { prompts } = this.#app.ports;
    try {
      // In turn, so that of many calls in a row only the last opens a window, and counts.
      const isWanted = await this.#inTurn(async () => {
        const now = await this.#state.find(id);
        if (now === null || now.outcome !== null || now.windowId !== null) return false;
        if (!this.#pages.has(id)) return false;
        await this.#limits.notePrompt(requester.tabId);
        return true;
      });
      if (!isWanted) return true;
      const opening = prompts.open(id, requester.tabId);
      this.#onOpening(id);
      const windowId = await opening;
      const updated = await this.#state.update(id, { windowId });
      if (updated !== null) return await prompts.isOpen(windowId);
      await prompts.close(windowId);
      return true;
    } finally {
      this.#opening.delete(id);
    }
  }
}
