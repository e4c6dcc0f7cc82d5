// A labelled choice of one file.

import { useId } from "preact/hooks";

export type FileFieldProps = {
  readonly label: string;
  readonly onChoose: (file: File | null) => void;
  readonly error: string | null;
};

export function FileField(props: FileFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        aria-invalid={props.error === null ? undefined : "true"}
        aria-describedby={props.error === null ? undefined : `${id}-error`}
        onChange={(event) => props.onChoose(event.currentTarget.files?.[0] ?? null)}
      />
      <div aria-live="polite">
        {props.error === null ? null : (
          <p class="field-error" id={`${id}-error`}>
            {props.error}
          </p>
        )}
      </div>
    </div>
  );
}
