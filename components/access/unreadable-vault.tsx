// The screen for a vault that can't be read: why, and what can be done without it, a new vault beside it
// included. Nothing here deletes anything.

import { useState } from "preact/hooks";
import type { VaultStatus } from "../../lib/app/views.ts";
import { WaykeyError } from "../../lib/errors.ts";
import { message } from "../../lib/i18n/messages.ts";
import { SaveSealed } from "../condition/save-sealed.tsx";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { ReportError } from "../controls/report-error.tsx";
import { describeUnreadable, isLost } from "../error-text.ts";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";

export type UnreadableVaultProps = {
  readonly status: Extract<VaultStatus, { state: "unreadable" }>;
  /** Looks again. */
  readonly onRetry: () => Promise<void>;
};

export function UnreadableVault(props: UnreadableVaultProps) {
  const { reason, canUseCopy } = props.status;
  const { call } = useRpc();
  const retry = useAction(props.onRetry);
  const { title, advice } = describeUnreadable(reason);
  return (
    <main class="screen">
      <h1>{title}</h1>
      <p>{advice}</p>
      <Notice tone="error" title={message("access_unreadable_keep_title")}>
        <p>{message("access_unreadable_keep_text")}</p>
      </Notice>
      <ErrorNotice error={retry.error} />
      <Button kind="primary" wide busy={retry.busy} onPress={() => retry.run()}>
        {message("common_try_again")}
      </Button>
      {canUseCopy && reason !== "vault/version" ? <UseCopy onGone={props.onRetry} /> : null}
      <SaveSealed
        label={message("access_unreadable_save")}
        makeFile={() => call("vault.export-sealed", null)}
        wide
      />
      {canUseCopy || !isLost(reason) ? null : <LeaveVault onGone={props.onRetry} />}
      <ReportError error={new WaykeyError(reason, reason)} />
    </main>
  );
}

type WayOnProps = {
  readonly label: string;
  readonly askTitle: string;
  readonly askText: string;
  readonly confirmLabel: string;
  readonly run: () => Promise<void>;
};

/** A button that asks once more before it runs. */
function WayOn(props: WayOnProps) {
  const [asks, setAsks] = useState(false);
  const opener = useReturnedFocus(asks);
  const action = useAction(props.run);
  if (!asks) {
    return (
      <Button wide buttonRef={opener} onPress={() => setAsks(true)}>
        {props.label}
      </Button>
    );
  }
  return (
    <ConfirmPanel
      title={props.askTitle}
      confirmLabel={props.confirmLabel}
      cancelLabel={message("common_not_now")}
      action={action}
      onCancel={() => setAsks(false)}
    >
      <p>{props.askText}</p>
    </ConfirmPanel>
  );
}

type WayProps = { readonly onGone: () => Promise<void> };

function UseCopy({ onGone }: WayProps) {
  const { call } = useRpc();
  return (
    <WayOn
      label={message("access_copy_use")}
      askTitle={message("access_copy_ask_title")}
      askText={message("access_copy_ask_text")}
      confirmLabel={message("access_copy_ask_confirm")}
      run={async () => {
        await call("vault.use-copy", null);
        await onGone();
      }}
    />
  );
}

function LeaveVault({ onGone }: WayProps) {
  const { call } = useRpc();
  return (
    <WayOn
      label={message("access_leave")}
      askTitle={message("access_leave_ask_title")}
      askText={message("access_leave_ask_text")}
      confirmLabel={message("access_leave_ask_confirm")}
      run={async () => {
        await call("vault.leave", null);
        await onGone();
      }}
    />
  );
}
