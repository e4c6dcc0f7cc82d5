// One passkey: where it works, when it was used, how it is called, and the ways to rename, hide and
// remove it.

import { useEffect, useRef, useState } from "preact/hooks";
import type { PasskeyView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { RowOf } from "../controls/row-of.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { KeyIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { methodName } from "../method-name.ts";
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
    announce(
      hidden === null
        ? message("account_passkey_hidden_done")
        : message("account_passkey_shown_done"),
    );
    await props.onChanged();
  });
  return (
    <li class="row">
      <p class="row-title">
        <KeyIcon />
        <bdi>{props.name}</bdi>
      </p>
      <p class="hint">
        {methodName(passkey.attachment === "platform" ? "biometrics" : "security-key")} ·{" "}
        <bdi>{passkey.rpId}</bdi> · <bdi>{passkey.userName}</bdi>
      </p>
      <p class="hint">
        {message("account_passkey_made", dateText(passkey.createdAt))} ·{" "}
        {passkey.lastUsedAt === null
          ? message("account_passkey_not_used")
          : message("account_passkey_last_used", dateText(passkey.lastUsedAt))}
      </p>
      <SeenAt passkey={passkey} />
      {hidden === null ? null : (
        <p class="hint">
          {message(
            hidden.by === "site"
              ? "account_passkey_hidden_by_site"
              : "account_passkey_hidden_by_you",
            dateText(hidden.at),
          )}
        </p>
      )}
      {mode === "view" ? (
        <div class="row-actions">
          <Button
            kind="quiet"
            name={message("account_passkey_rename", props.name)}
            buttonRef={renameButton}
            onPress={() => setMode("rename")}
          >
            {message("common_rename")}
          </Button>
          <Button
            kind="quiet"
            name={
              hidden === null
                ? message("account_passkey_hide", props.name)
                : message("account_passkey_show", props.name)
            }
            busy={hide.busy}
            onPress={() => hide.run()}
          >
            {hidden === null ? message("common_hide") : message("common_show_again")}
          </Button>
          <Button
            kind="quiet"
            name={message("account_passkey_move", props.name)}
            buttonRef={moveButton}
            onPress={() => setMode("move")}
          >
            {message("common_move")}
          </Button>
          <Button
            kind="quiet"
            name={message("account_passkey_remove", props.name)}
            buttonRef={removeButton}
            onPress={() => setMode("remove")}
          >
            {message("common_remove")}
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
          title={message("account_passkey_remove_title")}
          confirmLabel={message("account_passkey_remove_confirm")}
          cancelLabel={message("account_passkey_remove_cancel")}
          action={remove}
          onCancel={view}
        >
          <p>
            <RichText
              message="account_passkey_remove_effect"
              values={[<bdi key="site">{passkey.rpId}</bdi>]}
            />
          </p>
          {props.isLast ? <p>{message("account_passkey_remove_last")}</p> : null}
        </ConfirmPanel>
      ) : null}
    </li>
  );
}

function SeenAt({ passkey }: Pick<PasskeyRowProps, "passkey">) {
  const { origins, lastUsedAt } = passkey;
  if (origins.length === 0) return null;
  return (
    <p class="hint">
      <RichText
        message={lastUsedAt === null ? "account_passkey_made_at" : "account_passkey_used_at"}
        values={[<RowOf key="sites" texts={origins} />]}
      />
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
      <TextField
        label={message("account_passkey_name")}
        value={label}
        onInput={setLabel}
        inputRef={field}
      />
      <ErrorNotice error={save.error} />
      <div class="buttons">
        <Button onPress={props.onCancel}>{message("account_passkey_rename_cancel")}</Button>
        <Button kind="primary" type="submit" busy={save.busy}>
          {message("account_passkey_rename_save")}
        </Button>
      </div>
    </Form>
  );
}
