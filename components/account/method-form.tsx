// Where a way of the second step lives that Waykey does not hold, in the user's own words.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { MethodAnswer } from "../../lib/app/views.ts";
import type { Method, MethodNote } from "../../lib/headway/methods.ts";
import { type MessageKey, message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import type { PlaceDraft } from "../ports.ts";
import { useKeepTyped } from "./use-typed.ts";

export type MethodFormProps = {
  readonly accountId: string;
  /** What was left half-typed when the popup closed; missing: nothing. */
  readonly typed?: Pick<PlaceDraft, "where" | "callingCode"> | undefined;
  /** What was said before. */
  readonly place: Pick<MethodNote, "method" | "where" | "callingCode">;
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
const QUESTIONS: Readonly<Record<Method, readonly [label: MessageKey, hint: MessageKey]>> = {
  authenticator: ["account_ask_place_authenticator", "account_ask_place_authenticator_hint"],
  phone: ["account_ask_place_phone", "account_ask_place_phone_hint"],
  biometrics: ["account_ask_place_biometrics", "account_ask_place_biometrics_hint"],
  "security-key": ["account_ask_place_security_key", "account_ask_place_security_key_hint"],
  "recovery-code": ["account_ask_place_recovery", "account_ask_place_recovery_hint"],
};

export function MethodForm(props: MethodFormProps) {
  const { accountId, place, typed } = props;
  const [where, setWhere] = useState(typed?.where ?? place.where);
  const [callingCode, setCallingCode] = useState(typed?.callingCode ?? place.callingCode ?? "");
  const keep = useKeepTyped();
  const change = (now: { readonly where: string; readonly callingCode: string }) => {
    setWhere(now.where);
    setCallingCode(now.callingCode);
    const isEmpty = now.where === "" && now.callingCode === "";
    void keep(isEmpty ? null : { kind: "place", accountId, method: place.method, ...now });
  };
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), [props.asked]);
  const [label, hint] = QUESTIONS[place.method];
  return (
    <Form
      onSubmit={() => {
        props.onSave({ state: "elsewhere", where, callingCode });
      }}
    >
      <TextField
        label={message(label)}
        value={where}
        onInput={(text) => change({ where: text.slice(0, MAX_LENGTH), callingCode })}
        hint={message(hint)}
        inputRef={field}
      />
      {place.method === "phone" ? (
        <TextField
          label={message("account_calling_code")}
          value={callingCode}
          onInput={(text) => change({ where, callingCode: text.slice(0, 40) })}
          hint={message("account_calling_code_hint")}
        />
      ) : null}
      <ErrorNotice error={props.error} />
      <div class="buttons">
        <Button
          onPress={() => {
            void keep(null);
            props.onCancel();
          }}
        >
          {message("common_cancel")}
        </Button>
        <Button kind="primary" type="submit" busy={props.busy}>
          {message("common_save")}
        </Button>
      </div>
    </Form>
  );
}
