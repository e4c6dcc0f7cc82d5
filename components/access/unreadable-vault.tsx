// The screen for a vault that can't be read: why, and what can be done without it. Nothing here deletes
// anything.

import { useState } from "preact/hooks";
import type { VaultStatus } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { SaveSealed } from "../condition/save-sealed.tsx";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { describeUnreadable } from "../error-text.ts";
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
      {canUseCopy && reason !== "vault/version" ? <UseCopy onUsed={props.onRetry} /> : null}
      <SaveSealed
        label={message("access_unreadable_save")}
        makeFile={() => call("vault.export-sealed", null)}
        wide
      />
    </main>
  );
}

function UseCopy(props: { onUsed: () => Promise<void> }) {
  const { call } = useRpc();
  const [asks, setAsks] = useState(false);
  const opener = useReturnedFocus(asks);
  const useCopy = useAction(async () => {
    await call("vault.use-copy", null);
    await props.onUsed();
  });
  if (!asks) {
    return (
      <Button wide buttonRef={opener} onPress={() => setAsks(true)}>
        {message("access_copy_use")}
      </Button>
    );
  }
  return (
    <ConfirmPanel
      title={message("access_copy_ask_title")}
      confirmLabel={message("access_copy_ask_confirm")}
      cancelLabel={message("common_not_now")}
      action={useCopy}
      onCancel={() => setAsks(false)}
    >
      <p>{message("access_copy_ask_text")}</p>
    </ConfirmPanel>
  );
}
