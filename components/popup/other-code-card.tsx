// For pages that ask for a code Waykey does not make: says what to try when it does not come, and which
// other methods of the account Waykey holds, and presses the page's own way to them.

import { useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import type { OtherMethodPress } from "../../lib/rpc/page-messages.ts";
import { accountName } from "../account-name.ts";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
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
    title: "This page asks for a code sent to your phone",
    help: [
      "Headway sends codes to US numbers (+1) only, and abroad they may not arrive.",
      "Wait a minute, then ask the page to send it again or to call you.",
    ],
  },
  "email-challenge": {
    title: "This page asks for a code from your e-mail",
    help: [
      "Look in your inbox, and in the spam folder as well.",
      "Wait a minute, then ask the page to send it again.",
    ],
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
    <Card title={title}>
      <p>Waykey doesn’t make that one. If it doesn’t arrive:</p>
      <ul class="steps">
        {help.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {account === null ? null : (
        <p>
          For <bdi>{accountName(account)}</bdi> Waykey holds{" "}
          {held.length === 0 ? "nothing else to sign in with." : `${listText(held)}.`}
        </p>
      )}
      <Button
        kind={held.length === 0 ? "secondary" : "primary"}
        wide
        busy={tryAnother.busy}
        onPress={() => tryAnother.run()}
      >
        Try another method
      </Button>
      {result === null ? null : <Pressed result={result} names={held.map(({ name }) => name)} />}
      <ErrorNotice error={tryAnother.error} />
    </Card>
  );
}

function listText(held: ReturnType<typeof heldMethods>): string {
  const texts = held.map(({ text }) => text);
  const last = texts.at(-1) ?? "";
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(", ")} and ${last}`;
}

/** `names`: what the page calls the methods that Waykey holds. */
function Pressed(props: { result: OtherMethodPress; names: readonly string[] }) {
  const { result, names } = props;
  if (result.pressed) {
    return (
      <Notice tone="success" title="The page shows its other methods" live>
        <p>
          {names.length === 0
            ? "Go back to the page and choose one there."
            : `Go back to the page and choose ${names.map((name) => `“${name}”`).join(" or ")}.`}
        </p>
      </Notice>
    );
  }
  return result.reason === "typed" ? (
    <Notice tone="warning" title="Something is typed on the page already" live>
      <p>So that it isn’t sent by mistake, press the page’s own button for another method.</p>
    </Notice>
  ) : (
    <Notice tone="warning" title="There’s no such button in view on the page" live>
      <p>
        Look for “Try another method” or the like on the page. If there is none, go back to the
        sign-in’s start.
      </p>
    </Notice>
  );
}
