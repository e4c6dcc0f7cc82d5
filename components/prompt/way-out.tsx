// The two ways out of a ceremony, there in every state of it: to stop, or to let the browser do it
// with another device or a hardware key.

import { useLayoutEffect, useRef } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";

export type WayOutProps = {
  readonly ceremonyId: string;
  /** Whether Cancel takes the focus at the start. */
  readonly focusCancel: boolean;
  readonly onEnded: () => void;
};

export function WayOut(props: WayOutProps) {
  const { ceremonyId, focusCancel, onEnded } = props;
  const { call } = useRpc();
  const cancelButton = useRef<HTMLButtonElement>(null);
  const cancel = useAction(async () => {
    await call("ceremony.cancel", { id: ceremonyId });
    onEnded();
  });
  const useOther = useAction(async () => {
    await call("ceremony.use-other", { id: ceremonyId });
    onEnded();
  });
  const error = cancel.error ?? useOther.error;

  useLayoutEffect(() => {
    if (focusCancel) cancelButton.current?.focus();
  }, [focusCancel]);

  return (
    <div class="stack">
      <ErrorNotice error={error}>
        <p>{message("prompt_close_window")}</p>
      </ErrorNotice>
      <Button wide buttonRef={cancelButton} busy={cancel.busy} onPress={() => cancel.run()}>
        {message("common_cancel")}
      </Button>
      <Button kind="quiet" wide busy={useOther.busy} onPress={() => useOther.run()}>
        {message("prompt_use_other")}
      </Button>
    </div>
  );
}
