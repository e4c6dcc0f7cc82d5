// The prompt window: one ceremony, from unlocking to the decision, and the end of it. Whatever ends
// the ceremony also closes the window; a lock takes the decision away and asks to unlock again.

import { useCallback, useEffect, useState } from "preact/hooks";
import type { CeremonyView } from "../../lib/app/views.ts";
import { WaykeyError } from "../../lib/errors.ts";
import type { RpcClient } from "../../lib/rpc/protocol.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Brand } from "../controls/brand.tsx";
import { LoadingScreen } from "../controls/loading.tsx";
import type { Ports } from "../ports.ts";
import { Shell } from "../shell.tsx";
import { useLoad } from "../use-load.ts";
import { useLock } from "../use-lock.ts";
import { useRpc } from "../use-rpc.tsx";
import { PromptDecision } from "./prompt-decision.tsx";
import { PromptEnded } from "./prompt-ended.tsx";
import { PromptLocked } from "./prompt-locked.tsx";

export type PromptAppProps = {
  readonly client: RpcClient;
  readonly ports: Ports;
  /** The ceremony; `null` if the window's address names none. */
  readonly id: string | null;
  readonly onEnded: () => void;
};

export function PromptApp(props: PromptAppProps) {
  return (
    <Shell client={props.client} ports={props.ports}>
      <div class="prompt">
        <header class="header header-plain">
          <Brand />
        </header>
        <Ceremony id={props.id} onEnded={props.onEnded} />
      </div>
    </Shell>
  );
}

function Ceremony(props: { id: string | null; onEnded: () => void }) {
  const { id, onEnded } = props;
  const { call, lockedCount } = useRpc();
  const load = useCallback((): Promise<CeremonyView> => {
    if (id === null) return Promise.reject(new WaykeyError("ceremony/unknown", "No id is given"));
    return call("ceremony.show", { id });
  }, [call, id]);
  const { result, restart } = useLoad(load);
  const [later, setLater] = useState<CeremonyView | null>(null);

  const withdraw = useCallback(() => {
    setLater((last) => (last?.state === "ended" ? last : null));
    void restart();
  }, [restart]);
  useEffect(() => {
    if (lockedCount > 0) withdraw();
  }, [lockedCount, withdraw]);
  useLock(withdraw);

  if (later?.state === "ended") return <PromptEnded error={null} onEnded={onEnded} />;
  if (result.state === "loading") return <LoadingScreen label={message("prompt_reading")} />;
  if (result.state === "failed") return <PromptEnded error={result.error} onEnded={onEnded} />;
  const view = later ?? result.value;
  if (view.state === "ended") return <PromptEnded error={null} onEnded={onEnded} />;
  const Step = view.state === "locked" ? PromptLocked : PromptDecision;
  return <Step view={view} onView={setLater} onEnded={onEnded} />;
}
