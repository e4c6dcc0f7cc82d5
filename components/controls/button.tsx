// A button. While busy it keeps its name, its size and its focus, and does nothing when pressed.

import type { ComponentChildren, Ref } from "preact";

export type ButtonProps = {
  readonly children: ComponentChildren;
  readonly onPress?: (() => void) | undefined;
  readonly kind?: "primary" | "secondary" | "quiet" | "danger";
  readonly type?: "button" | "submit";
  /** The accessible name, if it must say more than the text. */
  readonly name?: string | undefined;
  /** For a button that switches something on and off. */
  readonly pressed?: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly wide?: boolean;
  readonly describedBy?: string | undefined;
  readonly buttonRef?: Ref<HTMLButtonElement>;
};

export function Button(props: ButtonProps) {
  const { kind = "secondary", type = "button", busy = false, disabled = false } = props;
  const classes = ["button", `button-${kind}`, props.wide === true ? "button-wide" : ""];
  return (
    <button
      ref={props.buttonRef ?? null}
      type={type}
      class={classes.join(" ").trim()}
      aria-label={props.name}
      aria-pressed={props.pressed}
      aria-busy={busy ? "true" : undefined}
      aria-describedby={props.describedBy}
      disabled={disabled}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else props.onPress?.();
      }}
    >
      {props.children}
    </button>
  );
}
