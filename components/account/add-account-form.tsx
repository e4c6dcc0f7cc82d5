// Adds an account, by hand or as the Headway page in use tells of it. One of that kind and address that is
// held already is answered with that one.

import { useState } from "preact/hooks";
import type { PageView } from "../../lib/app/views.ts";
import type { OutputOf } from "../../lib/rpc/protocol.ts";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { type NewAccount, NewAccountFields } from "../controls/new-account-fields.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";

export type AddAccountFormProps = {
  /** The page in use, as far as it is known. */
  readonly page: PageView | null;
  /** What was typed before; null: nothing. */
  readonly typed?: NewAccount | null;
  readonly onTyped?: (account: NewAccount) => void;
  readonly onAdded: (answer: OutputOf<"account.create">) => Promise<void>;
};

/** Starts anew when another page comes. */
export function AddAccountForm(props: AddAccountFormProps) {
  return <AccountForm key={props.page?.origin} {...props} />;
}

function AccountForm(props: AddAccountFormProps) {
  const { page } = props;
  const { call } = useRpc();
  const [account, setAccount] = useState<NewAccount>(
    props.typed ?? { role: page?.role ?? "client", email: page?.email ?? "" },
  );
  const add = useAction(async () => {
    await props.onAdded(await call("account.create", account));
  });
  return (
    <Form
      onSubmit={() => {
        add.run();
      }}
    >
      {page === null ? null : (
        <p class="hint">
          <RichText message="account_add_from_page" values={[<bdi key="host">{page.host}</bdi>]} />
        </p>
      )}
      <NewAccountFields
        value={account}
        onChange={(value) => {
          setAccount(value);
          props.onTyped?.(value);
        }}
      />
      <ErrorNotice error={add.error} />
      <Button kind="primary" type="submit" wide busy={add.busy}>
        {message("account_add")}
      </Button>
    </Form>
  );
}
