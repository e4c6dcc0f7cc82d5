// What an export takes along and what it leaves, each entry by its name, before anything is made.

import type { ExportLine, ExportPreview } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { Notice } from "../controls/notice.tsx";
import { listText } from "../plain-text.ts";
import { KIND_NAMES, LEFT_REASONS } from "./export-words.ts";
import { LinesTable } from "./lines-table.tsx";

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
            reasonOf={({ code }) => message(LEFT_REASONS[code])}
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

const HEADS = ["export_column_kind", "export_column_name"] as const;

type LinesProps<T> = {
  readonly label: string;
  readonly lines: readonly T[];
  readonly reasonOf?: (line: T) => string;
};

function Lines<T extends ExportLine>({ label, lines, reasonOf }: LinesProps<T>) {
  const heads = HEADS.map((head) => message(head));
  return (
    <LinesTable
      label={label}
      heads={reasonOf === undefined ? heads : [...heads, message("export_column_reason")]}
      lines={lines}
      cellsOf={(line) => [
        message(KIND_NAMES[line.kind]),
        <bdi>{nameOf(line)}</bdi>,
        ...(reasonOf === undefined ? [] : [reasonOf(line)]),
      ]}
    />
  );
}

function nameOf({ name }: ExportLine): string {
  return name || message("export_name_none");
}
