// Asks for the vault's password in place, for one thing that must not happen by accident; and for the passphrase
// of a recovery code that has one of its own.

import { Form } from "./form.tsx";
import type { ComponentChildren } from "preact";
import { message } from "../../lib/i18n/messages.ts";
import type { Action } from "../use-action.ts";
import { usePasswordEntry } from "../use-password-entry.ts";
import { Button } from "./button.tsx";
import { ErrorNotice } from "./notice.tsx";
import { PassphraseField, usePassphraseEntry } from "./passphrase-field.tsx";
import { TextField } from "./text-field.tsx";

export type PasswordFormProps = {
  /** `own`: the passphrase that was asked for, as a part of a call's input. */
  readonly action: Action<readonly [password: string, own: { readonly passphrase?: string }]>;
  readonly asksPassphrase?: boolean;
  readonly submitLabel: string;
  readonly cancelLabel: string;
  readonly onCancel: () => void;
  readonly children: ComponentChildren;
};

export function PasswordForm(props: PasswordFormProps) {
  const { action, asksPassphrase = false } = props;
  const { password, setPassword, field } = usePasswordEntry(action.error);
  const own = usePassphraseEntry(action.error);

  return (
    <Form
      onSubmit={() => {
        if (password === "") field.current?.focus();
        else if (asksPassphrase && own.passphrase === "") own.field.current?.focus();
        else action.run(password, asksPassphrase ? { passphrase: own.passphrase } : {});
      }}
    >
      {props.children}
      <TextField
        label={message("common_password")}
        type="password"
        autocomplete="current-password"
        value={password}
        onInput={setPassword}
        inputRef={field}
      />
      {asksPassphrase ? <PassphraseField entry={own} /> : null}
      <ErrorNotice error={action.error} />
      <div class="buttons">
        <Button onPress={props.onCancel}>{props.cancelLabel}</Button>
        <Button kind="primary" type="submit" busy={action.busy}>
          {props.submitLabel}
        </Button>
      </div>
    </Form>
  );
}
