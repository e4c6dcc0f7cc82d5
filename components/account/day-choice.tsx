// On which day something was done at Headway: today, yesterday, or another one out of a calendar.

import { message, type MessageKey } from "../../lib/i18n/messages.ts";
import { RadioGroup } from "../controls/radio-group.tsx";
import { TextField } from "../controls/text-field.tsx";
import { dayOf, daysBefore } from "./week-day.ts";

const DAYS = {
  today: "account_exemption_today",
  yesterday: "account_exemption_yesterday",
  other: "account_exemption_other",
} as const satisfies Readonly<Record<string, MessageKey>>;

export type ChosenDay = {
  readonly chosen: keyof typeof DAYS;
  /** Of `other`: as a date field has it; empty for none. */
  readonly day: string;
};

export const TODAY: ChosenDay = { chosen: "today", day: "" };

/** As a date field has it; empty where none is chosen yet. */
export function dayOfChoice({ chosen, day }: ChosenDay, now: number): string {
  if (chosen === "other") return day;
  return dayOf(chosen === "today" ? now : daysBefore(now, 1));
}

export type DayChoiceProps = {
  readonly legend: string;
  readonly value: ChosenDay;
  /** The earliest, as a date field has it; missing: any. */
  readonly min?: string;
  readonly error: string | null;
  readonly onChange: (value: ChosenDay) => void;
};

export function DayChoice(props: DayChoiceProps) {
  const { value, min } = props;
  return (
    <>
      <RadioGroup
        legend={props.legend}
        options={Object.entries(DAYS).map(([name, label]) => ({
          value: name,
          label: message(label),
        }))}
        value={value.chosen}
        onChange={(chosen) => props.onChange({ ...value, chosen: chosen as ChosenDay["chosen"] })}
      />
      {value.chosen === "other" ? (
        <TextField
          label={message("account_exemption_day")}
          type="date"
          value={value.day}
          range={{ ...(min !== undefined && { min }), max: dayOf(Date.now()) }}
          error={props.error}
          onInput={(day) => props.onChange({ ...value, day })}
        />
      ) : null}
    </>
  );
}
