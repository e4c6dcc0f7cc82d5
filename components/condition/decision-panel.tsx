// The user's decision about the vault: what was found, what each choice does and what becomes of the
// rest. Each choice takes the password.

import { useState } from "preact/hooks";
import type { Decision, SettleChoice } from "../../lib/app/views.ts";
import { type MessageKey, message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { PasswordForm } from "../controls/password-form.tsx";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { DECISION_TITLES } from "./decision-text.ts";

type OpenDecision = Exclude<Decision, null>;

type Choice = {
  readonly choice: SettleChoice;
  readonly label: MessageKey;
  /** What it does, as a sentence of its own. */
  readonly effect: MessageKey;
  /** What is announced once it is done. */
  readonly done: MessageKey;
};

const TAKE_LATER: Choice = {
  choice: "take-later",
  label: "condition_take_later",
  effect: "condition_take_later_effect",
  done: "condition_take_later_done",
};

const KEEP_THIS: Choice = {
  choice: "keep-this",
  label: "condition_keep_this",
  effect: "condition_keep_this_effect",
  done: "condition_keep_this_done",
};

const ACCEPT: Choice = {
  choice: "keep-this",
  label: "condition_accept",
  effect: "condition_accept_effect",
  done: "condition_accept_done",
};

const CHOICES: Readonly<Record<OpenDecision, readonly Choice[]>> = {
  older: [TAKE_LATER, KEEP_THIS],
  altered: [ACCEPT],
};

export type DecisionPanelProps = {
  readonly decision: OpenDecision;
  /** Called when it is carried out. */
  readonly onSettled: () => Promise<void>;
};

export function DecisionPanel(props: DecisionPanelProps) {
  const { decision } = props;
  const [chosen, setChosen] = useState<Choice | null>(null);
  return (
    <Notice tone="warning" title={message(DECISION_TITLES[decision])}>
      {decision === "older" ? <OlderText /> : <AlteredText />}
      <Choices
        choices={CHOICES[decision]}
        isOpen={chosen === null}
        onChoose={(choice) => setChosen(choice)}
      />
      {chosen === null ? null : (
        <Confirmation
          chosen={chosen}
          onSettled={props.onSettled}
          onCancel={() => setChosen(null)}
        />
      )}
    </Notice>
  );
}

function OlderText() {
  return (
    <>
      <p>{message("condition_older_what")}</p>
      <p>{message("condition_older_kept")}</p>
    </>
  );
}

function AlteredText() {
  return (
    <>
      <p>{message("condition_altered_what")}</p>
      <p>
        <RichText
          message="condition_altered_backup"
          tags={{ backup: (content) => <a href="#backup">{content}</a> }}
        />
      </p>
    </>
  );
}

type ChoicesProps = {
  readonly choices: readonly Choice[];
  readonly isOpen: boolean;
  readonly onChoose: (choice: Choice) => void;
};

/** The buttons are away while the password is asked for. */
function Choices({ choices, isOpen, onChoose }: ChoicesProps) {
  const first = useReturnedFocus(!isOpen);
  if (!isOpen) return null;
  return (
    <div class="buttons">
      {choices.map((choice, index) => (
        <Button
          key={choice.label}
          kind={index === 0 ? "primary" : "secondary"}
          buttonRef={index === 0 ? first : null}
          onPress={() => onChoose(choice)}
        >
          {message(choice.label)}
        </Button>
      ))}
    </div>
  );
}

type ConfirmationProps = {
  readonly chosen: Choice;
  readonly onSettled: () => Promise<void>;
  readonly onCancel: () => void;
};

function Confirmation({ chosen, onSettled, onCancel }: ConfirmationProps) {
  const { call } = useRpc();
  const announce = useAnnounce();
  const settle = useAction(async (password: string) => {
    await call("condition.settle", { choice: chosen.choice, password });
    announce(message(chosen.done));
    await onSettled();
  });
  return (
    <PasswordForm
      action={settle}
      submitLabel={message(chosen.label)}
      cancelLabel={message("condition_decide_later")}
      onCancel={onCancel}
    >
      <p>{message(chosen.effect)}</p>
    </PasswordForm>
  );
}
