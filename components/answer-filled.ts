// The user's answer to whether a recovery code was used that was filled or copied for a page.

import { useAction } from "./use-action.ts";
import { useRpc } from "./use-rpc.tsx";

/** To be run with whether it was used. */
export function useAnswerFilled(id: string, onChanged: () => Promise<void>) {
  const { call } = useRpc();
  return useAction(async (isUsed: boolean) => {
    await call(isUsed ? "recovery.mark-used" : "recovery.not-used", { id });
    await onChanged();
  });
}
