// What has happened to the vault, and what the user has to decide about it: read at the start, when the
// user comes back, and when the worker has found something.

import { useCallback, useLayoutEffect } from "preact/hooks";
import type { VaultCondition } from "../../lib/app/views.ts";
import { usePorts } from "../ports-context.tsx";
import { type Loader, useLoad } from "../use-load.ts";
import { useReturn } from "../use-return.ts";
import { useRpc } from "../use-rpc.tsx";

/** `onNews` runs when it has changed, since entries may have been put back; wrap it in useCallback. */
export function useCondition(onNews?: () => void): Loader<VaultCondition> {
  const { call } = useRpc();
  const ports = usePorts();
  const load = useCallback(() => call("condition.get", null), [call]);
  const { result, reload } = useLoad(load);
  useReturn(useCallback(() => void reload(), [reload]));
  useLayoutEffect(
    () =>
      ports.onCondition(() => {
        void reload();
        onNews?.();
      }),
    [ports, reload, onNews],
  );
  return { result, reload };
}
