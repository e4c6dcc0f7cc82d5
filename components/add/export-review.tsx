// An export of Google Authenticator on its way in: which of its QR codes are here, then every entry with
// what would become of it.

import { useCallback } from "preact/hooks";
import type { AccountView, ImportPreview } from "../../lib/app/views.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";
import { message, numberText, plural, pluralKey } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { Button } from "../controls/button.tsx";
import { Loading } from "../controls/loading.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { rowText } from "../plain-text.ts";
import type { ExportDraft } from "../ports.ts";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";
import { CancelWork } from "../work/cancel-work.tsx";
import { WorkError } from "../work/work-error.tsx";
import { WorkProgress } from "../work/work-progress.tsx";
import { chosenEntries, type ImportChoice } from "./import-choice.ts";
import { ImportTable } from "./import-table.tsx";
import type { Adding } from "./use-adding.ts";

export type ExportReviewProps = {
  readonly adding: Adding;
  readonly draft: ExportDraft;
  readonly accounts: readonly AccountView[];
  /** Of a new account, unless the user says another. */
  readonly role: AccountRole;
};

/** How many of the missing QR codes are named. */
const NAMED_MISSING = 12;

export function ExportReview(props: ExportReviewProps) {
  const { adding, draft } = props;
  const { texts } = draft;
  const { call } = useRpc();
  const load = useCallback(
    () => call("import.preview", { source: { format: "google-migration", texts } }),
    [call, texts],
  );
  const { result } = useLoad(load);
  const leave = useAction(() => adding.leaveExport("nothing"));
  const startOver = useAction(() => adding.leaveExport("others"));

  if (result.state === "loading") return <Loading label={message("add_export_reading")} />;
  if (result.state === "failed") return <ErrorNotice error={result.error} />;
  const preview = result.value;
  const isComplete = preview.parts.length === preview.size;
  return (
    <section class="stack" aria-label={message("add_export")}>
      <h2>{message("add_export_title")}</h2>
      {adding.others.length === 0 ? null : (
        <OtherExport
          busy={startOver.busy}
          error={startOver.error}
          onStartOver={() => startOver.run()}
          onKeep={adding.keepExport}
        />
      )}
      {adding.draft.text === "" ? null : <p class="hint">{message("add_export_waiting")}</p>}
      <Progress preview={preview} />
      {isComplete || draft.isEnough ? (
        <Entries {...props} preview={preview} />
      ) : (
        <Button onPress={() => adding.changeExport({ isEnough: true })}>
          {message("add_export_enough")}
        </Button>
      )}
      <ErrorNotice error={leave.error} />
      {adding.addExport.busy ? null : (
        <Button kind="quiet" busy={leave.busy} onPress={() => leave.run()}>
          {message("add_export_forget")}
        </Button>
      )}
    </section>
  );
}

function Progress(props: { preview: ImportPreview }) {
  const { parts, size, lines } = props.preview;
  const missing = Array.from({ length: size }, (_, index) => index).filter(
    (index) => !parts.includes(index),
  );
  return (
    <div role="status">
      <p>
        <RichText
          message={pluralKey("add_export_progress", lines.length)}
          values={[lines.length, parts.length, size].map(numberText)}
        />
      </p>
      {missing.length === 0 ? null : (
        <p>
          {missing.length > NAMED_MISSING
            ? message("add_export_missing_more", numbered(missing.slice(0, NAMED_MISSING)))
            : plural("add_export_missing", missing.length, numbered(missing))}
        </p>
      )}
    </div>
  );
}

/** By their numbers from 1. */
function numbered(parts: readonly number[]): string {
  return rowText(parts.map((index) => numberText(index + 1)));
}

type OtherExportProps = {
  readonly busy: boolean;
  readonly error: unknown;
  readonly onStartOver: () => void;
  readonly onKeep: () => void;
};

function OtherExport(props: OtherExportProps) {
  return (
    <Notice tone="warning" title={message("add_export_other_title")} live>
      <p>{message("add_export_other_text")}</p>
      <ErrorNotice error={props.error} />
      <div class="buttons">
        <Button onPress={props.onKeep}>{message("add_export_other_keep")}</Button>
        <Button busy={props.busy} onPress={props.onStartOver}>
          {message("add_export_other_start")}
        </Button>
      </div>
    </Notice>
  );
}

type EntriesProps = ExportReviewProps & { readonly preview: ImportPreview };

function Entries(props: EntriesProps) {
  const { adding, draft, preview } = props;
  const { addExport: add, work } = adding;
  const choice: ImportChoice = { left: draft.left, accounts: draft.accounts };
  const { chosen, undecided } = chosenEntries(preview.lines, choice, props.role);
  return (
    <>
      <ImportTable
        lines={preview.lines}
        accounts={props.accounts}
        role={props.role}
        choice={choice}
        onChange={adding.changeExport}
      />
      {undecided === 0 ? null : (
        <p class="hint" role="status">
          {plural("add_undecided", undecided)}
        </p>
      )}
      <WorkError error={add.error} />
      <WorkProgress work={work} />
      <div class="buttons">
        {add.busy ? <CancelWork work={work} /> : null}
        <Button
          kind="primary"
          busy={add.busy}
          disabled={chosen.length === 0 || undecided > 0}
          onPress={() => add.run(chosen)}
        >
          {plural("add_add_codes", chosen.length)}
        </Button>
      </div>
    </>
  );
}
