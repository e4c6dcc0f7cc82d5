// Offers to keep the recovery code that the page shows. Keeping it is the user's choice, with the
// trade-off said in one sentence; the code stays masked.

import { useState } from "preact/hooks";
import type { AccountChoice, AccountView, PageView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { KeptElsewhere } from "../account/kept-elsewhere.tsx";
import { PassphraseChoiceFields, usePassphraseChoice } from "../account/passphrase-choice.tsx";
import { RecoveryTradeOff } from "../account/recovery-trade-off.tsx";
import { AccountPicker } from "../controls/account-picker.tsx";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { dateText, maskText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { accountOfPage } from "./page-match.ts";

export type SaveRecoveryCardProps = {
  readonly code: string;
  readonly kept: boolean;
  /** It is kept, and was filled: whether it was used is asked beside this, and nothing is said here until then. */
  readonly filled: boolean;
  readonly accounts: readonly AccountView[];
  readonly page: PageView;
  readonly onChanged: () => Promise<void>;
};

function firstChoice(props: SaveRecoveryCardProps): AccountChoice | null {
  const account = accountOfPage(props.accounts, props.page);
  if (account !== null) return { accountId: account.id };
  const { role, email } = props.page;
  const ambiguous = email === null && props.accounts.some((candidate) => candidate.role === role);
  return ambiguous ? null : { role, email: email ?? "" };
}

export function SaveRecoveryCard(props: SaveRecoveryCardProps) {
  const { call } = useRpc();
  const [saved, setSaved] = useState(false);
  const [elsewhereId, setElsewhereId] = useState<string | null>(null);
  const [isDone, setDone] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const [choice, setChoice] = useState(() => firstChoice(props));
  const passphrase = usePassphraseChoice();
  const save = useAction(async () => {
    if (choice === null) return;
    await call("recovery.save", { code: props.code, account: choice, ...passphrase.chosen });
    setSaved(true);
    await props.onChanged();
  });

  const elsewhere = useAction(async () => {
    if (choice === null) return;
    const answer = await call("recovery.keep-elsewhere", { account: choice, where: "" });
    await call("page.decline-recovery-code", null);
    setElsewhereId(answer.accountId);
  });

  if (isDone || props.filled) return null;
  if (elsewhereId !== null) {
    return (
      <Card title={message("popup_recovery_elsewhere_title")} prominent>
        <KeptElsewhere
          accountId={elsewhereId}
          onDone={async () => {
            setDone(true);
            await props.onChanged();
          }}
        />
      </Card>
    );
  }
  if (props.kept || saved) {
    return (
      <Notice tone="success" title={message("popup_recovery_saved_title")} live>
        <p>{message("popup_recovery_saved_text")}</p>
      </Notice>
    );
  }
  if (props.page.recoveryCodeDeclined && !isWanted) {
    return (
      <Notice tone="info" title={message("popup_recovery_elsewhere_title")}>
        <p>{message("popup_recovery_elsewhere_text")}</p>
        <div class="row-actions">
          <Button kind="quiet" onPress={() => setWanted(true)}>
            {message("popup_recovery_save_after_all")}
          </Button>
        </div>
      </Notice>
    );
  }
  const accountId = choice !== null && "accountId" in choice ? choice.accountId : null;
  const account = props.accounts.find((candidate) => candidate.id === accountId);
  const replaced = account?.recoveryCodes.find((code) => code.usedAt === null);
  return (
    <Card title={message("popup_recovery_save_title")} prominent>
      <p class="masked">
        <span class="visually-hidden">{message("popup_recovery_hidden")}</span>
        <span aria-hidden="true">{maskText(props.code)}</span>
      </p>
      <RecoveryTradeOff />
      <AccountPicker
        accounts={props.accounts}
        value={choice}
        onChange={setChoice}
        newAccount={{ role: props.page.role, email: props.page.email ?? "" }}
      />
      {replaced === undefined ? null : (
        <p class="hint">{message("popup_recovery_replaces", dateText(replaced.createdAt))}</p>
      )}
      <PassphraseChoiceFields choice={passphrase} />
      <ErrorNotice error={save.error ?? elsewhere.error} />
      <Button
        kind="primary"
        wide
        disabled={choice === null}
        busy={save.busy}
        onPress={() => {
          if (passphrase.check()) save.run();
        }}
      >
        {message("popup_recovery_save")}
      </Button>
      <Button wide disabled={choice === null} busy={elsewhere.busy} onPress={() => elsewhere.run()}>
        {message("popup_recovery_elsewhere")}
      </Button>
    </Card>
  );
}
