// The sheet that is printed with the emergency key, and nothing else of the page with it. On the screen
// it is not there.

import { message } from "../../lib/i18n/messages.ts";
import { dateText } from "../plain-text.ts";
import { SheetNotes } from "./sheet-notes.tsx";

const NOTE_LINES = 4;

/** `groups`: those of the key, in order. */
export function EmergencySheet(props: { groups: readonly string[] }) {
  return (
    <div class="print-sheet">
      <p class="sheet-title">{message("options_key_sheet_title")}</p>
      <p>{message("options_key_sheet_made", dateText(Date.now()))}</p>
      <ol class="sheet-key">
        {props.groups.map((group, index) => (
          <li key={index}>{group}</li>
        ))}
      </ol>
      <p class="sheet-heading">{message("options_key_sheet_purpose")}</p>
      <p>{message("options_key_sheet_purpose_text")}</p>
      <p class="sheet-heading">{message("options_key_sheet_use")}</p>
      <ol>
        <li>{message("options_key_sheet_open")}</li>
        <li>{message("options_key_sheet_press")}</li>
        <li>{message("options_key_sheet_type")}</li>
        <li>{message("options_key_sheet_choose")}</li>
      </ol>
      <p class="sheet-heading">{message("options_sheet_keep_safe")}</p>
      <p>{message("options_key_sheet_keep_safe_text")}</p>
      <SheetNotes lines={NOTE_LINES} />
    </div>
  );
}
