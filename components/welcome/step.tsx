// One step of the welcome page, in an ordered list: its number comes from there.

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { CheckIcon } from "../controls/icons.tsx";

export type StepProps = {
  readonly title: string;
  readonly isDone: boolean;
  readonly children: ComponentChildren;
};

export function Step(props: StepProps) {
  const id = useId();
  return (
    <li>
      <section class="card section" aria-labelledby={id}>
        <h2 id={id}>{props.title}</h2>
        {props.isDone ? (
          <p class="welcome-done">
            <CheckIcon />
            {message("welcome_done")}
          </p>
        ) : null}
        {props.children}
      </section>
    </li>
  );
}
