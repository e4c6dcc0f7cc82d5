// Shows its content only while the vault is open; else the screen that leads there. It looks again
// when any call is refused as locked.

import type { ComponentChildren } from "preact";
import { useCallback, useEffect } from "preact/hooks";
import { Button } from "../controls/button.tsx";
import { Loading } from "../controls/loading.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";
import { FirstRun } from "./first-run.tsx";
import { UnlockScreen } from "./unlock.tsx";

export type VaultGateProps = {
  /** What to show while it is open; it gets the way to lock it. */
  readonly children: (lock: () => Promise<void>) => ComponentChildren;
};

export function VaultGate(props: VaultGateProps) {
  const { call, lockedCount } = useRpc();
  const load = useCallback(() => call("vault.status", null), [call]);
  const { result, reload } = useLoad(load);

  useEffect(() => {
    if (lockedCount > 0) void reload();
  }, [lockedCount, reload]);

  if (result.state === "loading") return <Loading label="Opening Waykey" />;
  if (result.state === "failed") {
    return (
      <main class="screen">
        <ErrorNotice error={result.error} />
        <Button onPress={() => void reload()}>Try again</Button>
      </main>
    );
  }
  const { state } = result.value;
  if (state === "none") return <FirstRun onCreated={reload} />;
  if (state === "unreadable") return <UnreadableVault onRetry={reload} />;
  if (state === "locked") {
    return (
      <UnlockScreen
        onUnlock={async (password) => {
          await call("vault.unlock", { password });
          await reload();
        }}
      />
    );
  }
  return (
    <>
      {props.children(async () => {
        await call("vault.lock", null);
        await reload();
      })}
    </>
  );
}

function UnreadableVault(props: { onRetry: () => Promise<void> }) {
  return (
    <main class="screen">
      <h1>The vault can’t be read</h1>
      <Notice tone="error" title="Do not remove the extension">
        <p>
          Everything that was stored is kept as it is; removing the extension would delete it.
          Restart the browser and look again.
        </p>
      </Notice>
      <Button kind="primary" onPress={() => void props.onRetry()}>
        Try again
      </Button>
    </main>
  );
}
