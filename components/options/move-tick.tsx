// A step of the move to another device, to be ticked. The tick takes effect at once.

import { useId } from "preact/hooks";
import type { MoveNote, MoveStep } from "../../lib/headway/moving.ts";
import { type MessageKey, message } from "../../lib/i18n/messages.ts";
import { dateText } from "../plain-text.ts";

export type MoveTickProps = {
  readonly step: MoveStep;
  /** Those that are ticked. */
  readonly notes: readonly MoveNote[];
  readonly busy: boolean;
  readonly onTick: (step: MoveStep, done: boolean) => void;
};

const LABELS: Readonly<Record<MoveStep, MessageKey>> = {
  backup: "options_new_device_tick_backup",
  restore: "options_new_device_tick_restore",
  compare: "options_new_device_tick_compare",
  "sign-in": "options_new_device_tick_sign_in",
  others: "options_new_device_tick_others",
};

export function MoveTick({ step, notes, busy, onTick }: MoveTickProps) {
  const hint = useId();
  const note = notes.find((each) => each.step === step);
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          checked={note !== undefined}
          disabled={busy}
          aria-describedby={note === undefined ? undefined : hint}
          onChange={(event) => onTick(step, event.currentTarget.checked)}
        />
        {message(LABELS[step])}
      </label>
      {note === undefined ? null : (
        <p class="hint" id={hint}>
          {message("options_new_device_ticked", dateText(note.at))}
        </p>
      )}
    </div>
  );
}
