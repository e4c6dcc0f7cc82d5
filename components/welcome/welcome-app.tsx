// The page that opens once Waykey is installed: the password first, and then what else gets a newcomer to the first
// filled code, in steps that can each wait.

import { useEffect } from "preact/hooks";
import type { RpcClient } from "../../lib/rpc/protocol.ts";
import { VaultGate } from "../access/vault-gate.tsx";
import type { Ports } from "../ports.ts";
import { Shell } from "../shell.tsx";
import { WelcomeSteps } from "./welcome-steps.tsx";

export function WelcomeApp(props: { client: RpcClient; ports: Ports }) {
  const { ports } = props;
  useEffect(() => void ports.persist(), [ports]);
  return (
    <Shell client={props.client} ports={ports}>
      <div class="options">
        <VaultGate>{() => <WelcomeSteps />}</VaultGate>
      </div>
    </Shell>
  );
}
