// A reset at Headway, where a way to sign in is lost or is to be changed: what to do there, by role, and what
// becomes here of what was set up before. For a provider there is support's week before it.

import { useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { RESET_STEPS } from "../health/finding-words.ts";
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
    <FoldingCard title="Reset at Headway" gist={resetGist(account)} {...props.fold}>
      <p class="hint">
        {account.role === "provider"
          ? "If you lost your phone or app, contact Headway support: they let you in for one week. "
          : "If you lost a way to sign in, or want to change them: "}
        {RESET_STEPS[account.role]}
      </p>
      {account.role === "provider" ? <Exemption account={account} onChanged={onChanged} /> : null}
      {isAsked ? (
        <ConfirmPanel
          title="Have you reset your ways to sign in at Headway?"
          confirmLabel="Yes, put the old ones away"
          cancelLabel="Not yet"
          action={reset}
          onCancel={() => setAsked(false)}
        >
          <p>
            The codes and passkeys that are here now are no good any more then. Waykey puts them
            away and deletes nothing: you can take each of them back.
          </p>
        </ConfirmPanel>
      ) : (
        <div class="row-actions">
          <Button buttonRef={opener} onPress={() => setAsked(true)}>
            I have reset it
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
        <p class="hint">Support let you in on {dateText(account.exemptedAt)}.</p>
      )}
      <div class="row-actions">
        {account.exemptedAt === null ? (
          <Button busy={note.busy} onPress={() => note.run(Date.now())}>
            Support has let me in
          </Button>
        ) : (
          <Button kind="quiet" busy={note.busy} onPress={() => note.run(null)}>
            That was a mistake
          </Button>
        )}
      </div>
      <ErrorNotice error={note.error} />
    </>
  );
}
