// A fresh emergency key: shown large, printed, and kept only after its end was typed from the
// paper while it is out of sight. Until then it opens nothing.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { message, numberText } from "../../lib/i18n/messages.ts";
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
        {message("options_new_key_title")}
      </p>
      <p class="emergency-key" role="group" aria-labelledby="emergency-key-label">
        {props.groups.join("-")}
      </p>
      <p>{message("options_new_key_text")}</p>
      <div class="buttons">
        <Button buttonRef={printButton} onPress={() => ports.print()}>
          {message("common_print")}
        </Button>
        <Button kind="primary" onPress={props.onNext}>
          {message("options_new_key_on_paper")}
        </Button>
      </div>
      <div class="row-actions">
        <Button kind="quiet" onPress={props.onCancel}>
          {message("options_new_key_discard")}
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
  const length = numberText(props.ending.length);
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
        {message(
          props.replaces ? "options_new_key_read_replacing" : "options_new_key_read",
          length,
        )}
      </p>
      <TextField
        label={message("options_new_key_ending", length)}
        mono
        value={typed}
        onInput={(text) => {
          setTyped(text);
          setWrong(false);
        }}
        inputRef={field}
        hint={message("options_new_key_ending_hint")}
        error={isWrong ? message("options_new_key_ending_wrong") : null}
      />
      <ErrorNotice error={keep.error} />
      <div class="buttons">
        <Button onPress={props.onBack}>{message("options_new_key_show_again")}</Button>
        <Button kind="primary" type="submit" busy={keep.busy}>
          {message("options_new_key_keep")}
        </Button>
      </div>
      <div class="row-actions">
        <Button kind="quiet" onPress={props.onCancel}>
          {message("options_new_key_discard")}
        </Button>
      </div>
    </Form>
  );
}
