// Keeps what is half-typed about an account while the popup is closed: where a way lives, or a recovery code. It gives
// way to what is being added, which is more to lose.

import { useCallback, useEffect, useRef } from "preact/hooks";
import type { DraftStore, TypedDraft } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";

async function isFree(drafts: DraftStore): Promise<boolean> {
  const held = await drafts.get();
  return held === null || held.kind === "place" || held.kind === "recovery";
}

/**
 * Forgets what was half-typed, and nothing else. Wait for it before saying that something is saved: a popup that closes
 * on that word would open again on what is saved already.
 */
export function useForgetTyped(): () => Promise<void> {
  const { drafts } = usePorts();
  return useCallback(async () => {
    if (await isFree(drafts)) await drafts.set(null);
  }, [drafts]);
}

/** For a form that opens now: keeps the draft in the place of an earlier one of this kind; null forgets that. */
export function useKeepTyped(): (draft: TypedDraft | null) => Promise<void> {
  const { drafts } = usePorts();
  const forget = useForgetTyped();
  // Not at each key: a popup that closes on one has no time for a look.
  const free = useRef<Promise<boolean> | null>(null);
  useEffect(() => {
    free.current = isFree(drafts);
  }, [drafts]);
  return useCallback(
    async (draft) => {
      if (draft === null) await forget();
      else if ((await free.current) === true) await drafts.set(draft);
    },
    [drafts, forget],
  );
}
