// Says whether passkeys work on the page in use: one quiet line where they do, and what to do where
// they do not.

import { useState } from "preact/hooks";
import type { SelfCheck } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { Button } from "../controls/button.tsx";
import { CheckIcon } from "../controls/icons.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";

const TROUBLES = {
  "no-script": {
    title: "popup_check_no_script_title",
    advice: "popup_check_no_script_advice",
  },
  "not-allowed": {
    title: "popup_check_not_allowed_title",
    advice: "popup_check_not_allowed_advice",
  },
  replaced: {
    title: "popup_check_replaced_title",
    advice: "popup_check_replaced_advice",
  },
  locked: {
    title: "popup_check_replaced_title",
    advice: "popup_check_locked_advice",
  },
} as const;

export type SelfCheckCardProps = {
  /** `null` while it isn't known. */
  readonly check: SelfCheck | null;
  /** Looks again. */
  readonly onAccess: () => Promise<void>;
};

export function SelfCheckCard(props: SelfCheckCardProps) {
  const { check } = props;
  if (check === null || check.state === "no-page") return null;
  if (check.state === "no-access") return <NoAccess host={check.host} onAccess={props.onAccess} />;
  if (check.state === "in-place") {
    return (
      <p class="context">
        <CheckIcon />
        {message("popup_check_in_place")}
      </p>
    );
  }
  const { title, advice } = TROUBLES[check.state];
  return (
    <Notice tone="warning" title={message(title)}>
      <p>{message(advice)}</p>
    </Notice>
  );
}

function NoAccess(props: { host: string; onAccess: () => Promise<void> }) {
  const ports = usePorts();
  const [refused, setRefused] = useState(false);
  const allow = useAction(async () => {
    const given = await ports.requestAccess();
    setRefused(!given);
    if (given) await props.onAccess();
  });
  return (
    <Notice tone="warning" title={message("popup_check_no_access_title")}>
      <p>
        <RichText message="popup_check_no_access_text" values={[<bdi>{props.host}</bdi>]} />
      </p>
      <Button busy={allow.busy} onPress={() => allow.run()}>
        {message("popup_check_allow")}
      </Button>
      {refused ? <p role="status">{message("popup_check_refused")}</p> : null}
      <ErrorNotice error={allow.error} />
    </Notice>
  );
}
