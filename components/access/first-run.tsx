// The first screen of all: says what Waykey is, and makes the vault with a password of the user's.

import { message } from "../../lib/i18n/messages.ts";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { NewPasswordFields } from "./new-password-fields.tsx";
import { useNewPassword } from "./use-new-password.ts";

export function FirstRun(props: { onCreated: () => Promise<void> }) {
  const { call } = useRpc();
  const ports = usePorts();
  const entry = useNewPassword();
  const create = useAction(async () => {
    await call("vault.create", { password: entry.password });
    void ports.persist();
    await props.onCreated();
  });

  return (
    <main class="screen">
      <h1>{message("access_first_title")}</h1>
      <p>{message("access_first_text")}</p>
      <Form
        onSubmit={() => {
          if (entry.check()) create.run();
        }}
      >
        <NewPasswordFields entry={entry} />
        <Notice tone="warning" title={message("access_first_warning_title")}>
          <p>{message("access_first_warning_text")}</p>
        </Notice>
        <ErrorNotice error={create.error} />
        <Button kind="primary" type="submit" wide busy={create.busy}>
          {message("access_first_create")}
        </Button>
      </Form>
      <details class="disclosure">
        <summary>{message("access_first_restore")}</summary>
        <p>{message("access_first_restore_text")}</p>
      </details>
    </main>
  );
}
