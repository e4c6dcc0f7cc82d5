// The records that can't be read, each with what is known of it; what a supporter may ask for stands in small print.

import type { UnreadableView } from "../../lib/app/views.ts";
import { type MessageKey, message, plural } from "../../lib/i18n/messages.ts";
import { Notice } from "../controls/notice.tsx";
import { RichText } from "../controls/rich-text.tsx";

export function UnreadableEntries({ entries }: { entries: readonly UnreadableView[] }) {
  return (
    <Notice tone="warning" title={plural("options_unreadable", entries.length)}>
      <p>
        <RichText message="options_accounts_unreadable" />
      </p>
      <ul class="rows">
        {entries.map((entry) => (
          <li key={entry.id}>
            <p>{textOf(entry)}</p>
            <p class="hint">
              <code>{entry.id}</code> <code>{entry.reason}</code>
            </p>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** The records of which there is one are known by their id. */
const WHAT: Readonly<Partial<Record<string, MessageKey>>> = {
  settings: "options_unreadable_settings",
  verification: "options_unreadable_verification",
  log: "options_unreadable_log",
  upkeep: "options_unreadable_upkeep",
};

function textOf({ id, reason }: UnreadableView): string {
  const known = Object.hasOwn(WHAT, id) ? WHAT[id] : undefined;
  const what = message(known ?? "options_unreadable_entry");
  return reason === "record/invalid"
    ? message("options_unreadable_invalid", what)
    : message("options_unreadable_damaged", what);
}
