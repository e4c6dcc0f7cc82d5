// The good recovery code: masked, revealed for half a minute after the password, copied, marked as
// used, or removed. The code is in the document only while it is revealed.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RecoveryView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { CopyIcon } from "../controls/icons.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { PasswordForm } from "../controls/password-form.tsx";
import { takeFreeFocus } from "../free-focus.ts";
import { dateText } from "../plain-text.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { FilledQuestion } from "./filled-question.tsx";
import { MovePanel, type Places } from "./move-panel.tsx";
import { SetPassphrase } from "./set-passphrase.tsx";

const REVEALED_MS = 30_000;

export type RecoveryRowProps = Places & {
  readonly code: RecoveryView;
  readonly onChanged: () => Promise<void>;
};

type Passphrase = { readonly passphrase?: string };

type Mode = "hidden" | "asking" | "removing" | "marking" | "moving" | "locking" | "unlocking";

export function RecoveryRow(props: RecoveryRowProps) {
  const { id, hasPassphrase } = props.code;
  const { call } = useRpc();
  const ports = usePorts();
  const [mode, setMode] = useState<Mode>("hidden");
  const [revealed, setRevealed] = useState<string | null>(null);
  const wasRevealed = useRef(false);
  const hide = () => setMode("hidden");
  const revealButton = useReturnedFocus(mode === "asking");
  const markButton = useReturnedFocus(mode === "marking");
  const moveButton = useReturnedFocus(mode === "moving");
  const removeButton = useReturnedFocus(mode === "removing");
  const passphraseButton = useReturnedFocus(mode === "locking" || mode === "unlocking");

  useEffect(() => {
    if (revealed === null) {
      if (wasRevealed.current) takeFreeFocus(revealButton.current);
      return undefined;
    }
    wasRevealed.current = true;
    const timer = setTimeout(() => setRevealed(null), REVEALED_MS);
    return () => clearTimeout(timer);
  }, [revealed, revealButton]);

  const reveal = useAction(async (password: string, own: Passphrase) => {
    const answer = await call("recovery.reveal", { id, password, ...own });
    setRevealed(answer.code);
    hide();
  });
  const takeOff = useAction(async (password: string, { passphrase = "" }: Passphrase) => {
    await call("recovery.remove-passphrase", { id, password, passphrase });
    hide();
    await props.onChanged();
  });
  const print = useAction(async () => {
    await ports.openOptions("print", props.account.id);
    ports.closeWindow();
  });
  const markUsed = useAction(async () => {
    await call("recovery.mark-used", { id });
    await props.onChanged();
  });
  const remove = useAction(async () => {
    await call("recovery.remove", { id });
    await props.onChanged();
  });

  const { filledAt } = props.code;
  return (
    <div class="row">
      {filledAt === null ? null : (
        <Notice tone="warning" title={message("account_filled_title")}>
          <FilledQuestion code={props.code} filledAt={filledAt} onChanged={props.onChanged} />
        </Notice>
      )}
      {revealed === null ? (
        <p class="masked">
          <span class="visually-hidden">{message("account_recovery_hidden")}</span>
          <span aria-hidden="true">{props.code.masked}</span>
        </p>
      ) : (
        <Revealed code={revealed} onHide={() => setRevealed(null)} />
      )}
      <p class="hint">
        {message(
          hasPassphrase ? "account_recovery_guards" : "account_recovery_guard",
          dateText(props.code.createdAt),
        )}
      </p>
      {mode === "hidden" ? (
        <div class="row-actions">
          {revealed === null ? (
            <Button buttonRef={revealButton} onPress={() => setMode("asking")}>
              {message("common_reveal")}
            </Button>
          ) : null}
          <Button kind="quiet" busy={print.busy} onPress={() => print.run()}>
            {message("common_print")}
          </Button>
          {filledAt === null ? (
            <Button kind="quiet" buttonRef={markButton} onPress={() => setMode("marking")}>
              {message("account_recovery_mark")}
            </Button>
          ) : null}
          <Button
            kind="quiet"
            buttonRef={passphraseButton}
            onPress={() => setMode(hasPassphrase ? "unlocking" : "locking")}
          >
            {hasPassphrase
              ? message("account_recovery_passphrase_off")
              : message("account_recovery_passphrase_on")}
          </Button>
          <Button
            kind="quiet"
            name={message("account_recovery_move")}
            buttonRef={moveButton}
            onPress={() => setMode("moving")}
          >
            {message("common_move")}
          </Button>
          <Button
            kind="quiet"
            name={message("account_recovery_remove")}
            buttonRef={removeButton}
            onPress={() => setMode("removing")}
          >
            {message("common_remove")}
          </Button>
        </div>
      ) : null}
      <ErrorNotice error={print.error} />
      {mode === "asking" ? (
        <PasswordForm
          action={reveal}
          asksPassphrase={hasPassphrase}
          submitLabel={message("account_recovery_show")}
          cancelLabel={message("account_recovery_show_cancel")}
          onCancel={hide}
        >
          <p>{message("account_recovery_show_text")}</p>
        </PasswordForm>
      ) : null}
      {mode === "locking" ? (
        <SetPassphrase
          id={id}
          onSet={() => {
            hide();
            // What was revealed before.
            setRevealed(null);
            return props.onChanged();
          }}
          onCancel={hide}
        />
      ) : null}
      {mode === "unlocking" ? (
        <PasswordForm
          action={takeOff}
          asksPassphrase
          submitLabel={message("account_recovery_passphrase_off_confirm")}
          cancelLabel={message("account_recovery_passphrase_off_cancel")}
          onCancel={hide}
        >
          <p>{message("account_recovery_passphrase_off_text")}</p>
        </PasswordForm>
      ) : null}
      {mode === "marking" ? (
        <ConfirmPanel
          title={message("account_recovery_mark_title")}
          confirmLabel={message("account_recovery_mark_confirm")}
          cancelLabel={message("account_recovery_mark_cancel")}
          action={markUsed}
          onCancel={hide}
        >
          <p>{message("account_recovery_mark_text")}</p>
        </ConfirmPanel>
      ) : null}
      {mode === "moving" ? (
        <MovePanel
          id={id}
          what="recovery-code"
          account={props.account}
          accounts={props.accounts}
          onMoved={props.onChanged}
          onCancel={hide}
        />
      ) : null}
      {mode === "removing" ? (
        <ConfirmPanel
          title={message("account_recovery_remove_title")}
          confirmLabel={message("account_recovery_remove_confirm")}
          cancelLabel={message("account_recovery_remove_cancel")}
          action={remove}
          onCancel={hide}
        >
          <p>{message("account_recovery_remove_text")}</p>
        </ConfirmPanel>
      ) : null}
    </div>
  );
}

type RevealedProps = {
  readonly code: string;
  readonly onHide: () => void;
};

function Revealed(props: RevealedProps) {
  const { clipboard } = usePorts();
  const announce = useAnnounce();
  const hide = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => hide.current?.focus(), []);
  const copy = useAction(async () => {
    await clipboard.copy(props.code);
    announce(message("common_code_copied"));
  });
  return (
    <div class="stack">
      <p class="revealed">{props.code}</p>
      <div class="row-actions">
        <Button busy={copy.busy} onPress={() => copy.run()}>
          <CopyIcon />
          {message("account_recovery_copy")}
        </Button>
        <Button kind="quiet" buttonRef={hide} onPress={props.onHide}>
          {message("common_hide")}
        </Button>
      </div>
      <ErrorNotice error={copy.error} />
    </div>
  );
}
