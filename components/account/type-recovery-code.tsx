// A recovery code that is typed or pasted, for where no page shows it any more.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isWaykeyError } from "../../lib/errors.ts";
import { isOtherRecoveryCode } from "../../lib/headway/recovery-code.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { PassphraseChoiceFields, usePassphraseChoice } from "./passphrase-choice.tsx";
import { useKeepTyped } from "./use-typed.ts";
import { RecoveryTradeOff } from "./recovery-trade-off.tsx";

export type TypeRecoveryCodeProps = {
  readonly accountId: string;
  /** What was left half-typed when the popup closed; empty: nothing. */
  readonly typed: string;
  readonly onSaved: () => Promise<void>;
  readonly onCancel: () => void;
};

export function TypeRecoveryCode(props: TypeRecoveryCodeProps) {
  const { accountId } = props;
  const { call } = useRpc();
  const keep = useKeepTyped();
  const [code, setCode] = useState(props.typed);
  const field = useRef<HTMLInputElement>(null);
  const passphrase = usePassphraseChoice();
  useLayoutEffect(() => field.current?.focus(), []);
  const save = useAction(async (asTyped: boolean) => {
    const other = asTyped ? { asTyped } : {};
    await call("recovery.save", { code, account: { accountId }, ...passphrase.chosen, ...other });
    await keep(null);
    await props.onSaved();
  });
  return (
    <Form
      onSubmit={() => {
        if (code.trim() === "") field.current?.focus();
        else if (passphrase.check()) save.run(false);
      }}
    >
      <RecoveryTradeOff />
      <TextField
        label={message("common_method_recovery_code")}
        mono
        value={code}
        onInput={(text) => {
          setCode(text);
          save.clear();
          void keep(text === "" ? null : { kind: "recovery", accountId, code: text });
        }}
        inputRef={field}
        hint={message("account_recovery_type_hint")}
      />
      <PassphraseChoiceFields choice={passphrase} />
      <ErrorNotice error={save.error} />
      {isWaykeyError(save.error, "recovery/code") && isOtherRecoveryCode(code) ? (
        <>
          <p>{message("account_recovery_as_typed_text")}</p>
          <Button
            wide
            busy={save.busy}
            onPress={() => {
              if (passphrase.check()) save.run(true);
            }}
          >
            {message("account_recovery_as_typed")}
          </Button>
        </>
      ) : null}
      <div class="buttons">
        <Button
          onPress={() => {
            void keep(null);
            props.onCancel();
          }}
        >
          {message("account_recovery_type_cancel")}
        </Button>
        <Button kind="primary" type="submit" busy={save.busy}>
          {message("account_recovery_type_save")}
        </Button>
      </div>
    </Form>
  );
}
