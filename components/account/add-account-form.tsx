// Adds an account by hand. One of that kind and address that is held already is answered with that one.

import { useState } from "preact/hooks";
import type { OutputOf } from "../../lib/rpc/protocol.ts";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { type NewAccount, NewAccountFields } from "../controls/new-account-fields.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";

export type AddAccountFormProps = {
  /** What it starts from. */
  readonly suggested: NewAccount;
  readonly onAdded: (answer: OutputOf<"account.create">) => Promise<void>;
};

export function AddAccountForm(props: AddAccountFormProps) {
  const { call } = useRpc();
  const [account, setAccount] = useState(props.suggested);
  const add = useAction(async () => {
    await props.onAdded(await call("account.create", account));
  });
  return (
    <Form
      onSubmit={() => {
        add.run();
      }}
    >
      <NewAccountFields value={account} onChange={setAccount} />
      <ErrorNotice error={add.error} />
      <Button kind="primary" type="submit" wide busy={add.busy}>
        Add account
      </Button>
    </Form>
  );
}
