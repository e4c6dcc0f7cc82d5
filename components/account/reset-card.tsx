// A reset at Headway, where a way to sign in is lost or is to be changed: what to do there, by role, and what
// becomes here of what was set up before. For a provider there is support's week before it.

import { useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";

import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { type Fold, FoldingCard } from "../controls/folding-card.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { dateText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { resetGist } from "./account-sections.ts";

type ExemptionProps = {
  readonly account: AccountView;
  readonly onChanged: () => Promise<void>;
};

export type ResetCardProps = ExemptionProps & { readonly fold: Fold };

export function ResetCard(props: ResetCardProps) {
  const { account, onChanged } = props;
  const { call } = useRpc();
  const [isAsked, setAsked] = useState(false);
  const opener = useReturnedFocus(isAsked);
  const reset = useAction(async () => {
    await call("account.reset", { id: account.id });
    await onChanged();
    setAsked(false);
  });
  return (
    <FoldingCard title={message("account_reset_title")} gist={resetGist(account)} {...props.fold}>
      <p class="hint">
        {message(
          account.role === "provider"
            ? "account_reset_steps_provider"
            : "account_reset_steps_client",
        )}
      </p>
      {account.role === "provider" ? <Exemption account={account} onChanged={onChanged} /> : null}
      {isAsked ? (
        <ConfirmPanel
          title={message("account_reset_confirm_title")}
          confirmLabel={message("account_reset_confirm")}
          cancelLabel={message("account_reset_confirm_cancel")}
          action={reset}
          onCancel={() => setAsked(false)}
        >
          <p>{message("account_reset_effect")}</p>
        </ConfirmPanel>
      ) : (
        <div class="row-actions">
          <Button buttonRef={opener} onPress={() => setAsked(true)}>
            {message("account_reset_done")}
          </Button>
        </div>
      )}
    </FoldingCard>
  );
}

function Exemption({ account, onChanged }: ExemptionProps) {
  const { call } = useRpc();
  const note = useAction(async (grantedAt: number | null) => {
    await call("account.exempted", { id: account.id, grantedAt });
    await onChanged();
  });
  return (
    <>
      {account.exemptedAt === null ? null : (
        <p class="hint">{message("account_exempted", dateText(account.exemptedAt))}</p>
      )}
      <div class="row-actions">
        {account.exemptedAt === null ? (
          <Button busy={note.busy} onPress={() => note.run(Date.now())}>
            {message("account_exemption_note")}
          </Button>
        ) : (
          <Button kind="quiet" busy={note.busy} onPress={() => note.run(null)}>
            {message("account_exemption_undo")}
          </Button>
        )}
      </div>
      <ErrorNotice error={note.error} />
    </>
  );
}
