// A titled block of a screen.

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export type CardProps = {
  readonly title: string;
  readonly children: ComponentChildren;
  /** Set apart, for what the page in use calls for. */
  readonly prominent?: boolean;
};

export function Card(props: CardProps) {
  const id = useId();
  return (
    <section class={props.prominent === true ? "card card-prominent" : "card"} aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </section>
  );
}
