// Prints a sheet for an account: with its secrets after the password, or without them. The sheet is in the
// document only while it is printed, and nowhere else.

import { useCallback, useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { AccountView, SheetChoice, SheetSecrets } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { accountName } from "../account-name.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { PassphraseField, usePassphraseEntry } from "../controls/passphrase-field.tsx";
import { SelectField } from "../controls/select-field.tsx";
import { TextField } from "../controls/text-field.tsx";
import { dateText } from "../plain-text.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { usePasswordEntry } from "../use-password-entry.ts";
import { useRpc } from "../use-rpc.tsx";
import { AccountSheet, type AccountSheetProps, sheetLabel } from "./account-sheet.tsx";
import { Section } from "./section.tsx";

const NO_SECRETS: SheetSecrets = { recoveryCode: null, authenticator: null };
const NO_KEY = "";

/** How long a sheet stays whose printing nobody has ended. */
const SHEET_MS = 120_000;

export type PrintSectionProps = {
  readonly accounts: readonly AccountView[];
  /** The account that the user comes from; null where they come from none. */
  readonly firstAccountId: string | null;
};

export function PrintSection(props: PrintSectionProps) {
  const { accounts } = props;
  const [chosenId, setChosenId] = useState(props.firstAccountId);
  const account = accounts.find(({ id }) => id === chosenId) ?? accounts[0];
  return (
    <Section id="print" title={message("options_print_title")}>
      <p>{message("options_print_text")}</p>
      {account === undefined ? (
        <p class="empty">{message("options_accounts_none")}</p>
      ) : (
        <>
          <SelectField
            label={message("options_print_account")}
            options={accounts.map((each) => ({ value: each.id, label: accountName(each) }))}
            value={account.id}
            onChange={setChosenId}
            hint={message("options_print_account_hint")}
          />
          <PrintForm
            key={account.id}
            account={account}
            isComingFrom={props.firstAccountId === account.id}
          />
        </>
      )}
    </Section>
  );
}

type PrintFormProps = { readonly account: AccountView; readonly isComingFrom: boolean };

function PrintForm(props: PrintFormProps) {
  const { account } = props;
  const { call } = useRpc();
  const good = account.recoveryCodes.find(({ usedAt }) => usedAt === null);
  const hasCode = good !== undefined;
  const filledAt = good?.filledAt ?? null;
  const [withCode, setWithCode] = useState(hasCode);
  const [keyOf, setKeyOf] = useState(NO_KEY);
  const [sheet, setSheet] = useState<AccountSheetProps | null>(null);
  const otp = account.otps.find(({ id }) => id === keyOf) ?? null;
  const choice: SheetChoice = {
    id: account.id,
    recoveryCode: hasCode && withCode,
    otpId: otp?.id ?? null,
  };
  const isSecret = choice.recoveryCode || otp !== null;
  const asksPassphrase = choice.recoveryCode && good?.hasPassphrase === true;
  const print = useAction(async (typed: string, passphrase: string) => {
    const proof = { password: typed, ...(asksPassphrase && { passphrase }) };
    const secrets = isSecret ? await call("sheet.secrets", { ...choice, ...proof }) : NO_SECRETS;
    setPassword("");
    own.setPassphrase("");
    setSheet({ account, secrets, otp, printedAt: Date.now() });
  });
  const { password, setPassword, field } = usePasswordEntry(print.error, {
    focusFirst: props.isComingFrom,
  });
  const own = usePassphraseEntry(print.error);
  const wipe = useCallback(() => setSheet(null), []);
  return (
    <>
      <Form
        onSubmit={() => {
          if (isSecret && password === "") field.current?.focus();
          else if (asksPassphrase && own.passphrase === "") own.field.current?.focus();
          else print.run(password, own.passphrase);
        }}
      >
        <label class="check">
          <input
            type="checkbox"
            checked={choice.recoveryCode}
            disabled={!hasCode}
            onChange={(event) => setWithCode(event.currentTarget.checked)}
          />
          {hasCode ? message("options_print_with_code") : message("options_print_without_code")}
        </label>
        {choice.recoveryCode && filledAt !== null ? (
          <p class="hint">{message("options_print_code_filled", dateText(filledAt))}</p>
        ) : null}
        {account.otps.length === 0 ? null : (
          <SelectField
            label={message("options_print_key")}
            options={[
              { value: NO_KEY, label: message("options_print_key_none") },
              ...account.otps.map((each) => ({
                value: each.id,
                label: sheetLabel(each, account),
              })),
            ]}
            value={otp?.id ?? NO_KEY}
            onChange={setKeyOf}
            hint={message("options_print_key_hint")}
          />
        )}
        {isSecret ? (
          <TextField
            label={message("options_print_password")}
            type="password"
            autocomplete="current-password"
            value={password}
            onInput={setPassword}
            inputRef={field}
            hint={message("options_vault_password_hint")}
          />
        ) : (
          <p class="hint">{message("options_print_nothing_secret")}</p>
        )}
        {asksPassphrase ? <PassphraseField entry={own} /> : null}
        {isSecret ? <p class="hint">{message("options_print_on_paper")}</p> : null}
        <ErrorNotice error={print.error} />
        <Button kind="primary" type="submit" busy={print.busy}>
          {message("options_print_sheet")}
        </Button>
      </Form>
      {sheet === null ? null : <SheetInPrint key={sheet.printedAt} sheet={sheet} onDone={wipe} />}
    </>
  );
}

/** The sheet while it is printed; it goes when the browser says that this is over, or when it is left. */
function SheetInPrint(props: { sheet: AccountSheetProps; onDone: () => void }) {
  const { onDone } = props;
  const ports = usePorts();
  const announce = useAnnounce();
  useLayoutEffect(() => {
    const end = () => {
      announce(message("options_print_ended"));
      onDone();
    };
    window.addEventListener("afterprint", end);
    window.addEventListener("pagehide", onDone);
    return () => {
      window.removeEventListener("afterprint", end);
      window.removeEventListener("pagehide", onDone);
    };
  }, [announce, onDone]);
  useEffect(() => {
    const timer = setTimeout(onDone, SHEET_MS);
    ports.print();
    return () => clearTimeout(timer);
  }, [ports, onDone]);
  return (
    <>
      <Notice tone="info" title={message("options_print_ready_title")} live>
        <p>{message("options_print_ready_text")}</p>
      </Notice>
      <div class="row-actions">
        <Button onPress={() => ports.print()}>{message("options_print_again")}</Button>
        <Button kind="quiet" onPress={onDone}>
          {message("options_print_wipe")}
        </Button>
      </div>
      <AccountSheet {...props.sheet} />
    </>
  );
}
