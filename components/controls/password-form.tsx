// Asks for the vault's password in place, for one thing that must not happen by accident.

import { Form } from "./form.tsx";
import type { ComponentChildren } from "preact";
import type { Action } from "../use-action.ts";
import { usePasswordEntry } from "../use-password-entry.ts";
import { Button } from "./button.tsx";
import { ErrorNotice } from "./notice.tsx";
import { TextField } from "./text-field.tsx";

export type PasswordFormProps = {
  readonly action: Action<readonly [password: string]>;
  readonly submitLabel: string;
  readonly cancelLabel: string;
  readonly onCancel: () => void;
  readonly children: ComponentChildren;
};

export function PasswordForm(props: PasswordFormProps) {
  const { action } = props;
  const { password, setPassword, field } = usePasswordEntry(action.error);

  return (
    <Form
      onSubmit={() => {
        if (password === "") field.current?.focus();
        else action.run(password);
      }}
    >
      {props.children}
      <TextField
        label="Password"
        type="password"
        autocomplete="current-password"
        value={password}
        onInput={setPassword}
        inputRef={field}
      />
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
