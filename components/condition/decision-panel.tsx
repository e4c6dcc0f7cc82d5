// The user's decision about the vault: what was found, what each choice does and what becomes of the
// rest. Each choice takes the password.

import { useState } from "preact/hooks";
import type { Decision, SettleChoice } from "../../lib/app/views.ts";
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
  readonly label: string;
  /** What it does, as a sentence of its own. */
  readonly effect: string;
  /** What is announced once it is done. */
  readonly done: string;
};

const TAKE_LATER: Choice = {
  choice: "take-later",
  label: "Go on with the newer one",
  effect:
    "The entries of the second copy count again. What was saved here since is added to them, and what they replace is kept aside.",
  done: "Waykey goes on with the newer state.",
};

const KEEP_THIS: Choice = {
  choice: "keep-this",
  label: "Keep what is here",
  effect:
    "What is here counts as the latest from now on. What only the second copy holds is kept aside.",
  done: "Waykey keeps what is here.",
};

const ACCEPT: Choice = {
  choice: "keep-this",
  label: "Accept what is here",
  effect:
    "What is here counts as whole from now on, and Waykey no longer says that it was changed. Entries that are missing stay missing.",
  done: "Waykey accepts what is here.",
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
    <Notice tone="warning" title={DECISION_TITLES[decision]}>
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
      <p>
        Somebody put back an older copy of your vault, or this computer was restored from an older
        state. The second copy is newer than what is here now.
      </p>
      <p>Whichever you choose, what gives way is kept aside and can be saved as a file below.</p>
    </>
  );
}

function AlteredText() {
  return (
    <>
      <p>
        The second copy could not mend it, and Waykey can’t always tell which entries they are. Look
        through your accounts: if something is missing, restore it from a backup.
      </p>
      <p>
        <a href="#backup">Make a backup first</a>, and save what can’t be read as a file below.
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
          {choice.label}
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
    announce(chosen.done);
    await onSettled();
  });
  return (
    <PasswordForm
      action={settle}
      submitLabel={chosen.label}
      cancelLabel="Decide later"
      onCancel={onCancel}
    >
      <p>{chosen.effect}</p>
    </PasswordForm>
  );
}
