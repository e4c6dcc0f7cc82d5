// Adds an account on the full page, behind a button that opens the form in its place.

import { useState } from "preact/hooks";
import type { OutputOf } from "../../lib/rpc/protocol.ts";
import { message } from "../../lib/i18n/messages.ts";
import { AddAccountForm } from "../account/add-account-form.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { usePageInUse } from "../popup/use-page-in-use.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";

export function AddAccount(props: { onChanged: () => Promise<void> }) {
  const announce = useAnnounce();
  const [isOpen, setOpen] = useState(false);
  const opener = useReturnedFocus(isOpen);
  if (!isOpen) {
    return (
      <div class="row-actions">
        <Button buttonRef={opener} onPress={() => setOpen(true)}>
          {message("options_add_account")}
        </Button>
      </div>
    );
  }
  return (
    <OpenForm
      onAdded={async ({ isNew }) => {
        await props.onChanged();
        setOpen(false);
        announce(
          isNew ? message("options_add_account_done") : message("options_add_account_known"),
        );
      }}
      onCancel={() => setOpen(false)}
    />
  );
}

type OpenFormProps = {
  readonly onAdded: (answer: OutputOf<"account.create">) => Promise<void>;
  readonly onCancel: () => void;
};

function OpenForm(props: OpenFormProps) {
  const [seen] = usePageInUse();
  return (
    <div class="stack">
      <AddAccountForm page={seen.page} onAdded={props.onAdded} />
      <div class="row-actions">
        <Button kind="quiet" onPress={props.onCancel}>
          {message("options_add_account_cancel")}
        </Button>
      </div>
    </div>
  );
}
