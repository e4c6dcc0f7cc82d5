// Looks whether the practice page is in use: the popup then has its code, and a new one when that runs out.

import { useCallback, useEffect } from "preact/hooks";
import type { PracticeView } from "../../lib/app/views.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";

const RETRY_MS = 1000;

/** The practice code of now, or null; whether the worker has answered; and the way to look again. */
export function usePractice(): readonly [PracticeView | null, boolean, () => Promise<void>] {
  const { call } = useRpc();
  const { result, reload } = useLoad(useCallback(() => call("practice.get", null), [call]));
  const practice = result.state === "ready" ? result.value : null;
  useEffect(() => {
    if (practice === null) return undefined;
    const wait = practice.expiresAt - Date.now();
    const timer = setTimeout(() => void reload(), wait > 0 ? wait : RETRY_MS);
    return () => clearTimeout(timer);
  }, [practice, reload]);
  return [practice, result.state !== "loading", reload];
}
