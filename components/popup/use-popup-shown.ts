// Tells the worker what the popup shows, so that the mark on the toolbar's button goes with that and not sooner.

import { useEffect } from "preact/hooks";
import { useRpc } from "../use-rpc.tsx";

/** @param accounts whether it shows the accounts, with what is due for them */
export function usePopupShown(accounts: boolean): void {
  const { call } = useRpc();
  useEffect(() => {
    // A mark that stays is no reason to bother anybody; the next popup tries again.
    call("popup.shown", { accounts }).catch(() => undefined);
  }, [call, accounts]);
}
