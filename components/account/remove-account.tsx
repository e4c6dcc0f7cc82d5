// Removes an account with everything held for it, after saying what that is; one that holds nothing, at once.

import { useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { accountName } from "../account-name.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
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
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const opener = useReturnedFocus(asking);
  const remove = useAction(async () => {
    await call("account.remove", { id: account.id });
    announce("Account removed.");
    await props.onRemoved();
  });
  const held = heldBy(account);
  if (!asking) {
    return (
      <>
        <Button
          kind="quiet"
          buttonRef={opener}
          busy={remove.busy}
          onPress={() => (held.length === 0 ? remove.run() : setAsking(true))}
        >
          Remove account
        </Button>
        <ErrorNotice error={remove.error} />
      </>
    );
  }
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
        asking for a second step: make sure that you can sign in another way.
      </p>
    </ConfirmPanel>
  );
}

/** What goes with the account, each with its number. */
function heldBy(account: AccountView): readonly string[] {
  const { otps, passkeys, recoveryCodes, methods, ticks } = account;
  const notes = [
    ...methods.filter(({ state }) => state === "elsewhere" || state === "none"),
    ...ticks.filter(({ done }) => done),
  ];
  const counts = [
    { count: otps.length, one: "code", many: "codes" },
    { count: passkeys.length, one: "passkey", many: "passkeys" },
    { count: recoveryCodes.length, one: "recovery code", many: "recovery codes" },
    { count: notes.length, one: "note of yours", many: "notes of yours" },
  ];
  return counts
    .filter(({ count }) => count > 0)
    .map(({ count, one, many }) => countText(count, one, many));
}
