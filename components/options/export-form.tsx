// The last step of an export: the warning or the file's own password, the vault's password, and then the download or
// the QR codes. What is made is in this page's memory alone until the user has it.

import { useCallback, useState } from "preact/hooks";
import type { ExportChoice, ExportFormat, ExportPage, MadeExport } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { NewPasswordFields } from "../access/new-password-fields.tsx";
import { useNewPassword } from "../access/use-new-password.ts";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { RichText } from "../controls/rich-text.tsx";
import { TextField } from "../controls/text-field.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { usePasswordEntry } from "../use-password-entry.ts";
import { useRpc } from "../use-rpc.tsx";
import { ExportPages } from "./export-pages.tsx";
import { isShown, NEXT_STEPS } from "./export-words.ts";

type Saved = { readonly fileName: string; readonly count: number };

export type ExportFormProps = { readonly choice: ExportChoice; readonly isSealed: boolean };

export function ExportForm({ choice, isSealed }: ExportFormProps) {
  const { files } = usePorts();
  const { format } = choice;
  /** How many were made: each begins with empty fields. */
  const [round, setRound] = useState(0);
  const [saved, setSaved] = useState<Saved | null>(null);
  const [pages, setPages] = useState<readonly ExportPage[] | null>(null);
  const wipe = useCallback(() => setPages(null), []);

  return (
    <>
      {isSealed ? <p>{message("export_sealed_text")}</p> : <Warning format={format} />}
      <ExportFields
        key={round}
        choice={choice}
        isSealed={isSealed}
        onBegin={() => {
          setSaved(null);
          setPages(null);
        }}
        onMade={async (made) => {
          if (made.kind === "pages") setPages(made.pages);
          else {
            await files.download(made.fileName, made.text);
            setSaved({ fileName: made.fileName, count: made.count });
          }
          setRound(round + 1);
        }}
      />
      {saved === null ? null : (
        <Notice tone="success" title={plural("export_made", saved.count)} live>
          <p>
            <RichText message="export_made_where" values={[<bdi>{saved.fileName}</bdi>]} />{" "}
            {message(isSealed ? "export_made_sealed" : "export_made_plain")}
          </p>
          <p>{message(NEXT_STEPS[format])}</p>
        </Notice>
      )}
      {pages === null ? null : (
        <ExportPages pages={pages} nextStep={message(NEXT_STEPS[format])} onDone={wipe} />
      )}
    </>
  );
}

type ExportFieldsProps = ExportFormProps & {
  readonly onBegin: () => void;
  readonly onMade: (made: MadeExport) => Promise<void>;
};

function ExportFields({ choice, isSealed, onBegin, onMade }: ExportFieldsProps) {
  const { call } = useRpc();
  const [checked, setChecked] = useState(false);
  const own = useNewPassword();
  const make = useAction(async () => {
    onBegin();
    const made = await call("export.make", {
      ...choice,
      password,
      exportPassword: isSealed ? own.password : null,
      recoveryTitle: message("export_recovery_title"),
    });
    await onMade(made);
  });
  const { password, setPassword, field } = usePasswordEntry(make.error, { focusFirst: false });

  return (
    <Form
      onSubmit={() => {
        setChecked(true);
        if (isSealed && !own.check()) return;
        if (password === "") field.current?.focus();
        else make.run();
      }}
    >
      {isSealed ? (
        <NewPasswordFields
          entry={own}
          labels={[message("export_file_password"), message("export_file_password_repeat")]}
        />
      ) : null}
      <TextField
        label={message("export_password")}
        type="password"
        autocomplete="current-password"
        value={password}
        onInput={setPassword}
        inputRef={field}
        hint={message("export_password_hint")}
        error={checked && password === "" ? message("export_password_missing") : null}
      />
      <ErrorNotice error={make.error} />
      <Button kind="primary" type="submit" busy={make.busy}>
        {isShown(choice.format) ? message("export_make_pages") : message("export_make_file")}
      </Button>
    </Form>
  );
}

function Warning({ format }: { format: ExportFormat }) {
  return isShown(format) ? (
    <Notice tone="warning" title={message("export_pages_title")}>
      <p>{message("export_pages_text")}</p>
    </Notice>
  ) : (
    <Notice tone="warning" title={message("export_plain_title")}>
      <p>{message("export_plain_text")}</p>
    </Notice>
  );
}
