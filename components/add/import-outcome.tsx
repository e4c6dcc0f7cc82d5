// What an import did with every entry.

import type { ComponentChildren } from "preact";
import type { ImportResult } from "../../lib/app/views.ts";
import { Notice } from "../controls/notice.tsx";
import { countText } from "../plain-text.ts";
import { outcomeText } from "./verdict-text.tsx";

export type ImportOutcomeProps = {
  readonly result: ImportResult;
  readonly children: ComponentChildren;
};

export function ImportOutcome(props: ImportOutcomeProps) {
  const { lines } = props.result;
  const added = lines.filter(({ done }) => done === "added").length;
  return (
    <div class="stack">
      <Notice tone="success" title={`${countText(added, "code was", "codes were")} added`} live>
        <p>
          This is what was done with each entry. Keep the old authenticator until a code of Waykey
          was accepted.
        </p>
      </Notice>
      <ol class="import-lines" aria-label="Entries">
        {lines.map((line, index) => (
          <li key={index}>
            <p>
              {index + 1}. <bdi>{line.name || "An entry without a name"}</bdi>
            </p>
            <p class="hint">{outcomeText(line)}</p>
          </li>
        ))}
      </ol>
      {props.children}
    </div>
  );
}
