// What happened to the vault behind the user's back, in plain words, until the user has seen it.

import type { Notice as VaultNotice } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { noticeText } from "./notice-text.ts";

export type VaultNoticesProps = {
  readonly notices: readonly VaultNotice[];
  /** Called when the user has seen them and the worker has noted it. */
  readonly onDismissed: () => Promise<void>;
};

/** Nothing where there is nothing to tell. */
export function VaultNotices(props: VaultNoticesProps) {
  const { notices } = props;
  const { call } = useRpc();
  const dismiss = useAction(async () => {
    await call("condition.dismiss", null);
    await props.onDismissed();
  });
  if (notices.length === 0) return null;
  const tone = notices.some(({ kind }) => kind === "copy-failed" || kind === "copy-differs")
    ? "warning"
    : "info";

  return (
    <Notice tone={tone} title={message("condition_notices_title")}>
      {notices.map((notice) => (
        <p key={notice.kind}>{noticeText(notice)}</p>
      ))}
      <ErrorNotice error={dismiss.error} />
      <Button busy={dismiss.busy} onPress={() => dismiss.run()}>
        {message("common_ok")}
      </Button>
    </Notice>
  );
}
