// The bridge's question to the shim: is the override still in place? Its answer comes from the page's
// world and is only ever shown.

import type { OverrideState } from "../rpc/ceremony-messages.ts";
import type { OverrideCheck } from "../rpc/page-messages.ts";
import { CHECK_TIMEOUT_MS } from "./limits.ts";
import type { After } from "./runtime.ts";

export type OverrideChecks = {
  /** `unreachable` after a second without an answer. */
  readonly ask: () => Promise<OverrideCheck>;
  readonly onChecked: (id: number, state: OverrideState) => void;
};

/** @param send asks the shim, with an id to be answered; false where there is none */
export function createOverrideChecks(after: After, send: (id: number) => boolean): OverrideChecks {
  const waiting = new Map<number, (state: OverrideState) => void>();
  let lastId = 0;
  return {
    ask: () =>
      new Promise((resolve) => {
        const id = ++lastId;
        const settle = (state: OverrideCheck["state"]): void => {
          waiting.delete(id);
          cancel();
          resolve({ state });
        };
        const cancel = after(CHECK_TIMEOUT_MS, () => {
          settle("unreachable");
        });
        waiting.set(id, settle);
        if (!send(id)) settle("unreachable");
      }),
    onChecked(id, state) {
      waiting.get(id)?.(state);
    },
  };
}
