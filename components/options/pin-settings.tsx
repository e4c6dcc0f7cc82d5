// The PIN: whether there is one, what it opens, and the ways to set, change and remove it, each after
// the password.

import type { PinState } from "../../lib/app/views.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { PasswordForm } from "../controls/password-form.tsx";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { PinForm } from "./pin-form.tsx";

const STATES: Readonly<Record<PinState, string>> = {
  none: "No PIN is set.",
  set: "A PIN is set.",
  blocked: "The PIN is blocked after too many wrong ones. Your password makes it good again.",
};

export type PinPanel = "set" | "remove";

export type PinSettingsProps = {
  readonly state: PinState;
  readonly panel: PinPanel | null;
  readonly onPanel: (panel: PinPanel | null) => void;
  readonly onChanged: () => Promise<void>;
};

export function PinSettings(props: PinSettingsProps) {
  const { state, panel, onPanel } = props;
  const { call } = useRpc();
  const announce = useAnnounce();
  const setButton = useReturnedFocus(panel === "set");
  const removeButton = useReturnedFocus(panel === "remove", setButton);
  const finish = async (words: string) => {
    await props.onChanged();
    onPanel(null);
    announce(words);
  };
  const remove = useAction(async (password: string) => {
    await call("verification.remove-pin", { password });
    await finish("PIN removed.");
  });

  return (
    <>
      <h3>PIN</h3>
      <p>{STATES[state]}</p>
      <p class="hint">
        The PIN also opens Waykey when it is locked, until the browser is closed. Five wrong tries
        take that away; your password, your device or your emergency key then opens it.
      </p>
      {panel === null ? (
        <div class="row-actions">
          <Button buttonRef={setButton} onPress={() => onPanel("set")}>
            {state === "none" ? "Set PIN" : "Change PIN"}
          </Button>
          {state === "none" ? null : (
            <Button kind="quiet" buttonRef={removeButton} onPress={() => onPanel("remove")}>
              Remove PIN
            </Button>
          )}
        </div>
      ) : null}
      {panel === "set" ? (
        <PinForm
          onCancel={() => onPanel(null)}
          onSet={async (password, pin) => {
            await call("verification.set-pin", { password, pin });
            await finish("PIN set.");
          }}
        />
      ) : null}
      {panel === "remove" ? (
        <PasswordForm
          action={remove}
          submitLabel="Remove PIN"
          cancelLabel="Keep PIN"
          onCancel={() => onPanel(null)}
        >
          <p>Waykey then asks for your password, or for your device where that is in use.</p>
        </PasswordForm>
      ) : null}
    </>
  );
}
