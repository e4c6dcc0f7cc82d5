// Looks at the page in use, apart from everything else, since a broken page may never answer. After
// a while without an answer it says so; a late answer is still taken.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { PageView } from "../../lib/app/views.ts";
import { isWaykeyError, WaykeyError } from "../../lib/errors.ts";
import { useRpc } from "../use-rpc.tsx";

const PATIENCE_MS = 4000;

export type PageSeen = {
  /** `null` if it is none of Headway's, can't be inspected, or has not answered yet. */
  readonly page: PageView | null;
  /** Why it could not be inspected; `null` if it could, or is none of Headway's. */
  readonly pageError: unknown;
  /** Whether the page has answered, or has been waited for long enough. */
  readonly isPageKnown: boolean;
};

const UNKNOWN: PageSeen = { page: null, pageError: null, isPageKnown: false };

/** What was seen last, and the way to look again; that resolves with the answer. */
export function usePageInUse(): readonly [PageSeen, () => Promise<void>] {
  const { call } = useRpc();
  const [seen, setSeen] = useState(UNKNOWN);
  const latest = useRef(0);

  const look = useCallback(async () => {
    const mine = ++latest.current;
    const show = (next: Omit<PageSeen, "isPageKnown">) => {
      if (mine === latest.current) setSeen({ ...next, isPageKnown: true });
    };
    const timer = setTimeout(() => {
      show({ page: null, pageError: new WaykeyError("page/unreachable", "The page is silent") });
    }, PATIENCE_MS);
    await call("page.inspect", null).then(
      (page) => show({ page, pageError: null }),
      (error: unknown) =>
        show({ page: null, pageError: isWaykeyError(error, "page/none") ? null : error }),
    );
    clearTimeout(timer);
  }, [call]);

  useEffect(() => {
    void look();
    return () => {
      latest.current++;
    };
  }, [look]);

  return [seen, look];
}
