// After it was noted that a recovery code is kept elsewhere: where, if the user wants to say so. Nothing of
// the code itself is asked for or kept.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { useKeepTyped } from "./use-typed.ts";

/** Of what a record holds. */
const MAX_LENGTH = 200;

export type KeptElsewhereProps = {
  readonly accountId: string;
  /** With or without a place. */
  readonly onDone: () => Promise<void>;
};

export function KeptElsewhere(props: KeptElsewhereProps) {
  const { call } = useRpc();
  const keep = useKeepTyped();
  const [where, setWhere] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const ofPlace = {
    kind: "place",
    accountId: props.accountId,
    method: "recovery-code",
    callingCode: "",
  } as const;
  useLayoutEffect(() => field.current?.focus(), []);
  const save = useAction(async () => {
    await call("account.note-method", {
      id: props.accountId,
      method: "recovery-code",
      answer: { state: "elsewhere", where, callingCode: "" },
    });
    await keep(null);
    await props.onDone();
  });
  const skip = useAction(async () => {
    await keep(null);
    await props.onDone();
  });
  return (
    <>
      <Notice tone="success" title={message("account_elsewhere_noted_title")} live>
        <p>{message("account_elsewhere_noted_text")}</p>
      </Notice>
      <Form
        onSubmit={() => {
          save.run();
        }}
      >
        <TextField
          label={message("account_ask_place_recovery")}
          value={where}
          onInput={(text) => {
            const now = text.slice(0, MAX_LENGTH);
            setWhere(now);
            void keep(now === "" ? null : { ...ofPlace, where: now });
          }}
          hint={message("account_ask_place_recovery_hint")}
          inputRef={field}
        />
        <ErrorNotice error={save.error ?? skip.error} />
        <div class="buttons">
          <Button busy={skip.busy} onPress={() => skip.run()}>
            {message("account_elsewhere_skip")}
          </Button>
          <Button kind="primary" type="submit" busy={save.busy}>
            {message("account_elsewhere_save")}
          </Button>
        </div>
      </Form>
    </>
  );
}
