// Sets a new PIN: typed twice, and confirmed with the vault's password.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isWaykeyError } from "../../lib/errors.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useAction } from "../use-action.ts";
import { usePasswordEntry } from "../use-password-entry.ts";
import { checkNewPin } from "./pin-check.ts";

export type PinFormProps = {
  /** Rejects if the password is wrong or the PIN is refused. */
  readonly onSet: (password: string, pin: string) => Promise<void>;
  readonly onCancel: () => void;
};

export function PinForm(props: PinFormProps) {
  const [pin, setPin] = useState("");
  const [repeated, setRepeated] = useState("");
  const [checked, setChecked] = useState(false);
  const pinField = useRef<HTMLInputElement>(null);
  const set = useAction(props.onSet);
  const { password, setPassword, field } = usePasswordEntry(set.error, { focusFirst: false });
  const problems = checkNewPin(pin, repeated);
  const missing = password === "" ? message("options_type_password") : null;
  useLayoutEffect(() => pinField.current?.focus(), []);
  useLayoutEffect(() => {
    if (isWaykeyError(set.error, "verification/weak-pin")) pinField.current?.focus();
  }, [set.error]);

  return (
    <Form
      onSubmit={() => {
        setChecked(true);
        const isWhole = problems.pin === null && problems.repeated === null && missing === null;
        if (isWhole) set.run(password, pin);
      }}
    >
      <TextField
        label={message("options_pin_new")}
        type="password"
        value={pin}
        onInput={setPin}
        inputRef={pinField}
        hint={message("options_pin_new_hint")}
        error={checked ? problems.pin : null}
      />
      <TextField
        label={message("options_pin_repeat")}
        type="password"
        value={repeated}
        onInput={setRepeated}
        error={checked ? problems.repeated : null}
      />
      <TextField
        label={message("common_password")}
        type="password"
        autocomplete="current-password"
        value={password}
        onInput={setPassword}
        inputRef={field}
        hint={message("options_vault_password_hint")}
        error={checked && !set.busy && set.error === null ? missing : null}
      />
      <ErrorNotice error={set.error} />
      <div class="buttons">
        <Button onPress={props.onCancel}>{message("common_not_now")}</Button>
        <Button kind="primary" type="submit" busy={set.busy}>
          {message("options_pin_set")}
        </Button>
      </div>
    </Form>
  );
}
