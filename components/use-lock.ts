// Notices that the vault was locked, by whatever: by hand, by time, by the computer's own lock.

import { useEffect } from "preact/hooks";
import { usePorts } from "./ports-context.tsx";

/** Runs `onLock` once for each lock; wrap it in useCallback. */
export function useLock(onLock: () => void): void {
  const ports = usePorts();
  useEffect(() => ports.onLock(onLock), [ports, onLock]);
}
