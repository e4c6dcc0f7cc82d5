// Opens the prompt's window for a ceremony that is still undecided and has none, once.

import type { App } from "./app.ts";
import type { CallLimits } from "./call-limits.ts";
import type { Ceremony, CeremonyStore } from "./ceremony-state.ts";
import type { Mutex } from "./mutex.ts";

export class PromptOpener {
  readonly #app: App;
  readonly #state: CeremonyStore;
  readonly #inTurn: Mutex;
  readonly #limits: CallLimits;
  /** Ceremonies whose prompt is on its way. */
  readonly #opening = new Set<string>();

  /** @param inTurn the turns in which ceremonies are decided */
  constructor(app: App, state: CeremonyStore, limits: CallLimits, inTurn: Mutex) {
    this.#app = app;
    this.#state = state;
    this.#limits = limits;
    this.#inTurn = inTurn;
  }

  /** Rejects with what the browser throws when no window can be opened. */
  async open({ id, requester }: Ceremony): Promise<void> {
    if (this.#opening.has(id)) return;
    this.#opening.add(id);
    const { prompts } = this.#app.ports;
    try {
      // In turn, so that of many calls in a row only the last opens a window, and counts.
      const isWanted = await this.#inTurn(async () => {
        const now = await this.#state.find(id);
        if (now === null || now.outcome !== null || now.windowId !== null) return false;
        await this.#limits.notePrompt(requester.tabId);
        return true;
      });
      if (!isWanted) return;
      const windowId = await prompts.open(id, requester.tabId);
      const updated = await this.#state.update(id, { windowId });
      if (updated === null) await prompts.close(windowId);
    } finally {
      this.#opening.delete(id);
    }
  }
}
