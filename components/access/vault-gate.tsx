// Shows its content only while the vault is open; else the screen that leads there. It takes the
// content away as soon as the vault is locked or a call is refused as locked, and looks again when the
// user comes back to the page.

import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { LastingProof, UnlockProof } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Brand } from "../controls/brand.tsx";
import { FailedScreen } from "../controls/failed-screen.tsx";
import { LoadingScreen } from "../controls/loading.tsx";
import { usePorts } from "../ports-context.tsx";
import { useLoad } from "../use-load.ts";
import { useLock } from "../use-lock.ts";
import { useReturn } from "../use-return.ts";
import { useRpc } from "../use-rpc.tsx";
import { ChoosePassword } from "./choose-password.tsx";
import { FirstRun } from "./first-run.tsx";
import { UnlockScreen } from "./unlock.tsx";
import { UnreadableVault } from "./unreadable-vault.tsx";

export type VaultGateProps = {
  /** Whether the page is the toolbar's popup, which Firefox closes when it loses the focus. */
  readonly isPopup?: boolean;
  /** What to show while it is open; it gets the way to lock it. */
  readonly children: (lock: () => Promise<void>) => ComponentChildren;
};

export function VaultGate(props: VaultGateProps) {
  const { call, lockedCount } = useRpc();
  const ports = usePorts();
  const load = useCallback(() => call("vault.status", null), [call]);
  const { result, reload, restart } = useLoad(load);
  /** The emergency key that has just opened the vault, until a new password is chosen or put off. */
  const [rescue, setRescue] = useState<LastingProof | null>(null);

  const withdraw = useCallback(() => {
    setRescue(null);
    void restart();
  }, [restart]);
  useEffect(() => {
    if (lockedCount > 0) withdraw();
  }, [lockedCount, withdraw]);
  useLock(withdraw);
  useReturn(useCallback(() => void reload(), [reload]));

  if (result.state === "loading") return <LoadingScreen label={message("access_opening")} />;
  if (result.state === "failed") return <FailedScreen error={result.error} onRetry={reload} />;
  const status = result.value;
  const enter = async (proof: UnlockProof) => {
    if (proof.method === "emergency-key") setRescue(proof);
    await reload();
  };
  const openTab = async () => {
    await ports.openOptions();
    ports.closeWindow();
  };

  if (status.state === "unlocked" && rescue === null) {
    return (
      <>
        {props.children(async () => {
          await call("vault.lock", null);
          await reload();
        })}
      </>
    );
  }
  return (
    <>
      <header class="header header-plain">
        <Brand />
      </header>
      {status.state === "none" ? <FirstRun onCreated={reload} /> : null}
      {status.state === "locked" ? (
        <UnlockScreen
          ways={status.ways}
          onUnlock={async (proof) => {
            await call("vault.unlock", proof);
            await enter(proof);
          }}
          onReclaimed={enter}
          askDeviceElsewhere={
            props.isPopup === true && ports.browser === "firefox" ? openTab : null
          }
        />
      ) : null}
      {status.state === "unlocked" && rescue !== null ? (
        <ChoosePassword proof={rescue} onDone={() => setRescue(null)} />
      ) : null}
      {status.state === "unreadable" ? <UnreadableVault status={status} onRetry={reload} /> : null}
    </>
  );
}
