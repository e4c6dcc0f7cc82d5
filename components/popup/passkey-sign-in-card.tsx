// Offers the passkeys that a sign-in waiting in the page would take. The prompt then asks which one,
// and for everything else; here nothing is allowed yet.

import { useEffect, useRef, useState } from "preact/hooks";
import type { PasskeyChoice } from "../../lib/app/views.ts";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { KeyIcon } from "../controls/icons.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { takeFreeFocus } from "../free-focus.ts";
import { countText } from "../plain-text.ts";
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
    <Card title="Sign in with a passkey" prominent>
      <p>
        {others.length === 0 ? (
          <>
            For <bdi>{only}</bdi>.
          </>
        ) : (
          `${countText(props.passkeys.length, "passkey fits", "passkeys fit")} this page. You choose next.`
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
        Sign in with passkey
      </Button>
      {isGone ? (
        <Notice tone="warning" title="The page no longer waits for a passkey" live>
          <p>Reload the page, or press its own button for a passkey.</p>
        </Notice>
      ) : null}
      <ErrorNotice error={signIn.error} />
    </Card>
  );
}
