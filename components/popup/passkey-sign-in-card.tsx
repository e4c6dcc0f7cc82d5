// Offers the passkeys that a sign-in waiting in the page would take. The prompt then asks which one,
// and for everything else; here nothing is allowed yet.

import { useEffect, useRef, useState } from "preact/hooks";
import type { PasskeyChoice } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { KeyIcon } from "../controls/icons.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { takeFreeFocus } from "../free-focus.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";

export function PasskeySignInCard(props: { passkeys: readonly PasskeyChoice[] }) {
  const { call } = useRpc();
  const ports = usePorts();
  const [isGone, setIsGone] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const signIn = useAction(async () => {
    const { begun } = await call("page.sign-in", null);
    setIsGone(!begun);
    if (begun) ports.closeWindow();
  });

  useEffect(() => takeFreeFocus(button.current), []);

  const names = [...new Set(props.passkeys.map((passkey) => passkey.userName))];
  const [only, ...others] = names;
  return (
    <Card title={message("popup_passkey_title")} prominent>
      <p>
        {others.length === 0 ? (
          <RichText message="popup_passkey_for" values={[<bdi>{only}</bdi>]} />
        ) : (
          plural("popup_passkeys_fit", props.passkeys.length)
        )}
      </p>
      <Button
        kind="primary"
        wide
        buttonRef={button}
        busy={signIn.busy}
        onPress={() => signIn.run()}
      >
        <KeyIcon />
        {message("popup_passkey_sign_in")}
      </Button>
      {isGone ? (
        <Notice tone="warning" title={message("popup_passkey_gone_title")} live>
          <p>{message("popup_passkey_gone_text")}</p>
        </Notice>
      ) : null}
      <ErrorNotice error={signIn.error} />
    </Card>
  );
}
