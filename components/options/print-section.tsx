// Prints a sheet for an account: with its secrets after the password, or without them. The sheet is in the
// document only while it is printed, and nowhere else.

import { useCallback, useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { AccountView, SheetChoice, SheetSecrets } from "../../lib/app/views.ts";
import { accountName } from "../account-name.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { PassphraseField, usePassphraseEntry } from "../controls/passphrase-field.tsx";
import { SelectField } from "../controls/select-field.tsx";
import { TextField } from "../controls/text-field.tsx";
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
    <Section id="print" title="Print">
      <p>
        One page with what gets you back into a Headway account: its recovery code, the key of your
        authenticator app if you want it, and what to do when you are locked out.
      </p>
      {account === undefined ? (
        <p class="empty">No accounts yet.</p>
      ) : (
        <>
          <SelectField
            label="Account to print"
            options={accounts.map((each) => ({ value: each.id, label: accountName(each) }))}
            value={account.id}
            onChange={setChosenId}
            hint="One sheet for each account."
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
          {hasCode ? "With its recovery code" : "With its recovery code (none is kept)"}
        </label>
        {account.otps.length === 0 ? null : (
          <SelectField
            label="Authenticator key and QR code"
            options={[
              { value: NO_KEY, label: "Not on the sheet" },
              ...account.otps.map((each) => ({
                value: each.id,
                label: sheetLabel(each, account),
              })),
            ]}
            value={otp?.id ?? NO_KEY}
            onChange={setKeyOf}
            hint="With it another authenticator app can make the same codes, and so can whoever finds the sheet."
          />
        )}
        {isSecret ? (
          <TextField
            label="Password to print secrets"
            type="password"
            autocomplete="current-password"
            value={password}
            onInput={setPassword}
            inputRef={field}
            hint="The one you unlock Waykey with."
          />
        ) : (
          <p class="hint">Nothing secret is printed; there is room to write it by hand.</p>
        )}
        {asksPassphrase ? <PassphraseField entry={own} /> : null}
        {isSecret ? (
          <p class="hint">
            Print it on paper, on a printer that you trust: a PDF of it could be read by anyone.
          </p>
        ) : null}
        <ErrorNotice error={print.error} />
        <Button kind="primary" type="submit" busy={print.busy}>
          Print sheet
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
      announce("Printing has ended. The sheet was wiped from this page.");
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
      <Notice tone="info" title="The sheet is ready to be printed" live>
        <p>It is wiped from this page when printing ends, and after two minutes at the latest.</p>
      </Notice>
      <div class="row-actions">
        <Button onPress={() => ports.print()}>Print again</Button>
        <Button kind="quiet" onPress={onDone}>
          Wipe the sheet
        </Button>
      </div>
      <AccountSheet {...props.sheet} />
    </>
  );
}
