// Shows its content only while the vault is open; else the screen that leads there. It looks again
// when any call is refused as locked, and when the user comes back to the page.

import type { ComponentChildren } from "preact";
import { useCallback, useEffect } from "preact/hooks";
import { Brand } from "../controls/brand.tsx";
import { Button } from "../controls/button.tsx";
import { FailedScreen } from "../controls/failed-screen.tsx";
import { Loading } from "../controls/loading.tsx";
import { Notice } from "../controls/notice.tsx";
import { useLoad } from "../use-load.ts";
import { useReturn } from "../use-return.ts";
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

  useReturn(useCallback(() => void reload(), [reload]));

  if (result.state === "loading") return <Loading label="Opening Waykey" />;
  if (result.state === "failed") return <FailedScreen error={result.error} onRetry={reload} />;
  const { state } = result.value;
  const unlock = async (password: string) => {
    await call("vault.unlock", { password });
    await reload();
  };
  if (state !== "unlocked") {
    return (
      <>
        <header class="header header-plain">
          <Brand />
        </header>
        {state === "none" ? <FirstRun onCreated={reload} /> : null}
        {state === "locked" ? <UnlockScreen onUnlock={unlock} /> : null}
        {state === "unreadable" ? <UnreadableVault onRetry={reload} /> : null}
      </>
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
