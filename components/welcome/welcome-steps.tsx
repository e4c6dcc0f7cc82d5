// What there is to do once the vault is made: the device's own unlocking, what the user has already, the button in
// sight, and a first try. Whoever comes back to the page finds what is done.

import { useCallback, useEffect, useRef } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { Brand } from "../controls/brand.tsx";
import { Button } from "../controls/button.tsx";
import { FailedScreen } from "../controls/failed-screen.tsx";
import { Loading } from "../controls/loading.tsx";
import { takeFreeFocus } from "../free-focus.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useReturn } from "../use-return.ts";
import { useRpc } from "../use-rpc.tsx";
import { BringStep } from "./bring-step.tsx";
import { DeviceStep } from "./device-step.tsx";
import { Step } from "./step.tsx";
import { ToolbarStep } from "./toolbar-step.tsx";

export function WelcomeSteps() {
  const { call } = useRpc();
  const ports = usePorts();
  const load = useCallback(
    () =>
      Promise.all([
        call("verification.status", null),
        ports.device.isAvailable(),
        call("vault.contents", null),
        ports.isPinned(),
      ]),
    [call, ports],
  );
  const { result, reload } = useLoad(load);
  const settings = useAction(() => ports.openOptions());
  const title = useRef<HTMLHeadingElement>(null);
  useReturn(useCallback(() => void reload(), [reload]));
  const isReady = result.state === "ready";
  useEffect(() => {
    // The button that made the vault has gone with its screen.
    if (isReady) takeFreeFocus(title.current);
  }, [isReady]);

  if (result.state === "loading") return <Loading label={message("welcome_loading")} />;
  if (result.state === "failed") return <FailedScreen error={result.error} onRetry={reload} />;
  const [{ device }, isDeviceThere, { accounts }, isPinned] = result.value;
  return (
    <>
      <header class="options-header">
        <Brand />
      </header>
      <main class="options-main">
        <h1 ref={title} tabIndex={-1}>
          {message("welcome_ready_title")}
        </h1>
        <p>{message("welcome_ready_text")}</p>
        <ol class="welcome-steps">
          <BringStep isDone={accounts.length > 0} />
          <ToolbarStep isPinned={isPinned} />
          <Step title={message("welcome_practice_title")} isDone={false}>
            <p>{message("welcome_practice_text")}</p>
            <div class="row-actions">
              <a class="button button-secondary" href="practice.html" target="_blank">
                {message("welcome_practice_open")}
              </a>
            </div>
          </Step>
          <DeviceStep device={device} isAvailable={isDeviceThere} onChanged={reload} />
        </ol>
        <div class="row-actions">
          <Button kind="quiet" busy={settings.busy} onPress={() => settings.run()}>
            {message("common_settings_and_backup")}
          </Button>
        </div>
      </main>
    </>
  );
}
