// The first screen of all: says what Waykey is, and makes the vault with a password of the user's.

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
      <h1>Welcome to Waykey</h1>
      <p>
        Waykey keeps your sign-in codes and passkeys for Headway in this browser, locked with a
        password that only you know. Nothing is sent anywhere.
      </p>
      <Form
        onSubmit={() => {
          if (entry.check()) create.run();
        }}
      >
        <NewPasswordFields entry={entry} />
        <Notice tone="warning" title="Nobody can reset this password">
          <p>
            If you forget it, only an emergency key or a backup brings your codes back; the settings
            make both. Write the password down somewhere safe.
          </p>
        </Notice>
        <ErrorNotice error={create.error} />
        <Button kind="primary" type="submit" wide busy={create.busy}>
          Create vault
        </Button>
      </Form>
      <details class="disclosure">
        <summary>Restore from a backup</summary>
        <p>
          Create a vault first. Then open “Settings and backup” and choose “Restore” there. The
          backup keeps its own password; the vault gets the one you choose here.
        </p>
      </details>
    </main>
  );
}
