// Runs one thing the user asked for: busy while it runs, one at a time, and what went wrong is kept
// to be shown beside the button.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";

export type Action<A extends readonly unknown[]> = {
  readonly run: (...args: A) => void;
  readonly busy: boolean;
  /** What the last run threw; `null` if it went well or was cleared. */
  readonly error: unknown;
  readonly clear: () => void;
};

export function useAction<A extends readonly unknown[]>(
  action: (...args: A) => Promise<void>,
): Action<A> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);
  const mounted = useRef(true);
  const current = useRef(action);
  current.current = action;

  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback((...args: A) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(null);
    const finish = (failure: unknown) => {
      running.current = false;
      if (!mounted.current) return;
      setError(failure);
      setBusy(false);
    };
    current.current(...args).then(() => finish(null), finish);
  }, []);

  const clear = useCallback(() => setError(null), []);
  return { run, busy, error, clear };
}
