// One passkey: where it works, when it was used, how it is called, and the ways to rename, hide and
// remove it.

import { Fragment } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { PasskeyView } from "../../lib/app/views.ts";
import { useAnnounce } from "../announcer.tsx";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { KeyIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { dateText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { MovePanel, type Places } from "./move-panel.tsx";

export type PasskeyRowProps = Places & {
  readonly passkey: PasskeyView;
  /** Unlike that of every other passkey on the screen. */
  readonly name: string;
  /** Whether it is the only one of its account that sites are offered. */
  readonly isLast: boolean;
  readonly onChanged: () => Promise<void>;
};

type Mode = "view" | "rename" | "move" | "remove";

export function PasskeyRow(props: PasskeyRowProps) {
  const { passkey } = props;
  const { hidden } = passkey;
  const { call } = useRpc();
  const announce = useAnnounce();
  const [mode, setMode] = useState<Mode>("view");
  const view = () => setMode("view");
  const renameButton = useReturnedFocus(mode === "rename");
  const moveButton = useReturnedFocus(mode === "move");
  const removeButton = useReturnedFocus(mode === "remove");
  const remove = useAction(async () => {
    await call("passkey.remove", { id: passkey.id });
    await props.onChanged();
  });
  const hide = useAction(async () => {
    await call("passkey.hide", { id: passkey.id, hidden: hidden === null });
    announce(hidden === null ? "Passkey hidden." : "Passkey shown again.");
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
      <UsedAt origins={passkey.origins} />
      {hidden === null ? null : (
        <p class="hint">
          {hidden.by === "site" ? "Headway no longer knows this passkey" : "Hidden by you"} · since{" "}
          {dateText(hidden.at)}
        </p>
      )}
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
            name={
              hidden === null ? `Hide passkey ${props.name}` : `Show passkey ${props.name} again`
            }
            busy={hide.busy}
            onPress={() => hide.run()}
          >
            {hidden === null ? "Hide" : "Show again"}
          </Button>
          <Button
            kind="quiet"
            name={`Move passkey ${props.name}`}
            buttonRef={moveButton}
            onPress={() => setMode("move")}
          >
            Move
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
      <ErrorNotice error={hide.error} />
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
      {mode === "move" ? (
        <MovePanel
          id={passkey.id}
          what="passkey"
          account={props.account}
          accounts={props.accounts}
          onMoved={props.onChanged}
          onCancel={view}
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
          {props.isLast ? (
            <p>
              It is the last passkey of this account that Waykey offers. Make sure that you can sign
              in another way.
            </p>
          ) : null}
        </ConfirmPanel>
      ) : null}
    </li>
  );
}

function UsedAt(props: { origins: readonly string[] }) {
  if (props.origins.length === 0) return null;
  return (
    <p class="hint">
      Used at{" "}
      {props.origins.map((origin, index) => (
        <Fragment key={origin}>
          {index === 0 ? null : ", "}
          <bdi>{origin}</bdi>
        </Fragment>
      ))}
    </p>
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
    <Form
      onSubmit={() => {
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
    </Form>
  );
}
