// An export of Google Authenticator on its way in: which of its QR codes are here, then every entry with
// what would become of it.

import { useCallback } from "preact/hooks";
import type { AccountView, ImportPreview } from "../../lib/app/views.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";
import { Button } from "../controls/button.tsx";
import { Loading } from "../controls/loading.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { countText } from "../plain-text.ts";
import type { ExportDraft } from "../ports.ts";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";
import { chosenEntries, type ImportChoice } from "./import-choice.ts";
import { ImportTable } from "./import-table.tsx";
import type { Adding } from "./use-adding.ts";

export type ExportReviewProps = {
  readonly adding: Adding;
  readonly draft: ExportDraft;
  readonly accounts: readonly AccountView[];
  /** Of a new account, unless the user says another. */
  readonly role: AccountRole;
  readonly onAdded: () => Promise<void>;
};

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

  if (result.state === "loading") return <Loading label="Reading the export" />;
  if (result.state === "failed") return <ErrorNotice error={result.error} />;
  const preview = result.value;
  const isComplete = preview.parts.length === preview.size;
  return (
    <section class="stack" aria-label="Export of Google Authenticator">
      <h2>From Google Authenticator</h2>
      {adding.others.length === 0 ? null : (
        <OtherExport
          busy={startOver.busy}
          error={startOver.error}
          onStartOver={() => startOver.run()}
          onKeep={adding.keepExport}
        />
      )}
      {adding.draft.text === "" ? null : (
        <p class="hint">
          One more code waits to be added. It comes up once this export is added or forgotten.
        </p>
      )}
      <Progress preview={preview} />
      {isComplete || draft.isEnough ? (
        <Entries {...props} preview={preview} />
      ) : (
        <Button onPress={() => adding.changeExport({ isEnough: true })}>
          Go on with what is there
        </Button>
      )}
      <ErrorNotice error={leave.error} />
      <Button kind="quiet" busy={leave.busy} onPress={() => leave.run()}>
        Forget this export
      </Button>
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
        <b>
          {parts.length} of {size} scanned.
        </b>{" "}
        {countText(lines.length, "entry", "entries")} so far.
      </p>
      {missing.length === 0 ? null : (
        <p>
          Show the next QR code in Google Authenticator and scan it too. Not here yet: number{" "}
          {missing
            .slice(0, 12)
            .map((index) => index + 1)
            .join(", ")}
          {missing.length > 12 ? " and more" : ""}.
        </p>
      )}
    </div>
  );
}

type OtherExportProps = {
  readonly busy: boolean;
  readonly error: unknown;
  readonly onStartOver: () => void;
  readonly onKeep: () => void;
};

function OtherExport(props: OtherExportProps) {
  return (
    <Notice tone="warning" title="This QR code belongs to another export" live>
      <p>Nothing of it was taken. Finish the export that you began, or start over with this one.</p>
      <ErrorNotice error={props.error} />
      <div class="buttons">
        <Button onPress={props.onKeep}>Go on with the first</Button>
        <Button busy={props.busy} onPress={props.onStartOver}>
          Start over with this one
        </Button>
      </div>
    </Notice>
  );
}

type EntriesProps = ExportReviewProps & { readonly preview: ImportPreview };

function Entries(props: EntriesProps) {
  const { adding, draft, preview } = props;
  const { call } = useRpc();
  const choice: ImportChoice = { left: draft.left, accounts: draft.accounts };
  const { chosen, undecided } = chosenEntries(preview.lines, choice, props.role);
  const add = useAction(async () => {
    const source = { format: "google-migration", texts: draft.texts } as const;
    const outcome = await call("import.add", { source, chosen });
    await props.onAdded();
    adding.finishExport(outcome);
  });
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
          {countText(undecided, "ticked code has", "ticked codes have")} no account yet. Choose one,
          or take the tick away.
        </p>
      )}
      <ErrorNotice error={add.error} />
      <Button
        kind="primary"
        busy={add.busy}
        disabled={chosen.length === 0 || undecided > 0}
        onPress={() => add.run()}
      >
        Add {countText(chosen.length, "code", "codes")}
      </Button>
    </>
  );
}
