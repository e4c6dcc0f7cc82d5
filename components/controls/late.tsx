// A part of the interface whose code comes when it is needed, so that what is needed first is there sooner.

import type { ComponentType, FunctionComponent } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { FailedScreen } from "./failed-screen.tsx";

export type Late<P> = FunctionComponent<P> & {
  /** Has the code come before it is shown. Rejects where it does not. */
  readonly load: () => Promise<void>;
};

/**
 * The component that `bring` brings. Until that is there nothing is shown, and where it does not come, what to do
 * about it.
 */
export function late<P extends object>(bring: () => Promise<ComponentType<P>>): Late<P> {
  let Part: ComponentType<P> | null = null;

  const load = async (): Promise<void> => {
    Part ??= await bring();
  };

  function LatePart(props: P) {
    const [error, setError] = useState<unknown>(null);
    const [isThere, setIsThere] = useState(Part !== null);
    const tryLoad = useCallback(async () => {
      try {
        await load();
        setIsThere(true);
      } catch (cause) {
        setError(cause);
      }
    }, []);
    useEffect(() => {
      if (!isThere) void tryLoad();
    }, [isThere, tryLoad]);
    if (isThere && Part !== null) return <Part {...props} />;
    return error === null ? null : <FailedScreen error={error} onRetry={tryLoad} />;
  }

  return Object.assign(LatePart, { load });
}
