// One section of the full page, with an address of its own.

import type { ComponentChildren } from "preact";

export type SectionProps = {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
};

export function Section(props: SectionProps) {
  return (
    <section class="card section" id={props.id} aria-labelledby={`${props.id}-title`}>
      <h2 id={`${props.id}-title`} tabIndex={-1}>
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}
