// A list of options of which one is chosen, with the browser's own radio buttons inside.

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export type RadioOption = {
  readonly value: string;
  readonly label: string;
  /** A second line; part of the accessible description, not of the name. */
  readonly detail?: ComponentChildren;
};

export type RadioGroupProps = {
  readonly legend: string;
  readonly options: readonly RadioOption[];
  readonly value: string | null;
  readonly onChange: (value: string) => void;
};

export function RadioGroup(props: RadioGroupProps) {
  const id = useId();
  return (
    <fieldset class="radios">
      <legend>{props.legend}</legend>
      {props.options.map((option, index) => (
        <div class="radio" key={option.value}>
          <input
            type="radio"
            id={`${id}-${index}`}
            name={id}
            value={option.value}
            checked={option.value === props.value}
            aria-describedby={option.detail === undefined ? undefined : `${id}-${index}-detail`}
            onChange={() => props.onChange(option.value)}
          />
          <div class="radio-text">
            <label for={`${id}-${index}`}>
              <bdi>{option.label}</bdi>
            </label>
            {option.detail === undefined ? null : (
              <p class="hint" id={`${id}-${index}-detail`}>
                {option.detail}
              </p>
            )}
          </div>
        </div>
      ))}
    </fieldset>
  );
}
