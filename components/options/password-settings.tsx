// The vault's password, and the way to change it: the old one once, the new one twice.

import { NewPasswordFields } from "../access/new-password-fields.tsx";
import { useNewPassword } from "../access/use-new-password.ts";
import { useAnnounce } from "../announcer.tsx";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useAction } from "../use-action.ts";
import { usePasswordEntry } from "../use-password-entry.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";

export type PasswordSettingsProps = {
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
};

export function PasswordSettings(props: PasswordSettingsProps) {
  const opener = useReturnedFocus(props.isOpen);
  return (
    <>
      <h3>Password</h3>
      {props.isOpen ? (
        <ChangePassword onClose={() => props.onOpen(false)} />
      ) : (
        <div class="row-actions">
          <Button buttonRef={opener} onPress={() => props.onOpen(true)}>
            Change password
          </Button>
        </div>
      )}
    </>
  );
}

function ChangePassword(props: { onClose: () => void }) {
  const { call } = useRpc();
  const announce = useAnnounce();
  const entry = useNewPassword();
  const change = useAction(async (current: string) => {
    await call("vault.change-password", {
      proof: { method: "password", password: current },
      newPassword: entry.password,
    });
    announce("Password changed.");
    props.onClose();
  });
  const { password, setPassword, field } = usePasswordEntry(change.error);

  return (
    <Form
      onSubmit={() => {
        if (password === "") field.current?.focus();
        else if (entry.check()) change.run(password);
      }}
    >
      <p>
        The old password then stops working. Backups that you have made keep the passwords they were
        made with.
      </p>
      <TextField
        label="Current password"
        type="password"
        autocomplete="current-password"
        value={password}
        onInput={setPassword}
        inputRef={field}
        hint="Forgotten? Lock Waykey, open it with your emergency key, and choose a new one there."
      />
      <NewPasswordFields entry={entry} />
      <ErrorNotice error={change.error} />
      <div class="buttons">
        <Button onPress={props.onClose}>Keep the old one</Button>
        <Button kind="primary" type="submit" busy={change.busy}>
          Save new password
        </Button>
      </div>
    </Form>
  );
}
