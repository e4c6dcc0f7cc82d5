// The vault's password, and the way to change it: the old one once, the new one twice.

import { message } from "../../lib/i18n/messages.ts";
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
      <h3>{message("common_password")}</h3>
      {props.isOpen ? (
        <ChangePassword onClose={() => props.onOpen(false)} />
      ) : (
        <div class="row-actions">
          <Button buttonRef={opener} onPress={() => props.onOpen(true)}>
            {message("options_password_change")}
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
    announce(message("options_password_changed"));
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
      <p>{message("options_password_change_text")}</p>
      <TextField
        label={message("options_password_current")}
        type="password"
        autocomplete="current-password"
        value={password}
        onInput={setPassword}
        inputRef={field}
        hint={message("options_password_current_hint")}
      />
      <NewPasswordFields entry={entry} />
      <ErrorNotice error={change.error} />
      <div class="buttons">
        <Button onPress={props.onClose}>{message("options_password_change_cancel")}</Button>
        <Button kind="primary" type="submit" busy={change.busy}>
          {message("options_password_change_save")}
        </Button>
      </div>
    </Form>
  );
}
