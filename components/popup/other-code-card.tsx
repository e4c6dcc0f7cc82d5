// For pages that ask for a code Waykey does not make: says what to try when it does not come, and which
// other methods of the account Waykey holds, and presses the page's own way to them.

import { useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import type { OtherMethodPress } from "../../lib/rpc/page-messages.ts";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { accountName } from "../account-name.ts";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { choiceText, listText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { heldMethods } from "./held-methods.ts";

export type OtherCodeCardProps = {
  readonly kind: "phone-challenge" | "email-challenge";
  /** The account that the page must be about; null if that can't be said. */
  readonly account: AccountView | null;
};

const WORDS = {
  "phone-challenge": {
    title: "popup_phone_title",
    help: ["popup_phone_numbers", "popup_phone_wait"],
  },
  "email-challenge": {
    title: "popup_email_title",
    help: ["popup_email_inbox", "popup_email_wait"],
  },
} as const;

export function OtherCodeCard(props: OtherCodeCardProps) {
  const { account } = props;
  const { call } = useRpc();
  const [result, setResult] = useState<OtherMethodPress | null>(null);
  const tryAnother = useAction(async () => {
    setResult(null);
    setResult(await call("page.try-another-method", null));
  });
  const { title, help } = WORDS[props.kind];
  const held = account === null ? [] : heldMethods(account);
  return (
    <Card title={message(title)}>
      <p>{message("popup_other_text")}</p>
      <ul class="steps">
        {help.map((line) => (
          <li key={line}>{message(line)}</li>
        ))}
      </ul>
      {account === null ? null : (
        <p>
          <RichText
            message={held.length === 0 ? "popup_other_holds_nothing" : "popup_other_holds"}
            values={[<bdi>{accountName(account)}</bdi>, listText(held.map(({ text }) => text))]}
          />
        </p>
      )}
      <Button
        kind={held.length === 0 ? "secondary" : "primary"}
        wide
        busy={tryAnother.busy}
        onPress={() => tryAnother.run()}
      >
        {message("popup_other_try")}
      </Button>
      {result === null ? null : (
        <Pressed result={result} names={held.flatMap(({ names }) => names)} />
      )}
      <ErrorNotice error={tryAnother.error} />
    </Card>
  );
}

/** `names`: what the page calls the methods that Waykey holds. */
function Pressed(props: { result: OtherMethodPress; names: readonly string[] }) {
  const { result, names } = props;
  if (result.pressed) {
    return (
      <Notice tone="success" title={message("popup_other_pressed_title")} live>
        <p>
          {names.length === 0
            ? message("popup_other_pressed_any")
            : message(
                "popup_other_pressed",
                choiceText(names.map((name) => message("common_quoted", name))),
              )}
        </p>
      </Notice>
    );
  }
  return result.reason === "typed" ? (
    <Notice tone="warning" title={message("popup_other_typed_title")} live>
      <p>{message("popup_other_typed_text")}</p>
    </Notice>
  ) : (
    <Notice tone="warning" title={message("popup_other_none_title")} live>
      <p>{message("popup_other_none_text")}</p>
    </Notice>
  );
}
