// Removes an account with everything held for it, after saying what that is.

import { useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { accountName } from "../account-name.ts";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { countText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";

export type RemoveAccountProps = {
  readonly account: AccountView;
  readonly onRemoved: () => Promise<void>;
};

export function RemoveAccount(props: RemoveAccountProps) {
  const { account } = props;
  const { call } = useRpc();
  const [asking, setAsking] = useState(false);
  const opener = useReturnedFocus(asking);
  const remove = useAction(async () => {
    await call("account.remove", { id: account.id });
    await props.onRemoved();
  });
  if (!asking) {
    return (
      <Button kind="quiet" buttonRef={opener} onPress={() => setAsking(true)}>
        Remove account
      </Button>
    );
  }
  const held = [
    countText(account.otps.length, "code", "codes"),
    countText(account.passkeys.length, "passkey", "passkeys"),
    countText(account.recoveryCodes.length, "recovery code", "recovery codes"),
  ];
  return (
    <ConfirmPanel
      title={`Remove ${accountName(account)}?`}
      confirmLabel="Remove account for good"
      cancelLabel="Keep account"
      action={remove}
      onCancel={() => setAsking(false)}
    >
      <p>
        This removes {held.join(", ")} from Waykey. Your account at Headway stays, and goes on
        asking for them: make sure that you can sign in another way.
      </p>
    </ConfirmPanel>
  );
}
