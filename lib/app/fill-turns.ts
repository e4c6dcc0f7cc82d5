// The fills under way, one for each tab, since a fill may wait for the next code. A second wish for the same
// entry joins the first. A wish for another entry takes its place, and a lock ends them all: what was
// wished before is then not filled any more.

import type { OtpRecord } from "../vault/schema.ts";
import type { FillResult } from "./views.ts";

/** Whether nothing has taken the fill's place yet. */
export type IsCurrent = () => boolean;

/** What of an entry its fill is known by, as it was before that. */
export type EntryBefore = Pick<OtpRecord, "id" | "counter">;

type Turn = {
  readonly serial: number;
  readonly entry: EntryBefore;
  readonly result: Promise<FillResult>;
};

export class FillTurns {
  readonly #byTab = new Map<number, Turn>();
  #last = 0;

  /** Resolves and rejects as `fill` does, or as the fill of the same entry that is under way in the tab. */
  run(
    tabId: number,
    { id, counter }: EntryBefore,
    fill: (isCurrent: IsCurrent) => Promise<FillResult>,
  ): Promise<FillResult> {
    const held = this.#byTab.get(tabId);
    if (held?.entry.id === id) return held.result;
    const serial = ++this.#last;
    const isCurrent = () => this.#byTab.get(tabId)?.serial === serial;
    const result = fill(isCurrent).finally(() => {
      if (isCurrent()) this.#byTab.delete(tabId);
    });
    this.#byTab.set(tabId, { serial, entry: { id, counter }, result });
    return result;
  }

  /** The entry as it was before its fill that is under way in the tab; as given if there is none. */
  before(tabId: number, entry: EntryBefore): EntryBefore {
    const held = this.#byTab.get(tabId)?.entry;
    return held?.id === entry.id ? held : entry;
  }

  giveUp(): void {
    this.#byTab.clear();
  }
}
