// The screen for a vault that can't be read: why, and what can be done without it. Nothing here deletes
// anything.

import { useState } from "preact/hooks";
import type { VaultStatus } from "../../lib/app/views.ts";
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
      <Notice tone="error" title="Do not remove the extension">
        <p>That would delete what is stored. It is kept as it is.</p>
      </Notice>
      <ErrorNotice error={retry.error} />
      <Button kind="primary" wide busy={retry.busy} onPress={() => retry.run()}>
        Try again
      </Button>
      {canUseCopy && reason !== "vault/version" ? <UseCopy onUsed={props.onRetry} /> : null}
      <SaveSealed
        label="Save what is stored as a file"
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
        Use the second copy
      </Button>
    );
  }
  return (
    <ConfirmPanel
      title="Go on with the second copy of your vault?"
      confirmLabel="Go on with the second copy"
      cancelLabel="Not now"
      action={useCopy}
      onCancel={() => setAsks(false)}
    >
      <p>
        Waykey starts a new database with what the second copy holds. The old database is left as it
        is. What was saved last may be missing, if it didn’t reach the second copy.
      </p>
    </ConfirmPanel>
  );
}
