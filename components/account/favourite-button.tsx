// The star of an account: pressed while it is a favourite. It keeps the focus when the list puts the account
// elsewhere.

import { useRef } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { accountName } from "../account-name.ts";
import { Button } from "../controls/button.tsx";
import { StarIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { takeFreeFocus } from "../free-focus.ts";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";

export type FavouriteButtonProps = {
  readonly account: AccountView;
  readonly onChanged: () => Promise<void>;
};

export function FavouriteButton(props: FavouriteButtonProps) {
  const { account } = props;
  const { call } = useRpc();
  const button = useRef<HTMLButtonElement>(null);
  const change = useAction(async () => {
    await call("account.favourite", { id: account.id, favourite: !account.favourite });
    await props.onChanged();
    takeFreeFocus(button.current);
  });
  return (
    <>
      <Button
        kind="quiet"
        name={message("account_favourite", accountName(account))}
        pressed={account.favourite}
        buttonRef={button}
        busy={change.busy}
        onPress={() => change.run()}
      >
        <StarIcon />
      </Button>
      <ErrorNotice error={change.error} />
    </>
  );
}
