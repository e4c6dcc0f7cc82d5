// The good recovery code: masked, revealed for half a minute after the password, copied, marked as
// used, or removed. The code is in the document only while it is revealed.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RecoveryView } from "../../lib/app/views.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { CopyIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { PasswordForm } from "../controls/password-form.tsx";
import { takeFreeFocus } from "../free-focus.ts";
import { dateText } from "../plain-text.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
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

  return (
    <div class="row">
      {revealed === null ? (
        <p class="masked">
          <span class="visually-hidden">Hidden recovery code</span>
          <span aria-hidden="true">{props.code.masked}</span>
        </p>
      ) : (
        <Revealed code={revealed} onHide={() => setRevealed(null)} />
      )}
      <p class="hint">
        Saved {dateText(props.code.createdAt)} ·{" "}
        {hasPassphrase ? "your password and its own passphrase are" : "your password is"} asked for
        each time before it is shown, filled or printed
      </p>
      {mode === "hidden" ? (
        <div class="row-actions">
          {revealed === null ? (
            <Button buttonRef={revealButton} onPress={() => setMode("asking")}>
              Reveal
            </Button>
          ) : null}
          <Button kind="quiet" busy={print.busy} onPress={() => print.run()}>
            Print
          </Button>
          <Button kind="quiet" buttonRef={markButton} onPress={() => setMode("marking")}>
            Mark as used
          </Button>
          <Button
            kind="quiet"
            buttonRef={passphraseButton}
            onPress={() => setMode(hasPassphrase ? "unlocking" : "locking")}
          >
            {hasPassphrase ? "Take its passphrase off" : "Give it a passphrase"}
          </Button>
          <Button
            kind="quiet"
            name="Move recovery code"
            buttonRef={moveButton}
            onPress={() => setMode("moving")}
          >
            Move
          </Button>
          <Button
            kind="quiet"
            name="Remove recovery code"
            buttonRef={removeButton}
            onPress={() => setMode("removing")}
          >
            Remove
          </Button>
        </div>
      ) : null}
      <ErrorNotice error={print.error} />
      {mode === "asking" ? (
        <PasswordForm
          action={reveal}
          asksPassphrase={hasPassphrase}
          submitLabel="Show code"
          cancelLabel="Keep hidden"
          onCancel={hide}
        >
          <p>Make sure that nobody looks over your shoulder. It stays in view for 30 seconds.</p>
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
          submitLabel="Take it off"
          cancelLabel="Keep the passphrase"
          onCancel={hide}
        >
          <p>Then your password alone is asked for before the code is shown, filled or printed.</p>
        </PasswordForm>
      ) : null}
      {mode === "marking" ? (
        <ConfirmPanel
          title="Has it been used?"
          confirmLabel="Yes, it was used"
          cancelLabel="No, keep it"
          action={markUsed}
          onCancel={hide}
        >
          <p>It moves to the used ones and is not offered any more.</p>
        </ConfirmPanel>
      ) : null}
      {mode === "moving" ? (
        <MovePanel
          id={id}
          what="recovery code"
          account={props.account}
          accounts={props.accounts}
          onMoved={props.onChanged}
          onCancel={hide}
        />
      ) : null}
      {mode === "removing" ? (
        <ConfirmPanel
          title="Remove this recovery code?"
          confirmLabel="Remove recovery code for good"
          cancelLabel="Keep recovery code"
          action={remove}
          onCancel={hide}
        >
          <p>
            It stays valid at Headway, but Waykey can no longer help you back in with it. Make sure
            that you have a copy.
          </p>
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
    announce("Code copied.");
  });
  return (
    <div class="stack">
      <p class="revealed">{props.code}</p>
      <div class="row-actions">
        <Button busy={copy.busy} onPress={() => copy.run()}>
          <CopyIcon />
          Copy recovery code
        </Button>
        <Button kind="quiet" buttonRef={hide} onPress={props.onHide}>
          Hide
        </Button>
      </div>
      <ErrorNotice error={copy.error} />
    </div>
  );
}
