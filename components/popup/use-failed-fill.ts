// What the keyboard shortcut or the context menu could not fill, as the popup tells it: the worker says it once,
// so it is kept here until the user fills something else. The code is copied at once, as after the popup's own
// button.

import { useCallback, useEffect, useState } from "preact/hooks";
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
  const { clipboard } = usePorts();
  const [failed, setFailed] = useState<Failed | null>(null);
  const [isKnown, setKnown] = useState(false);

  const look = useCallback(async () => {
    // Locked, or no worker: what else the popup asks for says so.
    const told = await call("page.failed-fill", null).catch(() => null);
    if (told !== null) setFailed({ ...told, isCopied: await isCopied(clipboard, told) });
    setKnown(true);
  }, [call, clipboard]);

  useEffect(() => void look(), [look]);
  const dismiss = useCallback(() => setFailed(null), []);
  return [{ failed, dismiss }, isKnown, look];
}

/** A page that asks for another kind of code is to get this one by no way. */
async function isCopied(clipboard: ClipboardPort, { why, code }: FailedFill): Promise<boolean> {
  if (code === null || ("reason" in why && why.reason === "wrong-field")) return false;
  try {
    await clipboard.copy(code);
    return true;
  } catch {
    // As of a popup without the focus: the button is there.
    return false;
  }
}
