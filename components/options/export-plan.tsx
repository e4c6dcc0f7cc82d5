// What an export takes along and what it leaves, each entry by its name, before anything is made.

import type { ExportLine, ExportPreview } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { useFirstLines } from "../add/use-first-lines.tsx";
import { Notice } from "../controls/notice.tsx";
import { listText } from "../plain-text.ts";
import { KIND_NAMES, LEFT_REASONS } from "./export-words.ts";

export function ExportPlan({ preview }: { preview: ExportPreview }) {
  const { taken, left, lessened, byCounter, unreadable } = preview;
  return (
    <>
      {taken.length === 0 ? (
        <Notice tone="info" title={message("export_taken_none")} />
      ) : (
        <>
          <p>
            <b>{plural("export_taken", taken.length)}</b>
          </p>
          <details class="disclosure">
            <summary>{message("export_show_list")}</summary>
            <Lines label={message("export_list_taken")} lines={taken} />
          </details>
        </>
      )}
      {left.length === 0 ? null : (
        <>
          <Notice tone="warning" title={plural("export_left", left.length)}>
            <p>{plural("export_left_advice", left.length)}</p>
          </Notice>
          <Lines
            label={message("export_list_left")}
            lines={left}
            reasonOf={(index) => message(LEFT_REASONS[left[index]?.code ?? "put-away"])}
          />
        </>
      )}
      {lessened.length === 0 ? null : (
        <Notice tone="warning" title={plural("export_lessened", lessened.length)}>
          <p>{message("export_lessened_advice", listText(lessened.map(nameOf)))}</p>
        </Notice>
      )}
      {byCounter === 0 ? null : (
        <Notice tone="info" title={plural("export_by_counter", byCounter)}>
          <p>{message("export_by_counter_advice")}</p>
        </Notice>
      )}
      {unreadable === 0 ? null : (
        <Notice tone="warning" title={plural("export_unreadable", unreadable)}>
          <p>{message("export_unreadable_advice")}</p>
        </Notice>
      )}
    </>
  );
}

type LinesProps = {
  readonly label: string;
  readonly lines: readonly ExportLine[];
  readonly reasonOf?: (index: number) => string;
};

function Lines({ label, lines, reasonOf }: LinesProps) {
  const { shown, more } = useFirstLines(lines.length);
  return (
    <>
      <div class="table-frame" tabIndex={0} role="region" aria-label={label}>
        <table>
          <thead>
            <tr>
              <th scope="col">{message("export_column_kind")}</th>
              <th scope="col">{message("export_column_name")}</th>
              {reasonOf === undefined ? null : (
                <th scope="col">{message("export_column_reason")}</th>
              )}
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, shown).map((line, index) => (
              <tr key={index}>
                <td>{message(KIND_NAMES[line.kind])}</td>
                <td>
                  <bdi>{nameOf(line)}</bdi>
                </td>
                {reasonOf === undefined ? null : <td>{reasonOf(index)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  );
}

function nameOf({ name }: ExportLine): string {
  return name || message("export_name_none");
}
