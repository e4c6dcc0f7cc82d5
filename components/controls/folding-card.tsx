// A titled block of a screen that folds to one line, which says in a few words what is inside.

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { ForwardIcon } from "./icons.tsx";

export type Fold = {
  readonly isOpen: boolean;
  /** It was opened or folded, by the user or by the browser's search in the page. */
  readonly onFold: (isOpen: boolean) => void;
};

export type FoldingCardProps = Fold & {
  readonly title: string;
  /** What is inside, such as "kept here". */
  readonly gist: string;
  readonly children: ComponentChildren;
};

export function FoldingCard(props: FoldingCardProps) {
  const id = useId();
  return (
    <details
      class="card folding"
      aria-labelledby={id}
      open={props.isOpen}
      onToggle={({ currentTarget }) => props.onFold(currentTarget.open)}
    >
      <summary>
        <h2 id={id}>{props.title}</h2>
        <span class="hint">{props.gist}</span>
        <ForwardIcon />
      </summary>
      <div class="folded">{props.children}</div>
    </details>
  );
}
