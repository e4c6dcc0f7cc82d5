// The current codes of some entries. The worker is asked once at the start and again whenever the
// first of them runs out; the time between is drawn from `expiresAt` alone.

import { useCallback, useEffect, useMemo } from "preact/hooks";
import type { OtpCode } from "../lib/app/views.ts";
import { useLoad } from "./use-load.ts";
import { useRpc } from "./use-rpc.tsx";

export type Codes = {
  readonly byId: ReadonlyMap<string, OtpCode>;
  /** Whether the first answer has come. */
  readonly areKnown: boolean;
  /** Why there are no codes; `null` if there are. */
  readonly error: unknown;
};

const RETRY_MS = 1000;

export function useCodes(ids: readonly string[]): Codes {
  const { call } = useRpc();
  const key = ids.join(" ");
  const load = useCallback(
    () => (key === "" ? Promise.resolve([]) : call("otp.codes", { ids: key.split(" ") })),
    [call, key],
  );
  const { result, reload } = useLoad(load);
  const codes = result.state === "ready" ? result.value : null;

  useEffect(() => {
    if (codes === null || codes.length === 0) return undefined;
    const first = Math.min(...codes.map((code) => code.expiresAt));
    const wait = first - Date.now();
    const timer = setTimeout(() => void reload(), wait > 0 ? wait : RETRY_MS);
    return () => clearTimeout(timer);
  }, [codes, reload]);

  const byId = useMemo(() => new Map((codes ?? []).map((code) => [code.id, code])), [codes]);
  return {
    byId,
    areKnown: result.state !== "loading",
    error: result.state === "failed" ? result.error : null,
  };
}
