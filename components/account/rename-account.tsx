// Gives an account another e-mail address, as after it was changed at Headway.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
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
        Change e-mail
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
    announce("E-mail address changed.");
    props.onClose();
  });
  return (
    <Form
      onSubmit={() => {
        save.run();
      }}
    >
      <TextField
        label="E-mail"
        type="email"
        value={email}
        onInput={setEmail}
        inputRef={field}
        hint="The address you sign in to Headway with. What is held for the account stays with it."
      />
      <ErrorNotice error={save.error} />
      <div class="buttons">
        <Button onPress={props.onClose}>Keep the old address</Button>
        <Button kind="primary" type="submit" busy={save.busy}>
          Save address
        </Button>
      </div>
    </Form>
  );
}
