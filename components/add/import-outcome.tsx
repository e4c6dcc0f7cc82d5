// What an import did with every entry.

import type { ComponentChildren } from "preact";
import type { ImportResult } from "../../lib/app/views.ts";
import { message, numberText, plural } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { Notice } from "../controls/notice.tsx";
import { useFirstLines } from "./use-first-lines.tsx";
import { outcomeText } from "./verdict-text.tsx";

export type ImportOutcomeProps = {
  readonly result: ImportResult;
  readonly children: ComponentChildren;
};

export function ImportOutcome(props: ImportOutcomeProps) {
  const { lines } = props.result;
  const { shown, more } = useFirstLines(lines.length);
  const added = lines.filter(({ done }) => done === "added");
  const title = added.some(({ kind }) => kind === "passkey")
    ? plural("add_outcome_entries", added.length)
    : plural("add_added", added.length);
  return (
    <div class="stack">
      <Notice tone="success" title={title} live>
        <p>{message("add_added_text")}</p>
      </Notice>
      <ol class="import-lines" aria-label={message("add_entries")}>
        {lines.slice(0, shown).map((line, index) => (
          <li key={index}>
            <p>
              <RichText
                message="add_entry_numbered"
                values={[
                  numberText(index + 1),
                  <bdi>{line.name || message("add_entry_unnamed")}</bdi>,
                ]}
              />
            </p>
            <p class="hint">{outcomeText(line)}</p>
          </li>
        ))}
      </ol>
      {more}
      {props.children}
    </div>
  );
}
