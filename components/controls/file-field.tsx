// A labelled choice of files.

import { useId } from "preact/hooks";

export type FileFieldProps = {
  readonly label: string;
  /** As the attribute `accept` has it. */
  readonly accept: string;
  /** Several at once. */
  readonly multiple?: boolean;
  /** Shows none as chosen afterwards, so that the same one can be chosen again; missing: where it takes several. */
  readonly forgets?: boolean;
  readonly onChoose: (files: readonly File[]) => void;
  readonly error: string | null;
};

export function FileField(props: FileFieldProps) {
  const id = useId();
  const { multiple = false, forgets = multiple } = props;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        type="file"
        accept={props.accept}
        multiple={multiple}
        aria-invalid={props.error === null ? undefined : "true"}
        aria-describedby={props.error === null ? undefined : `${id}-error`}
        onChange={(event) => {
          const field = event.currentTarget;
          const files = [...(field.files ?? [])];
          // Else the same file chosen again would be no change.
          if (forgets) field.value = "";
          props.onChoose(files);
        }}
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
