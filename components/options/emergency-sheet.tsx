// The sheet that is printed with the emergency key, and nothing else of the page with it. On the screen
// it is not there.

import { dateText } from "../plain-text.ts";
import { SheetNotes } from "./sheet-notes.tsx";

const NOTE_LINES = 4;

/** `groups`: those of the key, in order. */
export function EmergencySheet(props: { groups: readonly string[] }) {
  return (
    <div class="print-sheet">
      <p class="sheet-title">Waykey emergency key</p>
      <p>Made on {dateText(Date.now())}</p>
      <ol class="sheet-key">
        {props.groups.map((group, index) => (
          <li key={index}>{group}</li>
        ))}
      </ol>
      <p class="sheet-heading">What it is for</p>
      <p>
        It opens Waykey in the browser where it was made, if you have forgotten your password. It
        replaces neither a backup nor your Headway recovery codes.
      </p>
      <p class="sheet-heading">How to use it</p>
      <ol>
        <li>Open Waykey from the toolbar of that browser.</li>
        <li>Press “Use your emergency key”.</li>
        <li>
          Type the key. Capitals, spaces and hyphens don’t matter. It has no letter I, L, O or U:
          what looks like one is the digit 1 or 0, or V.
        </li>
        <li>Choose a new password.</li>
      </ol>
      <p class="sheet-heading">Keep it safe</p>
      <p>
        Whoever has this sheet and your computer can open Waykey. Keep it with your important
        papers, not beside the computer. Once you have made a newer key, this one opens nothing:
        destroy the sheet.
      </p>
      <SheetNotes lines={NOTE_LINES} />
    </div>
  );
}
