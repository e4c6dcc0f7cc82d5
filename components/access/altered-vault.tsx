// What the user is told when something other than Waykey changed the ways to unlock, and the way in
// with the secret just given, which drops all the others.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { LastingProof } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
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
    announce(message("access_altered_dropped"));
    await props.onReclaimed(proof);
  });
  const { title, advice } = errorText("vault/altered");
  const isPassword = proof.method === "password";

  return (
    <div class="stack">
      <Notice tone="error" title={title} live>
        <p>{advice}</p>
        <p>{message(isPassword ? "access_altered_password_right" : "access_altered_key_right")}</p>
      </Notice>
      {asks ? (
        <ConfirmPanel
          title={message("access_altered_ask_title")}
          confirmLabel={message("access_altered_ask_confirm")}
          cancelLabel={message("access_altered_ask_cancel")}
          action={reclaim}
          onCancel={() => setAsks(false)}
        >
          <p>{message(isPassword ? "access_altered_password_only" : "access_altered_key_only")}</p>
        </ConfirmPanel>
      ) : (
        <>
          <Button wide buttonRef={opener} onPress={() => setAsks(true)}>
            {message("access_altered_open")}
          </Button>
          <Button kind="quiet" wide buttonRef={cancel} onPress={props.onCancel}>
            {message("access_altered_leave")}
          </Button>
        </>
      )}
    </div>
  );
}
