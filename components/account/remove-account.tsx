// Removes an account with everything held for it, after saying what that is; one that holds nothing, at once.

import { useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import type { MethodStatus } from "../../lib/headway/methods.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { accountName } from "../account-name.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { rowText } from "../plain-text.ts";
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
    announce(message("account_removed"));
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
          {message("account_remove")}
        </Button>
        <ErrorNotice error={remove.error} />
      </>
    );
  }
  return (
    <ConfirmPanel
      title={message("account_remove_title", accountName(account))}
      confirmLabel={message("account_remove_confirm")}
      cancelLabel={message("account_remove_cancel")}
      action={remove}
      onCancel={() => setAsking(false)}
    >
      <p>{message("account_remove_effect", rowText(held))}</p>
    </ConfirmPanel>
  );
}

/** What Waykey does not know by itself: of a code that it has held it knows that it is used. */
function isSaid(state: MethodStatus["state"], hasCodes: boolean): boolean {
  return state === "elsewhere" || state === "none" || (state === "used" && !hasCodes);
}

/** What goes with the account, each with its number. */
function heldBy(account: AccountView): readonly string[] {
  const { otps, putAway, passkeys, recoveryCodes, methods, ticks, exemptedAt } = account;
  const notes = [
    ...methods.filter(({ state }) => isSaid(state, recoveryCodes.length > 0)),
    ...ticks.filter(({ done }) => done),
    ...(exemptedAt === null ? [] : [exemptedAt]),
  ];
  const counts = [
    ["common_codes", otps.length + putAway.length],
    ["common_passkeys", passkeys.length],
    ["common_recovery_codes", recoveryCodes.length],
    ["account_notes", notes.length],
  ] as const;
  return counts.filter(([, count]) => count > 0).map(([words, count]) => plural(words, count));
}
