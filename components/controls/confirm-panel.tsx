// Asks once more before something that cannot be undone, in place, and says what it breaks. The
// harmless answer has the focus.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useId, useRef } from "preact/hooks";
import type { Action } from "../use-action.ts";
import { Button } from "./button.tsx";
import { ErrorNotice } from "./notice.tsx";

export type ConfirmPanelProps = {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly action: Action<readonly []>;
  readonly onCancel: () => void;
};

export function ConfirmPanel(props: ConfirmPanelProps) {
  const id = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => cancel.current?.focus(), []);
  return (
    <div class="confirm" role="group" aria-labelledby={id}>
      <p class="confirm-title" id={id}>
        {props.title}
      </p>
      <div class="confirm-text">{props.children}</div>
      <ErrorNotice error={props.action.error} />
      <div class="buttons">
        <Button buttonRef={cancel} onPress={props.onCancel}>
          {props.cancelLabel}
        </Button>
        <Button kind="danger" busy={props.action.busy} onPress={() => props.action.run()}>
          {props.confirmLabel}
        </Button>
      </div>
    </div>
  );
}
