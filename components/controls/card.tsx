// A titled block of a screen.

import type { ComponentChildren, Ref } from "preact";
import { useId } from "preact/hooks";

export type CardProps = {
  readonly title: string;
  readonly children: ComponentChildren;
  /** Set apart, for what the page in use calls for. */
  readonly prominent?: boolean;
  /** Of the title, which may be given the focus. */
  readonly titleRef?: Ref<HTMLHeadingElement>;
};

export function Card(props: CardProps) {
  const id = useId();
  return (
    <section class={props.prominent === true ? "card card-prominent" : "card"} aria-labelledby={id}>
      {props.titleRef === undefined ? (
        <h2 id={id}>{props.title}</h2>
      ) : (
        <h2 id={id} ref={props.titleRef} tabIndex={-1}>
          {props.title}
        </h2>
      )}
      {props.children}
    </section>
  );
}
