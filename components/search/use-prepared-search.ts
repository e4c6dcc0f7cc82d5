// Has the search among the accounts ready before the first letter is typed: in the time that the browser has
// left over once the popup is drawn, a few accounts at a time, so that nothing that is pressed waits for it.

import { useEffect } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { prepareSearch } from "./find-accounts.ts";

/** About a millisecond's work. */
const AT_ONCE = 100;

export function usePreparedSearch(accounts: readonly AccountView[]): void {
  useEffect(() => {
    let next = 0;
    let turn = 0;
    const prepare = (deadline: IdleDeadline) => {
      do {
        prepareSearch(accounts.slice(next, next + AT_ONCE));
        next += AT_ONCE;
      } while (next < accounts.length && deadline.timeRemaining() > 1);
      if (next < accounts.length) turn = requestIdleCallback(prepare);
    };
    turn = requestIdleCallback(prepare);
    return () => cancelIdleCallback(turn);
  }, [accounts]);
}
