// Gives an account another e-mail address, as after it was changed at Headway.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";

export type RenameAccountProps = {
  readonly account: AccountView;
  readonly onChanged: () => Promise<void>;
};

export function RenameAccount(props: RenameAccountProps) {
  const [isOpen, setOpen] = useState(false);
  const opener = useReturnedFocus(isOpen);
  if (!isOpen) {
    return (
      <Button kind="quiet" buttonRef={opener} onPress={() => setOpen(true)}>
        {message("account_email_change")}
      </Button>
    );
  }
  return <RenameForm {...props} onClose={() => setOpen(false)} />;
}

function RenameForm(props: RenameAccountProps & { onClose: () => void }) {
  const { account } = props;
  const { call } = useRpc();
  const announce = useAnnounce();
  const [email, setEmail] = useState(account.email);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.select(), []);
  const save = useAction(async () => {
    await call("account.rename", { id: account.id, email });
    await props.onChanged();
    announce(message("account_email_changed"));
    props.onClose();
  });
  return (
    <Form
      onSubmit={() => {
        save.run();
      }}
    >
      <TextField
        label={message("common_email")}
        type="email"
        value={email}
        onInput={setEmail}
        inputRef={field}
        hint={message("account_email_hint")}
      />
      <ErrorNotice error={save.error} />
      <div class="buttons">
        <Button onPress={props.onClose}>{message("account_email_cancel")}</Button>
        <Button kind="primary" type="submit" busy={save.busy}>
          {message("account_email_save")}
        </Button>
      </div>
    </Form>
  );
}
