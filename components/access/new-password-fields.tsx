// The two fields for a new password, with the hint about its length and the way to see what is typed.

import { useState } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { TextField } from "../controls/text-field.tsx";
import { PasswordMeter } from "./password-meter.tsx";
import type { NewPassword } from "./use-new-password.ts";

export type NewPasswordFieldsProps = {
  readonly entry: NewPassword;
  /** Of the first field and the second. */
  readonly labels?: readonly [string, string];
};

export function NewPasswordFields(props: NewPasswordFieldsProps) {
  const { entry } = props;
  const labels = props.labels ?? [
    message("access_new_password"),
    message("access_repeat_password"),
  ];
  const [shown, setShown] = useState(false);
  const type = shown ? "text" : "password";
  return (
    <>
      <TextField
        label={labels[0]}
        type={type}
        autocomplete="new-password"
        value={entry.password}
        onInput={entry.setPassword}
        inputRef={entry.passwordField}
        error={entry.problems.password}
        hint={<PasswordMeter password={entry.password} />}
      />
      <TextField
        label={labels[1]}
        type={type}
        autocomplete="new-password"
        value={entry.repeated}
        onInput={entry.setRepeated}
        inputRef={entry.repeatedField}
        error={entry.problems.repeated}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={shown}
          onChange={(event) => setShown(event.currentTarget.checked)}
        />
        {message("access_show_typed")}
      </label>
    </>
  );
}
