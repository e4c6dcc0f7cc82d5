// A reset at Headway, where a way to sign in is lost or is to be changed: what to do there, by role, and what
// becomes here of what was set up before. For a provider there is support's week before it.

import { useState } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { type Fold, FoldingCard } from "../controls/folding-card.tsx";
import { SupportLink } from "../health/support-link.tsx";
import { Actions } from "../health/weighed-row.tsx";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { resetGist } from "./account-sections.ts";
import { Exemption, type ExemptionProps } from "./exemption.tsx";
import { ResetChoiceFields, useResetChoice } from "./reset-choice.tsx";
import { ClosedResetList } from "./reset-list.tsx";

export type ResetCardProps = ExemptionProps & {
  readonly fold: Fold;
  /** The reset is noted. */
  readonly onReset: () => void;
};

export function ResetCard(props: ResetCardProps) {
  const { account, onChanged } = props;
  const [isAsked, setAsked] = useState(false);
  const opener = useReturnedFocus(isAsked);
  return (
    <FoldingCard title={message("account_reset_title")} gist={resetGist(account)} {...props.fold}>
      <p class="hint">
        {message(
          account.role === "provider"
            ? "account_reset_steps_provider"
            : "account_reset_steps_client",
        )}
      </p>
      {account.role === "provider" ? (
        <>
          <Actions>
            <SupportLink />
          </Actions>
          <Exemption account={account} onChanged={onChanged} />
        </>
      ) : null}
      {isAsked ? (
        <ResetConfirm {...props} onEnd={() => setAsked(false)} />
      ) : (
        <div class="row-actions">
          <Button buttonRef={opener} onPress={() => setAsked(true)}>
            {message("account_reset_done")}
          </Button>
        </div>
      )}
      <ClosedResetList account={account} onChanged={onChanged} />
    </FoldingCard>
  );
}

function ResetConfirm(props: ResetCardProps & { readonly onEnd: () => void }) {
  const { account } = props;
  const { call } = useRpc();
  const choice = useResetChoice(account);
  const reset = useAction(async () => {
    if (!choice.check()) return;
    await call("account.reset", { id: account.id, ...choice.told });
    await props.onChanged();
    props.onEnd();
    props.onReset();
  });
  return (
    <ConfirmPanel
      title={message("account_reset_confirm_title")}
      confirmLabel={message("account_reset_confirm")}
      cancelLabel={message("account_reset_confirm_cancel")}
      action={reset}
      onCancel={props.onEnd}
    >
      <ResetChoiceFields choice={choice} />
      <p>{message("account_reset_effect")}</p>
    </ConfirmPanel>
  );
}
