// Everything the popup's screens show. What the vault holds and the draft come together; the page in
// use comes by itself, when it answers, so that a broken page is no reason to wait for the codes.

import { useCallback, useEffect } from "preact/hooks";
import type { VaultContents } from "../../lib/app/views.ts";
import type { Draft } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { type Loader, useLoad } from "../use-load.ts";
import { useReturn } from "../use-return.ts";
import { useRpc } from "../use-rpc.tsx";
import { type PageSeen, usePageInUse } from "./use-page-in-use.ts";
import { type SelfChecked, useSelfCheck } from "./use-self-check.ts";

export type PopupData = PageSeen & {
  readonly checked: SelfChecked;
  readonly contents: VaultContents;
  readonly draft: Draft | null;
};

/**
 * Reads everything again when the user comes back to the popup, as when it is open in a tab.
 * `reload` resolves with the vault's answer, and waits for no page.
 */
export function usePopupData(): Loader<PopupData> {
  const { call } = useRpc();
  const { drafts } = usePorts();
  const load = useCallback(
    () => Promise.all([call("vault.contents", null), drafts.get()]),
    [call, drafts],
  );
  const { result, reload: reloadVault } = useLoad(load);
  const [seen, look] = usePageInUse();
  const [checked, check] = useSelfCheck();
  const reload = useCallback(async () => {
    void look();
    void check();
    await reloadVault();
  }, [look, check, reloadVault]);
  useReturn(useCallback(() => void reload(), [reload]));

  // A page that comes only after an accepted code has just confirmed the entry in the vault.
  const kind = seen.page?.kind;
  useEffect(() => {
    if (kind === "recovery-shown" || kind === "signed-in") void reloadVault();
  }, [kind, reloadVault]);

  if (result.state !== "ready") return { result, reload };
  const [contents, draft] = result.value;
  return { result: { state: "ready", value: { contents, draft, checked, ...seen } }, reload };
}
