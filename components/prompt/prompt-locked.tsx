// A ceremony while the vault is locked: the password first, and the ways out beside it.

import type { CeremonyView } from "../../lib/app/views.ts";
import { UnlockForm } from "../access/unlock.tsx";
import { useRpc } from "../use-rpc.tsx";
import { RequestFacts, requestText } from "./request-facts.tsx";
import { WayOut } from "./way-out.tsx";

export type PromptLockedProps = {
  readonly view: CeremonyView;
  readonly onView: (view: CeremonyView) => void;
  readonly onEnded: () => void;
};

export function PromptLocked(props: PromptLockedProps) {
  const { view } = props;
  const { call } = useRpc();
  return (
    <main class="screen">
      <h1>Unlock Waykey to go on</h1>
      <p>{requestText(view)}.</p>
      <RequestFacts view={view} />
      <UnlockForm
        onUnlock={async (password) =>
          props.onView(await call("ceremony.unlock", { id: view.id, password }))
        }
      />
      <WayOut ceremonyId={view.id} focusCancel={false} onEnded={props.onEnded} />
    </main>
  );
}
