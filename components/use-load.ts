// Loads a value for a component and loads it again on demand. What was shown stays while a reload
// runs, and an answer that comes after a later question is dropped.

import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";

export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: T }
  | { readonly state: "failed"; readonly error: unknown };

export type Loader<T> = { readonly result: Loaded<T>; readonly reload: () => Promise<void> };

export type RestartableLoader<T> = Loader<T> & {
  /** Takes away what was shown, at once, and loads it again. */
  readonly restart: () => Promise<void>;
};

/** Runs `load` when the component appears and whenever `load` itself changes (wrap it in useCallback). */
export function useLoad<T>(load: () => Promise<T>): RestartableLoader<T> {
  const [result, setResult] = useState<Loaded<T>>({ state: "loading" });
  const latest = useRef(0);

  const reload = useCallback(async () => {
    const mine = ++latest.current;
    const next = await load().then(
      (value): Loaded<T> => ({ state: "ready", value }),
      (error: unknown): Loaded<T> => ({ state: "failed", error }),
    );
    if (mine === latest.current) setResult(next);
  }, [load]);

  const restart = useCallback(() => {
    setResult({ state: "loading" });
    return reload();
  }, [reload]);

  // Not after the next frame, as an effect would: what is shown first waits for the answer. Whoever
  // listens for what changes it does so in a layout effect, too, or misses what comes before that frame.
  useLayoutEffect(() => {
    void reload();
    return () => {
      latest.current++;
    };
  }, [reload]);

  return { result, reload, restart };
}
