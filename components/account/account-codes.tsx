// The codes of one account, with the question whether Headway has accepted a new one.

import { useState } from "preact/hooks";
import type { OtpView } from "../../lib/app/views.ts";
import { isOfHeadway } from "../../lib/headway/issuers.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { CodeLine } from "../popup/code-line.tsx";
import { actionName, otpLabel, otpName } from "../popup/otp-name.ts";
import { UnconfirmedCard } from "../popup/unconfirmed-card.tsx";
import { useAction } from "../use-action.ts";
import { useCodes } from "../use-codes.ts";
import { MovePanel, type Places } from "./move-panel.tsx";
import { PutAwayCodes } from "./put-away-codes.tsx";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";

export type AccountCodesProps = Places & {
  readonly onChanged: () => Promise<void>;
};

export function AccountCodes(props: AccountCodesProps) {
  const { account } = props;
  const codes = useCodes(account.otps.map((otp) => otp.id));
  const firstCounter = account.otps.findIndex((otp) => otp.type === "hotp");
  const unconfirmed = account.otps.filter(
    ({ issuer, confirmed, replacedBy }) => isOfHeadway(issuer) && !confirmed && replacedBy === null,
  );
  return (
    <>
      {unconfirmed.map((otp, index) => (
        <UnconfirmedCard
          key={otp.id}
          entry={{ otp, account }}
          buttonName={actionName(message("common_accepted"), index, otpName({ otp, account }))}
          onChanged={props.onChanged}
        />
      ))}
      <Card title={message("account_codes_title")}>
        {account.otps.length === 0 ? <p class="empty">{message("account_codes_none")}</p> : null}
        <ul class="rows">
          {account.otps.map((otp, index) => (
            <li key={otp.id}>
              <CodeLine
                otp={otp}
                code={codes.byId.get(otp.id)}
                error={codes.error}
                label={otpLabel(otp, account.otps)}
                nameOf={(action) => actionName(action, index, otpName({ otp, account }))}
                newName={actionName(
                  message("common_new_code"),
                  index - firstCounter,
                  otpName({ otp, account }),
                )}
              />
              <CodeActions
                otp={otp}
                nameOf={(action) => actionName(action, index, otpName({ otp, account }))}
                {...props}
              />
            </li>
          ))}
        </ul>
        <PutAwayCodes codes={account.putAway} onChanged={props.onChanged} />
      </Card>
    </>
  );
}

type CodeActionsProps = AccountCodesProps & {
  readonly otp: OtpView;
  /** The accessible name of a button that does this to this code. */
  readonly nameOf: (action: string) => string;
};

function CodeActions(props: CodeActionsProps) {
  const { call } = useRpc();
  const [mode, setMode] = useState<"view" | "move" | "remove">("view");
  const view = () => setMode("view");
  const moveButton = useReturnedFocus(mode === "move");
  const removeButton = useReturnedFocus(mode === "remove");
  const remove = useAction(async () => {
    await call("otp.remove", { id: props.otp.id });
    await props.onChanged();
  });
  if (mode === "view") {
    return (
      <div class="row-actions">
        <Button
          kind="quiet"
          name={props.nameOf(message("account_code_move"))}
          buttonRef={moveButton}
          onPress={() => setMode("move")}
        >
          {message("common_move")}
        </Button>
        <Button
          kind="quiet"
          name={props.nameOf(message("account_code_remove"))}
          buttonRef={removeButton}
          onPress={() => setMode("remove")}
        >
          {message("common_remove")}
        </Button>
      </div>
    );
  }
  if (mode === "move") {
    return (
      <MovePanel
        id={props.otp.id}
        what="code"
        account={props.account}
        accounts={props.accounts}
        onMoved={props.onChanged}
        onCancel={view}
      />
    );
  }
  return (
    <ConfirmPanel
      title={message("account_code_remove_title")}
      confirmLabel={message("account_code_remove_confirm")}
      cancelLabel={message("account_code_remove_cancel")}
      action={remove}
      onCancel={view}
    >
      <p>{message("account_code_remove_effect")}</p>
    </ConfirmPanel>
  );
}
