// Asks the worker whether passkeys work on the page in use. It stands apart from the rest, since the
// answer waits for the page.

import { useCallback } from "preact/hooks";
import type { SelfCheck } from "../../lib/app/views.ts";
import { isWaykeyError } from "../../lib/errors.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";

export type SelfChecked = {
  /** `null` while there is no answer. */
  readonly check: SelfCheck | null;
  /** Why there is none; `null` if there is one, or if it has not come yet. */
  readonly checkError: unknown;
};

/** What was found last, and the way to look again. */
export function useSelfCheck(): readonly [SelfChecked, () => Promise<void>] {
  const { call } = useRpc();
  const load = useCallback(() => call("page.self-check", null), [call]);
  const { result, reload } = useLoad(load);
  return [
    {
      check: result.state === "ready" ? result.value : null,
      checkError: result.state === "failed" ? result.error : null,
    },
    reload,
  ];
}

/**
 * What is to be said of a page that could not be inspected or checked; `null` where that is nothing,
 * or where the self-check itself says why.
 */
export function pageTroubleOf(pageError: unknown, checked: SelfChecked): unknown {
  const { check, checkError } = checked;
  const isExplained = check?.state === "no-access" || check?.state === "no-script";
  if (isExplained && isWaykeyError(pageError, "page/unreachable")) return null;
  return pageError ?? (isWaykeyError(checkError, "page/none") ? null : checkError);
}
