// The field for an emergency key. While the caret is at the end it writes the groups as they are on the
// printout; a correction in the middle is left as it is typed.

import type { Ref } from "preact";
import { message } from "../../lib/i18n/messages.ts";
import { errorText, inOneText } from "../error-text.ts";
import { TextField } from "../controls/text-field.tsx";
import { groupEmergencyKey } from "./emergency-key-text.ts";

export type EmergencyKeyFieldProps = {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** Whether the last try found a slip in it. */
  readonly hasSlip: boolean;
  /** What else is wrong with it. */
  readonly error?: string | null;
};

export function EmergencyKeyField(props: EmergencyKeyFieldProps) {
  return (
    <TextField
      label={message("access_emergency_key")}
      mono
      value={props.value}
      onInput={(value, isAtEnd) => props.onInput(isAtEnd ? groupEmergencyKey(value) : value)}
      {...(props.inputRef === undefined ? {} : { inputRef: props.inputRef })}
      hint={message("access_emergency_key_hint")}
      error={
        props.hasSlip ? inOneText(errorText("vault/emergency-key-typo")) : (props.error ?? null)
      }
    />
  );
}
