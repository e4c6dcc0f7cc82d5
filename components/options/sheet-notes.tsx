// Blank lines at the end of a printed sheet, to write on.

import { message } from "../../lib/i18n/messages.ts";

export function SheetNotes(props: { lines: number }) {
  return (
    <>
      <p class="sheet-heading">{message("options_sheet_notes")}</p>
      {Array.from({ length: props.lines }, (_, line) => (
        <p key={line} class="sheet-line" />
      ))}
    </>
  );
}
