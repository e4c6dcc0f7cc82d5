// A labelled input with room for a hint and an error under it. The error is tied to the input and
// announced when it appears. What is typed in the open, browsers write to the disk with the state of the tab, but
// for fields with autocomplete "off": a password that is shown while it is typed is such a field too.

import type { ComponentChildren, Ref, TargetedInputEvent } from "preact";
import { useId } from "preact/hooks";

export type TextFieldProps = {
  readonly label: string;
  readonly value: string;
  /** `isAtEnd`: the caret stands behind the last character. */
  readonly onInput: (value: string, isAtEnd: boolean) => void;
  readonly type?: "text" | "password" | "email" | "number" | "search" | "date" | "time";
  /** Of a password; nothing else is ever completed. */
  readonly autocomplete?: string;
  /** In letters of one width, for what is compared character by character. */
  readonly mono?: boolean;
  readonly hint?: ComponentChildren;
  readonly error?: string | null;
  /** For numbers, and for days as in "2026-11-28". */
  readonly range?: { readonly min?: number | string; readonly max: number | string };
  readonly inputRef?: Ref<HTMLInputElement>;
};

export function TextField(props: TextFieldProps) {
  const id = useId();
  const { type = "text", hint, error = null } = props;
  const described = [hint === undefined ? "" : `${id}-hint`, error === null ? "" : `${id}-error`];
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <FieldInput
        type={type}
        shared={{
          id,
          value: props.value,
          autocomplete: type === "password" ? (props.autocomplete ?? "off") : "off",
          autocapitalize: "off",
          spellcheck: false,
          "aria-invalid": error === null ? undefined : "true",
          "aria-describedby": described.join(" ").trim() || undefined,
          class: props.mono === true ? "field-mono" : undefined,
          onInput: (event) => {
            const { value, selectionEnd } = event.currentTarget;
            props.onInput(value, selectionEnd === value.length);
          },
        }}
        range={props.range}
        inputRef={props.inputRef ?? null}
      />
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div aria-live="polite">
        {error === null ? null : (
          <p class="field-error" id={`${id}-error`}>
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

type SharedAttributes = {
  id: string;
  value: string;
  autocomplete: string;
  autocapitalize: "off";
  spellcheck: boolean;
  "aria-invalid": "true" | undefined;
  "aria-describedby": string | undefined;
  class: string | undefined;
  onInput: (event: TargetedInputEvent<HTMLInputElement>) => void;
};

type FieldInputProps = {
  readonly type: NonNullable<TextFieldProps["type"]>;
  readonly shared: SharedAttributes;
  readonly range: TextFieldProps["range"];
  readonly inputRef: Ref<HTMLInputElement>;
};

/** The types of JSX want to know each kind of input by itself. */
function FieldInput(props: FieldInputProps) {
  const { shared, inputRef } = props;
  if (props.type === "password") return <input ref={inputRef} {...shared} type="password" />;
  if (props.type === "email") return <input ref={inputRef} {...shared} type="email" />;
  if (props.type === "search") return <input ref={inputRef} {...shared} type="search" />;
  if (props.type === "number") {
    return <input ref={inputRef} {...shared} {...props.range} type="number" />;
  }
  if (props.type === "date") {
    return <input ref={inputRef} {...shared} {...props.range} type="date" />;
  }
  if (props.type === "time") return <input ref={inputRef} {...shared} type="time" />;
  return <input ref={inputRef} {...shared} type="text" />;
}
