// A recovery code that is typed or pasted, for where no page shows it any more.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { PassphraseChoiceFields, usePassphraseChoice } from "./passphrase-choice.tsx";
import { RecoveryTradeOff } from "./recovery-trade-off.tsx";

export type TypeRecoveryCodeProps = {
  readonly accountId: string;
  readonly onSaved: () => Promise<void>;
  readonly onCancel: () => void;
};

export function TypeRecoveryCode(props: TypeRecoveryCodeProps) {
  const { call } = useRpc();
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const passphrase = usePassphraseChoice();
  useLayoutEffect(() => field.current?.focus(), []);
  const save = useAction(async () => {
    const account = { accountId: props.accountId };
    await call("recovery.save", { code, account, ...passphrase.chosen });
    await props.onSaved();
  });
  return (
    <Form
      onSubmit={() => {
        if (code.trim() === "") field.current?.focus();
        else if (passphrase.check()) save.run();
      }}
    >
      <RecoveryTradeOff />
      <TextField
        label="Recovery code"
        mono
        value={code}
        onInput={setCode}
        inputRef={field}
        hint="24 letters and digits. Capitals, spaces and hyphens don’t matter."
      />
      <PassphraseChoiceFields choice={passphrase} />
      <ErrorNotice error={save.error} />
      <div class="buttons">
        <Button onPress={props.onCancel}>Don’t keep it</Button>
        <Button kind="primary" type="submit" busy={save.busy}>
          Save typed code
        </Button>
      </div>
    </Form>
  );
}
