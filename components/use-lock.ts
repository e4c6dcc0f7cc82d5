// Notices that the vault was locked, by whatever: by hand, by time, by the computer's own lock.

import { useLayoutEffect } from "preact/hooks";
import { usePorts } from "./ports-context.tsx";

/**
 * Runs `onLock` once for each lock; wrap it in useCallback. It listens from the moment when `useLoad` asks: a lock that comes
 * after the worker's answer and before a later effect would be missed.
 */
export function useLock(onLock: () => void): void {
  const ports = usePorts();
  useLayoutEffect(() => ports.onLock(onLock), [ports, onLock]);
}
