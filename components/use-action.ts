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

/**
 * @param busyAfterMs what takes no longer is never shown as busy: to draw that is work too, for which what was asked would
 *   have to wait
 */
export function useAction<A extends readonly unknown[]>(
  action: (...args: A) => Promise<void>,
  busyAfterMs = 0,
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

  const run = useCallback(
    (...args: A) => {
      if (running.current) return;
      running.current = true;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const finish = (failure: unknown) => {
        running.current = false;
        clearTimeout(timer);
        if (!mounted.current) return;
        setError(failure);
        setBusy(false);
      };
      // Begun before it is drawn that it runs: what the worker is asked is on its way by then.
      const done = current.current(...args);
      if (busyAfterMs === 0) setBusy(true);
      else timer = setTimeout(() => setBusy(true), busyAfterMs);
      setError(null);
      done.then(() => finish(null), finish);
    },
    [busyAfterMs],
  );

  const clear = useCallback(() => setError(null), []);
  return { run, busy, error, clear };
}
