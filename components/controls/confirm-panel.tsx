// Asks once more before something that cannot be undone, in place, and says what it breaks. The
// harmless answer has the focus.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useId, useRef } from "preact/hooks";
import type { Action } from "../use-action.ts";
import { CancelWork } from "../work/cancel-work.tsx";
import type { LongWork } from "../work/use-long-work.ts";
import { WorkError } from "../work/work-error.tsx";
import { WorkProgress } from "../work/work-progress.tsx";
import { Button } from "./button.tsx";

export type ConfirmPanelProps = {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly action: Action<readonly []>;
  /** How far it is, where it may take long, and its end; missing: it is short. */
  readonly work?: LongWork;
  readonly onCancel: () => void;
};

export function ConfirmPanel(props: ConfirmPanelProps) {
  const { action, work } = props;
  const id = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => cancel.current?.focus(), []);
  return (
    <div class="confirm" role="group" aria-labelledby={id}>
      <p class="confirm-title" id={id}>
        {props.title}
      </p>
      <div class="confirm-text">{props.children}</div>
      <WorkError error={action.error} />
      {work === undefined ? null : <WorkProgress work={work} />}
      <div class="buttons">
        {work !== undefined && action.busy ? (
          <CancelWork work={work} />
        ) : (
          <Button buttonRef={cancel} onPress={props.onCancel}>
            {props.cancelLabel}
          </Button>
        )}
        <Button kind="danger" busy={action.busy} onPress={() => action.run()}>
          {props.confirmLabel}
        </Button>
      </div>
    </div>
  );
}
