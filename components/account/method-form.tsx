// Where a way of the second step lives that Waykey does not hold, in the user's own words.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { MethodAnswer } from "../../lib/app/views.ts";
import type { Method, MethodStatus } from "../../lib/headway/methods.ts";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";

export type MethodFormProps = {
  readonly status: MethodStatus;
  /** Another one when the user is asked again: the field takes the focus then too. */
  readonly asked?: object | null;
  readonly error: unknown;
  readonly busy: boolean;
  readonly onSave: (answer: MethodAnswer) => void;
  readonly onCancel: () => void;
};

/** Of what a record holds. */
const MAX_LENGTH = 200;

/** What is asked, and examples of answers. */
const QUESTIONS: Readonly<Record<Method, readonly [label: string, hint: string]>> = {
  authenticator: ["Which app, on which device?", "Such as “Google Authenticator, my phone”."],
  phone: ["Which phone?", "Such as “my own” or “the practice’s”. You need not type the number."],
  biometrics: ["On which device or manager?", "Such as “my MacBook” or “Proton Pass”."],
  "security-key": ["Which key or manager?", "Such as “YubiKey on my key ring”."],
  "recovery-code": ["Where is it?", "Such as “printed, in the desk”. Don’t type the code here."],
};

export function MethodForm(props: MethodFormProps) {
  const { status } = props;
  const [where, setWhere] = useState(status.where);
  const [callingCode, setCallingCode] = useState(status.callingCode ?? "");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), [props.asked]);
  const [label, hint] = QUESTIONS[status.method];
  return (
    <Form
      onSubmit={() => {
        props.onSave({ state: "elsewhere", where, callingCode });
      }}
    >
      <TextField
        label={label}
        value={where}
        onInput={(text) => setWhere(text.slice(0, MAX_LENGTH))}
        hint={hint}
        inputRef={field}
      />
      {status.method === "phone" ? (
        <TextField
          label="Country code of the number"
          value={callingCode}
          onInput={(text) => setCallingCode(text.slice(0, 40))}
          hint="Such as +1 for the United States: Headway sends codes to no other numbers."
        />
      ) : null}
      <ErrorNotice error={props.error} />
      <div class="buttons">
        <Button onPress={props.onCancel}>Cancel</Button>
        <Button kind="primary" type="submit" busy={props.busy}>
          Save
        </Button>
      </div>
    </Form>
  );
}
