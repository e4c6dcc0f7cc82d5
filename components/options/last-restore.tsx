// The last restore, for as long as it can be taken back: what it did, and the two answers.

import { useState } from "preact/hooks";
import type { LastRestore } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { dateText, rowText, timeText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { useLongWork } from "../work/use-long-work.ts";

export type RestoreAnswer =
  | { readonly answer: "kept" }
  | {
      readonly answer: "taken-back";
      /** The worker died, after everything was stored. */
      readonly wasInterrupted: boolean;
    };

export type LastRestoreProps = {
  readonly restore: LastRestore;
  /** It was taken back, or is to stay. */
  readonly onAnswered: (answer: RestoreAnswer) => Promise<void>;
};

export function LastRestoreCard({ restore, onAnswered }: LastRestoreProps) {
  const { call } = useRpc();
  const [asked, setAsked] = useState(false);
  const work = useLongWork();
  const takeBack = useAction(async () => {
    const { wasInterrupted } = await work.run(
      (name) => call("backup.take-back-restore", { work: name }),
      async () => ((await call("backup.last-restore", null)) === null ? true : null),
    );
    await onAnswered({ answer: "taken-back", wasInterrupted });
  });
  const keep = useAction(async () => {
    await call("backup.keep-restore", null);
    await onAnswered({ answer: "kept" });
  });
  return (
    <Notice tone="info" title={message("restore_last_title", timeText(restore.at))}>
      <p>
        {rowText([
          ...(restore.added === 0 ? [] : [plural("restore_last_added", restore.added)]),
          ...(restore.renewed === 0 ? [] : [plural("restore_last_renewed", restore.renewed)]),
          ...(restore.removed === 0 ? [] : [plural("restore_last_removed", restore.removed)]),
        ])}
      </p>
      <p>{message("restore_last_text", dateText(restore.endsAt))}</p>
      <ErrorNotice error={keep.error} />
      {asked ? (
        <ConfirmPanel
          title={message("restore_take_back_title")}
          confirmLabel={message("restore_take_back_confirm")}
          cancelLabel={message("common_cancel")}
          action={takeBack}
          work={work}
          onCancel={() => setAsked(false)}
        >
          <p>{message("restore_take_back_text")}</p>
        </ConfirmPanel>
      ) : (
        <div class="buttons">
          <Button onPress={() => setAsked(true)}>{message("restore_take_back")}</Button>
          <Button kind="quiet" busy={keep.busy} onPress={() => keep.run()}>
            {message("restore_keep")}
          </Button>
        </div>
      )}
    </Notice>
  );
}
