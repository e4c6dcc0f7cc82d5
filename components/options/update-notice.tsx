// What an update brought, at the head of the full page, until the user has seen it.

import { useCallback, useState } from "preact/hooks";
import type { UpdateNote } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";

const TEXTS: Readonly<Record<UpdateNote, () => string>> = {
  "restore-undo": () => message("update_note_restore_undo"),
  "lighter-pages": () => message("update_note_lighter_pages"),
  organization: () => message("update_note_organization"),
};

export function UpdateNotice() {
  const { call } = useRpc();
  const { version } = usePorts();
  const { result } = useLoad(useCallback(() => call("update.get", null), [call]));
  const [isSeen, setSeen] = useState(false);
  const dismiss = useAction(async () => {
    await call("update.seen", null);
    setSeen(true);
  });
  // News that can't be loaded are no reason to bother anybody.
  if (isSeen || result.state !== "ready" || result.value.length === 0) return null;
  return (
    <Notice tone="info" title={message("update_title", version)}>
      <ul class="steps">
        {result.value.map((note) => (
          <li key={note}>{TEXTS[note]()}</li>
        ))}
      </ul>
      <Button busy={dismiss.busy} onPress={() => dismiss.run()}>
        {message("update_done")}
      </Button>
      <ErrorNotice error={dismiss.error} />
    </Notice>
  );
}
