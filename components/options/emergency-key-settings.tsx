// The emergency key: whether there is one, and the ways to make it, to replace it and to remove it, each
// after the password. A key is shown once; Waykey keeps nothing that it could be shown from again.

import { useState } from "preact/hooks";
import type { VerificationStatus } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { PasswordForm } from "../controls/password-form.tsx";
import { dateText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { NewEmergencyKey } from "./new-emergency-key.tsx";

export type EmergencyKeyPanel = "make" | "remove";

export type EmergencyKeySettingsProps = {
  readonly state: VerificationStatus["emergencyKey"];
  readonly panel: EmergencyKeyPanel | null;
  readonly onPanel: (panel: EmergencyKeyPanel | null) => void;
  readonly onChanged: () => Promise<void>;
};

export function EmergencyKeySettings(props: EmergencyKeySettingsProps) {
  const { state, panel, onPanel } = props;
  const { call } = useRpc();
  const announce = useAnnounce();
  const makeButton = useReturnedFocus(panel === "make");
  const removeButton = useReturnedFocus(panel === "remove", makeButton);
  const finish = async (words: string) => {
    await props.onChanged();
    onPanel(null);
    announce(words);
  };
  const remove = useAction(async (password: string) => {
    await call("emergency-key.remove", { password });
    await finish(message("options_key_removed"));
  });

  return (
    <>
      <h3>{message("access_emergency_key")}</h3>
      <p>
        {state === null
          ? message("options_key_none")
          : message("options_key_made", dateText(state.createdAt))}
      </p>
      <p class="hint">
        {state === null ? message("options_key_none_hint") : message("options_key_hint")}
      </p>
      {panel === null ? (
        <div class="row-actions">
          <Button buttonRef={makeButton} onPress={() => onPanel("make")}>
            {state === null ? message("options_key_make") : message("options_key_make_another")}
          </Button>
          {state === null ? null : (
            <Button
              kind="quiet"
              name={message("options_key_remove")}
              buttonRef={removeButton}
              onPress={() => onPanel("remove")}
            >
              {message("common_remove")}
            </Button>
          )}
        </div>
      ) : null}
      {panel === "make" ? (
        <MakeEmergencyKey
          replaces={state !== null}
          onKept={() => finish(message("options_key_kept"))}
          onCancel={() => onPanel(null)}
        />
      ) : null}
      {panel === "remove" ? (
        <PasswordForm
          action={remove}
          submitLabel={message("options_key_remove")}
          cancelLabel={message("options_key_remove_cancel")}
          onCancel={() => onPanel(null)}
        >
          <p>{message("options_key_remove_text")}</p>
        </PasswordForm>
      ) : null}
    </>
  );
}

type MakeEmergencyKeyProps = {
  readonly replaces: boolean;
  readonly onKept: () => Promise<void>;
  readonly onCancel: () => void;
};

/** The password, then the key itself. Both are forgotten with this panel. */
function MakeEmergencyKey(props: MakeEmergencyKeyProps) {
  const { call } = useRpc();
  const [made, setMade] = useState<{ emergencyKey: string; password: string } | null>(null);
  const make = useAction(async (password: string) => {
    const { emergencyKey } = await call("emergency-key.make", { password });
    setMade({ emergencyKey, password });
  });

  if (made !== null) {
    return (
      <NewEmergencyKey
        emergencyKey={made.emergencyKey}
        replaces={props.replaces}
        onKeep={async () => {
          await call("emergency-key.keep", made);
          await props.onKept();
        }}
        onCancel={props.onCancel}
      />
    );
  }
  return (
    <PasswordForm
      action={make}
      submitLabel={message("options_key_show")}
      cancelLabel={message("common_not_now")}
      onCancel={props.onCancel}
    >
      <p>{message("options_key_show_text")}</p>
      {props.replaces ? (
        <p>
          <RichText message="options_key_replaces" />
        </p>
      ) : null}
    </PasswordForm>
  );
}
