// One import of a file from another app, from the choice of the file to what was done with each entry.

import type { AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { ImportOutcome } from "../add/import-outcome.tsx";
import { Button } from "../controls/button.tsx";
import { FileField } from "../controls/file-field.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { DeleteFile } from "./delete-file.tsx";
import { FileReview } from "./file-review.tsx";
import { UnsealForm } from "./unseal-form.tsx";
import { useImportFile } from "./use-import-file.ts";

export type ImportFlowProps = {
  readonly accounts: readonly AccountView[];
  readonly onAdded: () => Promise<void>;
  /** Begins anew; whatever is under way ends. */
  readonly onOver: () => void;
};

export function ImportFlow(props: ImportFlowProps) {
  const flow = useImportFile(props.onAdded);
  const { stage, choose } = flow;
  if (stage.name === "done") {
    return (
      <ImportOutcome result={stage.result}>
        {stage.wasInterrupted ? <p>{message("work_interrupted_done")}</p> : null}
        <DeleteFile />
        <Button kind="primary" onPress={props.onOver}>
          {message("common_done")}
        </Button>
      </ImportOutcome>
    );
  }
  if (stage.name === "review") {
    const { product, content, preview } = stage;
    return (
      <FileReview
        product={product}
        content={content}
        preview={preview}
        accounts={props.accounts}
        add={flow.add}
        adding={flow.adding}
        onCancel={props.onOver}
      />
    );
  }
  if (stage.name === "sealed") {
    return (
      <UnsealForm
        product={stage.file.product}
        isGuess={stage.file.isGuess}
        unseal={flow.unseal}
        expectedMs={flow.expectedMs}
        onCancel={props.onOver}
      />
    );
  }
  return (
    <>
      <FileField
        label={message("import_file")}
        accept=".json,.txt,.csv,.aegis,.2fas,.passkey,.1pux,.zip,.authpro,.stratum,.aes,application/json,text/plain,text/csv,application/zip"
        forgets
        onChoose={([file]) => {
          if (file !== undefined) choose.run(file);
        }}
        error={null}
      />
      {choose.busy ? <p role="status">{message("import_reading")}</p> : null}
      <ErrorNotice error={choose.error} />
    </>
  );
}
