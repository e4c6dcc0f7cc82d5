// What is in a file and what would become of each entry, for the user to choose from.

import { useState } from "preact/hooks";
import type {
  AccountView,
  ChosenEntry,
  ImportContent,
  ImportPreview,
  ImportProduct,
} from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { chosenEntries, firstChoice } from "../add/import-choice.ts";
import { ImportTable } from "../add/import-table.tsx";
import { RestOfEntries } from "../add/rest-of-entries.tsx";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import type { Action } from "../use-action.ts";
import { CancelWork } from "../work/cancel-work.tsx";
import type { LongWork } from "../work/use-long-work.ts";
import { WorkError } from "../work/work-error.tsx";
import { WorkProgress } from "../work/work-progress.tsx";
import { productName } from "./product-names.ts";

export type FileReviewProps = {
  readonly product: ImportProduct;
  readonly content: ImportContent;
  readonly preview: ImportPreview;
  readonly accounts: readonly AccountView[];
  readonly add: Action<readonly [chosen: readonly ChosenEntry[]]>;
  readonly adding: LongWork;
  readonly onCancel: () => void;
};

/** Of a new account, unless the user says another. */
const ROLE = "client";

export function FileReview(props: FileReviewProps) {
  const { content, add, adding } = props;
  const { lines } = props.preview;
  const [choice, setChoice] = useState(() => firstChoice(lines));
  const { chosen, undecided } = chosenEntries(lines, choice, ROLE);
  const change = (part: Partial<typeof choice>) => setChoice((now) => ({ ...now, ...part }));
  return (
    <section class="stack" aria-label={message("import_review_label")}>
      <p role="status">
        <b>{plural("import_found", lines.length, productName(props.product))}</b>
        {content.passedOver === 0 ? "" : ` ${plural("import_passed_over", content.passedOver)}`}
      </p>
      {content.isNewer ? (
        <Notice tone="warning" title={message("import_newer_title")}>
          <p>{message("import_newer_advice")}</p>
        </Notice>
      ) : null}
      <RestOfEntries
        lines={lines}
        accounts={props.accounts}
        role={ROLE}
        choice={choice}
        onChange={change}
      />
      <ImportTable
        lines={lines}
        accounts={props.accounts}
        role={ROLE}
        choice={choice}
        onChange={change}
      />
      {undecided === 0 ? null : (
        <p class="hint" role="status">
          {plural("import_undecided", undecided)}
        </p>
      )}
      <WorkError error={add.error} />
      <WorkProgress work={adding} />
      <div class="buttons">
        {add.busy ? (
          <CancelWork work={adding} />
        ) : (
          <Button onPress={props.onCancel}>{message("common_cancel")}</Button>
        )}
        <Button
          kind="primary"
          busy={add.busy}
          disabled={chosen.length === 0 || undecided > 0}
          onPress={() => add.run(chosen)}
        >
          {plural("import_add", chosen.length)}
        </Button>
      </div>
    </section>
  );
}
