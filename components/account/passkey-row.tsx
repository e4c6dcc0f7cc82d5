// One passkey: where it works, when it was used, how it is called, and its removal.

import { useEffect, useRef, useState } from "preact/hooks";
import type { PasskeyView } from "../../lib/app/views.ts";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { KeyIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { dateText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";

export type PasskeyRowProps = {
  readonly passkey: PasskeyView;
  /** Unlike that of every other passkey on the screen. */
  readonly name: string;
  readonly onChanged: () => Promise<void>;
};

type Mode = "view" | "rename" | "remove";

export function PasskeyRow(props: PasskeyRowProps) {
  const { passkey } = props;
  const { call } = useRpc();
  const [mode, setMode] = useState<Mode>("view");
  const view = () => setMode("view");
  const renameButton = useReturnedFocus(mode === "rename");
  const removeButton = useReturnedFocus(mode === "remove");
  const remove = useAction(async () => {
    await call("passkey.remove", { id: passkey.id });
    await props.onChanged();
  });
  return (
    <li class="row">
      <p class="row-title">
        <KeyIcon />
        <bdi>{props.name}</bdi>
      </p>
      <p class="hint">
        {passkey.attachment === "platform" ? "Fingerprint or face" : "Security key"} ·{" "}
        <bdi>{passkey.rpId}</bdi> · <bdi>{passkey.userName}</bdi>
      </p>
      <p class="hint">
        Made {dateText(passkey.createdAt)} ·{" "}
        {passkey.lastUsedAt === null ? "not used yet" : `last used ${dateText(passkey.lastUsedAt)}`}
      </p>
      {mode === "view" ? (
        <div class="row-actions">
          <Button
            kind="quiet"
            name={`Rename passkey ${props.name}`}
            buttonRef={renameButton}
            onPress={() => setMode("rename")}
          >
            Rename
          </Button>
          <Button
            kind="quiet"
            name={`Remove passkey ${props.name}`}
            buttonRef={removeButton}
            onPress={() => setMode("remove")}
          >
            Remove
          </Button>
        </div>
      ) : null}
      {mode === "rename" ? (
        <RenameForm
          label={passkey.label}
          onCancel={view}
          onSave={async (label) => {
            await call("passkey.rename", { id: passkey.id, label });
            await props.onChanged();
            view();
          }}
        />
      ) : null}
      {mode === "remove" ? (
        <ConfirmPanel
          title="Remove this passkey?"
          confirmLabel="Remove passkey for good"
          cancelLabel="Keep passkey"
          action={remove}
          onCancel={view}
        >
          <p>
            You can then no longer sign in to <bdi>{passkey.rpId}</bdi> with it. Headway goes on
            listing it until you remove it in Headway’s settings too.
          </p>
        </ConfirmPanel>
      ) : null}
    </li>
  );
}

type RenameFormProps = {
  readonly label: string;
  readonly onSave: (label: string) => Promise<void>;
  readonly onCancel: () => void;
};

function RenameForm(props: RenameFormProps) {
  const [label, setLabel] = useState(props.label);
  const field = useRef<HTMLInputElement>(null);
  const save = useAction(props.onSave);
  useEffect(() => field.current?.select(), []);
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (label.trim() === "") field.current?.focus();
        else save.run(label.trim());
      }}
    >
      <TextField label="Passkey name" value={label} onInput={setLabel} inputRef={field} />
      <ErrorNotice error={save.error} />
      <div class="buttons">
        <Button onPress={props.onCancel}>Keep the old name</Button>
        <Button kind="primary" type="submit" busy={save.busy}>
          Save name
        </Button>
      </div>
    </form>
  );
}
