// The PIN: whether there is one, what it opens, and the ways to set, change and remove it, each after
// the password.

import type { PinState } from "../../lib/app/views.ts";
import { type MessageKey, message } from "../../lib/i18n/messages.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { PasswordForm } from "../controls/password-form.tsx";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { PinForm } from "./pin-form.tsx";

const STATES: Readonly<Record<PinState, MessageKey>> = {
  none: "options_pin_state_none",
  set: "options_pin_state_set",
  blocked: "options_pin_state_blocked",
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
    await finish(message("options_pin_removed"));
  });

  return (
    <>
      <h3>{message("common_pin")}</h3>
      <p>{message(STATES[state])}</p>
      <p class="hint">{message("options_pin_text")}</p>
      {panel === null ? (
        <div class="row-actions">
          <Button buttonRef={setButton} onPress={() => onPanel("set")}>
            {state === "none" ? message("options_pin_set") : message("options_pin_change")}
          </Button>
          {state === "none" ? null : (
            <Button kind="quiet" buttonRef={removeButton} onPress={() => onPanel("remove")}>
              {message("options_pin_remove")}
            </Button>
          )}
        </div>
      ) : null}
      {panel === "set" ? (
        <PinForm
          onCancel={() => onPanel(null)}
          onSet={async (password, pin) => {
            await call("verification.set-pin", { password, pin });
            await finish(message("options_pin_set_done"));
          }}
        />
      ) : null}
      {panel === "remove" ? (
        <PasswordForm
          action={remove}
          submitLabel={message("options_pin_remove")}
          cancelLabel={message("options_pin_remove_cancel")}
          onCancel={() => onPanel(null)}
        >
          <p>{message("options_pin_remove_text")}</p>
        </PasswordForm>
      ) : null}
    </>
  );
}
