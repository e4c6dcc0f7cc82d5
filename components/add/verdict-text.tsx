// What becomes, or became, of one entry of an import.

import type { ImportLine, ImportNote, ImportResult } from "../../lib/app/views.ts";
import { message, type MessageKey } from "../../lib/i18n/messages.ts";
import { errorText } from "../error-text.ts";
import { RichText } from "../controls/rich-text.tsx";

export function verdictText(line: ImportLine) {
  if (line.verdict === "new") return message("add_verdict_new");
  return closedText(line);
}

export function outcomeText(line: ImportResult["lines"][number]) {
  if (line.done === "added") return message("add_outcome_added");
  if (line.verdict === "new") return message("add_outcome_left");
  return closedText(line);
}

const NOTES = {
  trashed: "add_note_trashed",
  "counter-reset": "add_note_counter",
  "blob-left": "add_note_blob_left",
  "other-site": "add_note_other_site",
} as const satisfies Readonly<Record<ImportNote, MessageKey>>;

/** What else there is to know of it. */
export function noteTexts({ kind, notes }: ImportLine): readonly string[] {
  const kindText = kind === "passkey" ? [message("add_note_passkey")] : [];
  return [...kindText, ...notes.map((note) => message(NOTES[note]))];
}

const SAME = {
  held: "add_verdict_held",
  repeated: "add_verdict_repeated",
  differs: "add_verdict_differs",
  clashes: "add_verdict_clashes",
} as const;

function closedText({ verdict, code, sameAs }: ImportLine) {
  if (code !== null) return message("add_verdict_refused", errorText(code).title);
  if (verdict === "new" || verdict === "refused") return null;
  return <RichText message={SAME[verdict]} values={[<bdi>{sameAs}</bdi>]} />;
}
