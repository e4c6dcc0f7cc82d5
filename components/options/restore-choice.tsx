// What a file says about the vault, which is the fire drill of a backup, and whether a restore shall leave or take out
// what the file has nothing of.

import type { RestoreMode, RestorePreview } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { RadioGroup } from "../controls/radio-group.tsx";
import { Notice } from "../controls/notice.tsx";
import { EntryTable } from "./restore-plan.tsx";

export function DrillNotice({ preview }: { preview: RestorePreview }) {
  const { drill, unreadable, changed } = preview;
  if (drill === "whole") {
    return (
      <Notice tone="success" title={message("restore_drill_whole_title")} live>
        <p>{message("restore_drill_whole_text")}</p>
      </Notice>
    );
  }
  if (drill === "changed") {
    return (
      <Notice tone="success" title={message("restore_drill_changed_title")} live>
        <p>{plural("restore_drill_changed", changed)}</p>
      </Notice>
    );
  }
  if (drill === "unreadable") {
    return (
      <Notice tone="warning" title={message("restore_drill_unreadable_title")} live>
        <p>{plural("restore_drill_unreadable", unreadable)}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="warning" title={message("restore_drill_lacks_title")} live>
      <p>{message("restore_drill_lacks_text")}</p>
    </Notice>
  );
}

export type RestoreChoiceProps = {
  readonly preview: RestorePreview;
  readonly mode: RestoreMode;
  readonly onMode: (mode: RestoreMode) => void;
};

/** Nothing where the file has something of all that is held. */
export function RestoreChoice({ preview, mode, onMode }: RestoreChoiceProps) {
  const { others } = preview;
  if (others.length === 0) return null;
  return (
    <>
      <RadioGroup
        legend={message("restore_mode")}
        value={mode}
        onChange={(value) => onMode(value === "replace" ? "replace" : "merge")}
        options={[
          {
            value: "merge",
            label: message("restore_merge"),
            detail: plural("restore_merge_detail", others.length),
          },
          {
            value: "replace",
            label: message("restore_replace"),
            detail: plural("restore_replace_detail", others.length),
          },
        ]}
      />
      {mode === "merge" ? null : (
        <EntryTable
          label={message("restore_replace_table")}
          lines={others}
          happensTo={() => message("restore_taken_out")}
        />
      )}
    </>
  );
}
