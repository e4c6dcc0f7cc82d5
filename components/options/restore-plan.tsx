// What a backup holds and what restoring does with each entry, line by line: the first of many, and more on a press.

import type { ComponentChildren } from "preact";
import type { RestoreLine, RestorePreview } from "../../lib/app/views.ts";
import { type MessageKey, message, numberText } from "../../lib/i18n/messages.ts";
import { accountName } from "../account-name.ts";
import { PAGE } from "../add/use-first-lines.tsx";
import { dateText } from "../plain-text.ts";
import { CountLine } from "./count-line.tsx";
import { LinesTable } from "./lines-table.tsx";

const KINDS: Readonly<Record<RestoreLine["kind"], MessageKey>> = {
  account: "common_account",
  otp: "common_code",
  passkey: "options_restore_passkey",
  recovery: "common_method_recovery_code",
  settings: "options_restore_settings",
  unknown: "options_restore_unknown",
};

const VERDICTS: Readonly<Record<RestoreLine["verdict"], MessageKey>> = {
  new: "options_restore_new",
  same: "options_restore_same",
  newer: "options_restore_newer",
  older: "options_restore_older",
  refused: "options_restore_refused",
};

const REASONS: Readonly<Record<NonNullable<RestoreLine["reason"]>, MessageKey>> = {
  invalid: "options_restore_invalid",
  "of-device": "options_restore_of_device",
  "key-damaged": "options_restore_key_damaged",
  "key-differs": "options_restore_key_differs",
  "settings-weaker": "options_restore_settings_weaker",
};

export type RestorePlanProps = {
  readonly preview: RestorePreview;
  /** Between what the file holds and what happens with it. */
  readonly before?: ComponentChildren;
  readonly children?: ComponentChildren;
};

export function RestorePlan(props: RestorePlanProps) {
  const { preview } = props;
  return (
    <div class="stack">
      <p>{message("options_restore_holds", dateText(preview.createdAt))}</p>
      <CountLine counts={preview.counts} />
      {props.before}
      <EntryTable
        label={message("options_restore_table")}
        lines={refusedFirst(preview.lines)}
        happensTo={(line) => <Happens line={line} />}
      />
      {props.children}
    </div>
  );
}

/** In the order of the file, but that what is not taken is not to be looked for beyond the lines that are shown. */
function refusedFirst(lines: readonly RestoreLine[]): readonly RestoreLine[] {
  if (lines.length <= PAGE) return lines;
  const isRefused = ({ verdict }: RestoreLine) => verdict === "refused";
  return [...lines.filter(isRefused), ...lines.filter((line) => !isRefused(line))];
}

function Happens({ line }: { line: RestoreLine }) {
  return (
    <>
      {message(VERDICTS[line.verdict])}
      {line.reason === undefined ? null : (
        <span class="hint"> {message(REASONS[line.reason])}</span>
      )}
    </>
  );
}

type Entry = Pick<RestoreLine, "kind" | "name" | "role" | "place">;

export type EntryTableProps<T extends Entry> = {
  readonly label: string;
  readonly lines: readonly T[];
  readonly happensTo: (line: T) => ComponentChildren;
};

/** Entries, and what happens with each. */
export function EntryTable<T extends Entry>({ label, lines, happensTo }: EntryTableProps<T>) {
  return (
    <LinesTable
      label={label}
      heads={[
        message("common_kind"),
        message("options_restore_name"),
        message("options_restore_what_happens"),
      ]}
      lines={lines}
      cellsOf={(line) => [message(KINDS[line.kind]), <bdi>{nameOf(line)}</bdi>, happensTo(line)]}
    />
  );
}

/** Never empty. */
function nameOf({ kind, name, role, place }: Entry): string {
  if (place !== undefined) return message("options_restore_entry", numberText(place));
  if (role !== undefined) return accountName({ email: name, role });
  return name === "" ? message(KINDS[kind]) : name;
}
