// A fresh emergency key: shown large, printed, and kept only after its end was typed from the
// paper while it is out of sight. Until then it opens nothing.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { emergencyKeyGroups, isSamePart } from "../access/emergency-key-text.ts";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { EmergencySheet } from "./emergency-sheet.tsx";

/** How many groups at its end are typed from the paper. */
const ENDING_GROUPS = 2;

export type NewEmergencyKeyProps = {
  /** As it is printed: groups joined by hyphens. */
  readonly emergencyKey: string;
  readonly replaces: boolean;
  /** Makes it good. */
  readonly onKeep: () => Promise<void>;
  readonly onCancel: () => void;
};

export function NewEmergencyKey(props: NewEmergencyKeyProps) {
  const [isInSight, setInSight] = useState(true);
  const groups = emergencyKeyGroups(props.emergencyKey);
  return isInSight ? (
    <KeyInSight groups={groups} onNext={() => setInSight(false)} onCancel={props.onCancel} />
  ) : (
    <KeyOnPaper
      ending={groups.slice(-ENDING_GROUPS).join("")}
      replaces={props.replaces}
      onKeep={props.onKeep}
      onBack={() => setInSight(true)}
      onCancel={props.onCancel}
    />
  );
}

type KeyInSightProps = {
  readonly groups: readonly string[];
  readonly onNext: () => void;
  readonly onCancel: () => void;
};

function KeyInSight(props: KeyInSightProps) {
  const ports = usePorts();
  const printButton = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => printButton.current?.focus(), []);
  return (
    <div class="stack">
      <p class="origin-label" id="emergency-key-label">
        Your emergency key
      </p>
      <p class="emergency-key" role="group" aria-labelledby="emergency-key-label">
        {props.groups.join("-")}
      </p>
      <p>
        Print it or write it down now. Waykey doesn’t show it again, and it opens nothing before you
        have confirmed it in the next step.
      </p>
      <div class="buttons">
        <Button buttonRef={printButton} onPress={() => ports.print()}>
          Print
        </Button>
        <Button kind="primary" onPress={props.onNext}>
          I have it on paper
        </Button>
      </div>
      <div class="row-actions">
        <Button kind="quiet" onPress={props.onCancel}>
          Throw this key away
        </Button>
      </div>
      <EmergencySheet groups={props.groups} />
    </div>
  );
}

type KeyOnPaperProps = {
  /** Without hyphens. */
  readonly ending: string;
  readonly replaces: boolean;
  readonly onKeep: () => Promise<void>;
  readonly onBack: () => void;
  readonly onCancel: () => void;
};

function KeyOnPaper(props: KeyOnPaperProps) {
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const keep = useAction(props.onKeep);
  useLayoutEffect(() => field.current?.focus(), []);

  return (
    <Form
      onSubmit={() => {
        const isRight = isSamePart(typed, props.ending);
        setWrong(!isRight);
        if (isRight) keep.run();
        else field.current?.focus();
      }}
    >
      <p>
        The key is out of sight now. Read its last {props.ending.length} characters from your paper
        and type them here, so that it is sure that you have it.
        {props.replaces ? " The old key stops working then." : ""}
      </p>
      <TextField
        label={`Last ${props.ending.length} characters of the key`}
        mono
        value={typed}
        onInput={(text) => {
          setTyped(text);
          setWrong(false);
        }}
        inputRef={field}
        hint="The last two groups, with or without the hyphen."
        error={isWrong ? "That’s not how the key ends. Compare it with your paper." : null}
      />
      <ErrorNotice error={keep.error} />
      <div class="buttons">
        <Button onPress={props.onBack}>Show the key again</Button>
        <Button kind="primary" type="submit" busy={keep.busy}>
          Keep this key
        </Button>
      </div>
      <div class="row-actions">
        <Button kind="quiet" onPress={props.onCancel}>
          Throw this key away
        </Button>
      </div>
    </Form>
  );
}
