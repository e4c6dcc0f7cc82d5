// What is being added, in the popup and on the full page alike: one code, an export, or what became of one.

import type { AccountView, PageView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { useAction } from "../use-action.ts";
import { CodeEntry } from "./code-entry.tsx";
import { ExportReview } from "./export-review.tsx";
import { ImportOutcome } from "./import-outcome.tsx";
import type { Adding } from "./use-adding.ts";

export type AddBodyProps = {
  readonly adding: Adding;
  readonly accounts: readonly AccountView[];
  readonly page: PageView | null;
  readonly onEntryAdded: () => Promise<void>;
  /** The outcome was read and put away. */
  readonly onExportSeen: () => Promise<void>;
};

export function AddBody(props: AddBodyProps) {
  const { adding, accounts, page } = props;
  const seen = useAction(async () => {
    adding.putOutcomeAway();
    // Else the code that waited comes up now.
    if (adding.draft.text === "") await props.onExportSeen();
  });
  if (adding.outcome !== null) {
    return (
      <ImportOutcome result={adding.outcome.result}>
        {adding.outcome.wasInterrupted ? <p>{message("work_interrupted_done")}</p> : null}
        <ErrorNotice error={seen.error} />
        <Button kind="primary" busy={seen.busy} onPress={() => seen.run()}>
          {message("common_done")}
        </Button>
      </ImportOutcome>
    );
  }
  if (adding.draft.export !== null) {
    return (
      <ExportReview
        adding={adding}
        draft={adding.draft.export}
        accounts={accounts}
        role={page?.role ?? "client"}
      />
    );
  }
  return <CodeEntry adding={adding} accounts={accounts} page={page} onAdded={props.onEntryAdded} />;
}
