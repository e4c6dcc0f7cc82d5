// The emergency key: whether there is one, and the ways to make it, to replace it and to remove it, each
// after the password. A key is shown once; Waykey keeps nothing that it could be shown from again.

import { useState } from "preact/hooks";
import type { VerificationStatus } from "../../lib/app/views.ts";
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
    await finish("Emergency key removed.");
  });

  return (
    <>
      <h3>Emergency key</h3>
      <p>{state === null ? "There is none." : `Made on ${dateText(state.createdAt)}.`}</p>
      <p class="hint">
        {state === null
          ? "Without one, a forgotten password means that only a backup brings your codes back."
          : "It can’t be shown or printed again. If the paper is lost, make a new one: that replaces the old one."}
      </p>
      {panel === null ? (
        <div class="row-actions">
          <Button buttonRef={makeButton} onPress={() => onPanel("make")}>
            {state === null ? "Make an emergency key" : "Make a new one"}
          </Button>
          {state === null ? null : (
            <Button
              kind="quiet"
              name="Remove emergency key"
              buttonRef={removeButton}
              onPress={() => onPanel("remove")}
            >
              Remove
            </Button>
          )}
        </div>
      ) : null}
      {panel === "make" ? (
        <MakeEmergencyKey
          replaces={state !== null}
          onKept={() => finish("Emergency key kept.")}
          onCancel={() => onPanel(null)}
        />
      ) : null}
      {panel === "remove" ? (
        <PasswordForm
          action={remove}
          submitLabel="Remove emergency key"
          cancelLabel="Keep emergency key"
          onCancel={() => onPanel(null)}
        >
          <p>The key on your paper then opens nothing any more. Destroy the paper.</p>
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
      submitLabel="Show the key"
      cancelLabel="Not now"
      onCancel={props.onCancel}
    >
      <p>
        Waykey shows the key once, for you to print or to write down. Whoever has the paper can open
        Waykey on this computer, so keep it where you keep other important papers.
      </p>
      {props.replaces ? (
        <p>
          <b>It replaces the old key.</b> The old paper stops working once you have confirmed the
          new one.
        </p>
      ) : null}
    </PasswordForm>
  );
}
