// What the user is told when something other than Waykey changed the ways to unlock, and the way in
// with the secret just given, which drops all the others.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { LastingProof } from "../../lib/app/views.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { Notice } from "../controls/notice.tsx";
import { errorText } from "../error-text.ts";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";

export type AlteredVaultProps = {
  readonly proof: LastingProof;
  /** Called when the vault is open. */
  readonly onReclaimed: (proof: LastingProof) => Promise<void>;
  readonly onCancel: () => void;
};

export function AlteredVault(props: AlteredVaultProps) {
  const { proof } = props;
  const { call } = useRpc();
  const announce = useAnnounce();
  const [asks, setAsks] = useState(false);
  const opener = useReturnedFocus(asks);
  const cancel = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => cancel.current?.focus(), []);
  const reclaim = useAction(async () => {
    await call("vault.reclaim", proof);
    announce("The other ways to unlock were dropped. Set them up again in the settings.");
    await props.onReclaimed(proof);
  });
  const { title, advice } = errorText("vault/altered");
  const given = proof.method === "password" ? "password" : "emergency key";

  return (
    <div class="stack">
      <Notice tone="error" title={title} live>
        <p>{advice}</p>
        <p>
          Your {given} is right. Waykey can open with it and drop every other way to unlock, since
          one of them may belong to somebody else.
        </p>
      </Notice>
      {asks ? (
        <ConfirmPanel
          title="Drop the other ways to unlock?"
          confirmLabel="Open Waykey and drop them"
          cancelLabel="Don’t open it"
          action={reclaim}
          onCancel={() => setAsks(false)}
        >
          <p>
            Only your {given} opens Waykey afterwards. Set up the others again in the settings.
            Nothing else in the vault changes.
          </p>
        </ConfirmPanel>
      ) : (
        <>
          <Button wide buttonRef={opener} onPress={() => setAsks(true)}>
            Open it anyway and drop the other ways to unlock
          </Button>
          <Button kind="quiet" wide buttonRef={cancel} onPress={props.onCancel}>
            Leave it locked
          </Button>
        </>
      )}
    </div>
  );
}
