// Keeps what is half-typed about an account while the popup is closed: where a way lives, or a recovery code. It gives
// way to what is being added, which is more to lose.

import { useCallback } from "preact/hooks";
import type { TypedDraft } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";

/** Keeps the draft in the place of an earlier one of this kind; null forgets that. */
export function useTyped(): (draft: TypedDraft | null) => void {
  const { drafts } = usePorts();
  return useCallback(
    (draft) => {
      const keep = async () => {
        const held = await drafts.get();
        const isOurs = held === null || held.kind === "place" || held.kind === "recovery";
        if (isOurs) await drafts.set(draft);
      };
      void keep();
    },
    [drafts],
  );
}
