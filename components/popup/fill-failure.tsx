// Says why a code could not be put into the page, and that it was copied or can be. The code itself is not
// shown.

import type { FillResult } from "../../lib/app/views.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { CopyIcon } from "../controls/icons.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";

type Failure = Extract<FillResult, { filled: false }>;

const REASONS: Readonly<Record<Failure["reason"], string>> = {
  "no-field": "There’s no field for it in view. Go to the step where Headway asks for it.",
  "wrong-field": "The field on this page is for another kind of code.",
  rejected: "The page didn’t keep what was put in. Paste it yourself.",
};

export type FillFailureProps = {
  readonly result: Failure;
  readonly copyLabel: string;
  /** Whether the code is in the clipboard already. */
  readonly isCopied?: boolean;
};

export function FillFailure(props: FillFailureProps) {
  const { clipboard } = usePorts();
  const announce = useAnnounce();
  const copy = useAction(async () => {
    await clipboard.copy(props.result.code);
    announce("Code copied.");
  });
  return (
    <Notice tone="warning" title="The code was not filled" live>
      <p>{REASONS[props.result.reason]}</p>
      {props.isCopied === true ? <p>The code is copied, for you to paste.</p> : null}
      <Button busy={copy.busy} onPress={() => copy.run()}>
        <CopyIcon />
        {props.copyLabel}
      </Button>
      <ErrorNotice error={copy.error} />
    </Notice>
  );
}
