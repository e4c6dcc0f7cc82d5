// What the keyboard shortcut or the context menu could not fill, as the popup tells it: also one that hangs open
// already when it fails. The code is copied at once, as after the popup's own button, but for no second popup.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { FailedFill } from "../../lib/app/views.ts";
import type { ClipboardPort } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { useRpc } from "../use-rpc.tsx";

type Failed = FailedFill & { readonly isCopied: boolean };

export type FailedFillSeen = {
  readonly failed: Failed | null;
  readonly dismiss: () => void;
};

/** What was told, whether the worker has answered, and the way to ask again. */
export function useFailedFill(): readonly [FailedFillSeen, boolean, () => Promise<void>] {
  const { call } = useRpc();
  const ports = usePorts();
  const { clipboard } = ports;
  const [failed, setFailed] = useState<Failed | null>(null);
  const [isKnown, setKnown] = useState(false);
  /** By which a failure is known: a clock may have been set back. */
  const toldAt = useRef<number | null>(null);

  const look = useCallback(async () => {
    // Locked, or no worker: what else the popup asks for says so.
    const told = await call("page.failed-fill", null).catch(() => null);
    if (told !== null && told.at !== toldAt.current) {
      toldAt.current = told.at;
      const isCopiedNow = await copyFirst(clipboard, told);
      setFailed({ ...told, isCopied: isCopiedNow || told.copied === "this" });
      if (isCopiedNow) {
        // Without a worker the next popup copies it again.
        await call("page.failed-fill-copied", { at: told.at }).catch(() => null);
      }
    }
    setKnown(true);
  }, [call, clipboard]);

  useEffect(() => void look(), [look]);
  useEffect(() => ports.onFailedFill(() => void look()), [ports, look]);
  const dismiss = useCallback(() => setFailed(null), []);
  return [{ failed, dismiss }, isKnown, look];
}

/** A page that asks for another kind of code is to get this one by no way. */
async function copyFirst(
  clipboard: ClipboardPort,
  { why, code, copied }: FailedFill,
): Promise<boolean> {
  if (code === null || copied !== "none") return false;
  if ("reason" in why && why.reason === "wrong-field") return false;
  try {
    await clipboard.copy(code);
    return true;
  } catch {
    // As of a popup without the focus: the button is there.
    return false;
  }
}
