// Says why a code could not be put into the page, and that it was copied or can be. The code itself is not
// shown.

import type { FailedFill, FillFailure as Reason } from "../../lib/app/views.ts";
import { message, type MessageKey } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { CopyIcon } from "../controls/icons.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { errorText, inOneText } from "../error-text.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";

const REASONS = {
  "no-field": "popup_not_filled_no_field",
  "wrong-field": "popup_not_filled_wrong_field",
  rejected: "popup_not_filled_rejected",
} as const satisfies Readonly<Record<Exclude<Reason, "no-answer">, MessageKey>>;

export type FillFailureProps = {
  readonly why: FailedFill["why"];
  /** Null if there is none to hand in. */
  readonly code: string | null;
  /** Of the entry whose code it is; undefined for what is no code by time or a counter. */
  readonly entryId?: string;
  readonly copyLabel: string;
  /** Once the user has it in the clipboard. */
  readonly onCopied?: () => Promise<void>;
  /** Whether the code is in the clipboard already. */
  readonly isCopied?: boolean;
  /** Whose code it was, where that does not stand beside it. */
  readonly entryName?: string;
};

export function FillFailure(props: FillFailureProps) {
  const { code, entryId, entryName } = props;
  const { call } = useRpc();
  const { clipboard } = usePorts();
  const announce = useAnnounce();
  const copy = useAction(async (text: string) => {
    // One by time may have run out since it was told.
    const [now] = entryId === undefined ? [] : await call("otp.codes", { ids: [entryId] });
    const isEnding = now !== undefined && Date.now() >= now.endsSoonAt;
    await clipboard.copy((isEnding ? now.nextCode : now?.code) ?? text);
    announce(message("common_code_copied"));
    await props.onCopied?.();
  });
  return (
    <Notice tone="warning" title={message("popup_not_filled_title")} live>
      {entryName === undefined ? null : (
        <p>
          <RichText message="popup_not_filled_whose" values={[<bdi>{entryName}</bdi>]} />
        </p>
      )}
      <p>{textOf(props.why)}</p>
      {props.isCopied === true ? <p>{message("popup_not_filled_copied")}</p> : null}
      {code === null ? null : (
        <Button busy={copy.busy} onPress={() => copy.run(code)}>
          <CopyIcon />
          {props.copyLabel}
        </Button>
      )}
      <ErrorNotice error={copy.error} />
    </Notice>
  );
}

function textOf(why: FailedFill["why"]): string {
  if ("error" in why) return inOneText(errorText(why.error));
  if (why.reason === "no-answer") return inOneText(errorText("page/unreachable"));
  return message(REASONS[why.reason]);
}
