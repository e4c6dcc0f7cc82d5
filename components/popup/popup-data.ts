// Everything the popup's screens show. What the vault holds and the draft come together; the page in
// use comes by itself, when it answers, so that a broken page is no reason to wait for the codes; but a
// page that answers at once is shown at once, so that nothing moves away under the pointer.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { PracticeView, VaultCondition, VaultContents } from "../../lib/app/views.ts";
import { useCondition } from "../condition/use-condition.ts";
import type { Draft } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { type Loaded, type Loader, useLoad } from "../use-load.ts";
import { useReturn } from "../use-return.ts";
import { useRpc } from "../use-rpc.tsx";
import { type PageSeen, usePageInUse } from "./use-page-in-use.ts";
import { type FailedFillSeen, useFailedFill } from "./use-failed-fill.ts";
import { usePractice } from "./use-practice.ts";
import { type SelfChecked, useSelfCheck } from "./use-self-check.ts";

/** How long the codes wait for the page in use. */
const PAGE_WAIT_MS = 200;

export type PopupData = PageSeen & {
  /** The code of the practice page while that is in use. */
  readonly practice: PracticeView | null;
  readonly failedFill: FailedFillSeen;
  readonly checked: SelfChecked;
  readonly contents: VaultContents;
  readonly condition: Loaded<VaultCondition>;
  readonly draft: Draft | null;
  /** To be told when the first screen stands: more accounts than are shown first are asked for then. */
  readonly setStands: (stands: true) => void;
  /** Whether codes are masked until the user has one shown. */
  readonly hidesCodes: boolean;
};

/**
 * Reads everything again when the user comes back to the popup, as when it is open in a tab.
 * `reload` resolves with the vault's answer, and waits for no page.
 */
export function usePopupData(): Loader<PopupData> {
  const { call } = useRpc();
  const { drafts } = usePorts();
  const hasBegun = useRef(false);
  const load = useCallback(async () => {
    const question = hasBegun.current ? "vault.contents" : "vault.beginning";
    hasBegun.current = true;
    const [contents, { hidesCodes }] = await Promise.all([
      call(question, null),
      call("preferences.get", null),
    ]);
    // Not before: what a locked vault may not take up stays where it is.
    const draft = await drafts.get();
    return { contents, hidesCodes, draft };
  }, [call, drafts]);
  const { result, reload: reloadVault } = useLoad(load);
  const { result: condition, reload: reloadCondition } = useCondition(
    useCallback(() => void reloadVault(), [reloadVault]),
  );
  const [seen, look] = usePageInUse();
  const [checked, check] = useSelfCheck();
  const [failedFill, isFailedFillKnown, lookForFailedFill] = useFailedFill();
  const [practice, isPracticeKnown, lookForPractice] = usePractice();
  const reload = useCallback(async () => {
    void look();
    void lookForPractice();
    void check();
    void lookForFailedFill();
    await Promise.all([reloadVault(), reloadCondition()]);
  }, [look, lookForPractice, check, lookForFailedFill, reloadVault, reloadCondition]);
  useReturn(useCallback(() => void reload(), [reload]));

  // A page that comes only after an accepted code has just confirmed the entry in the vault.
  const kind = seen.page?.kind;
  useEffect(() => {
    if (kind === "recovery-shown" || kind === "signed-in") void reloadVault();
  }, [kind, reloadVault]);

  const held = result.state === "ready" ? result.value : null;
  const isBeginning = held?.contents.areFirst;
  // What a page or a draft is about may be any of them.
  const wantsAll = Boolean(seen.page ?? failedFill.failed ?? held?.draft);
  const [stands, setStands] = useState(false);
  // Not before: the worker would keep the first codes waiting. And once: each takes it seconds.
  const isToAsk = isBeginning && (stands || wantsAll);
  useEffect(() => {
    if (isToAsk) void reloadVault();
  }, [isToAsk, reloadVault]);

  const [hasWaited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), PAGE_WAIT_MS);
    return () => clearTimeout(timer);
  }, []);
  const isChecked = checked.check !== null || checked.checkError !== null;
  const isConditionKnown = condition.state !== "loading";
  const isShown =
    hasWaited ||
    (seen.isPageKnown && isPracticeKnown && isChecked && isConditionKnown && isFailedFillKnown);

  if (result.state === "failed") return { result, reload };
  if (held === null || !isShown || (isToAsk && !stands)) {
    return { result: { state: "loading" }, reload };
  }
  // A page that comes late takes nothing away that is in use: it is told of with all of them.
  const page = isBeginning ? null : seen.page;
  const value = { ...held, condition, checked, practice, failedFill, setStands, ...seen, page };
  return { result: { state: "ready", value }, reload };
}
