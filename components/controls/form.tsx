// A form that Waykey handles itself: nothing is sent, the browser's own checks are off, and a key that is
// held down sends it once.

import type { ComponentChildren } from "preact";

export type FormProps = {
  readonly onSubmit: () => void;
  readonly children: ComponentChildren;
};

export function Form(props: FormProps) {
  return (
    <form
      class="stack"
      noValidate
      onKeyDown={(event) => {
        if (event.repeat && event.key === "Enter") event.preventDefault();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      {props.children}
    </form>
  );
}
