// Restores a backup in two steps: first a list of what it would do to each entry, then, on a second
// press, the restoring itself.

import { useState } from "preact/hooks";
import type { RestorePreview } from "../../lib/app/views.ts";
import { WaykeyError } from "../../lib/errors.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { FileField } from "../controls/file-field.tsx";
import { RestorePlan } from "./restore-plan.tsx";
import { Section } from "./section.tsx";

const MAX_FILE_BYTES = 50 * 1024 * 1024;

type Checked = { readonly text: string; readonly preview: RestorePreview };

export function RestoreSection(props: { onRestored: () => Promise<void> }) {
  const { call } = useRpc();
  const [file, setFile] = useState<File | null>(null);
  const [backupPassword, setBackupPassword] = useState("");
  const [tried, setTried] = useState(false);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [restored, setRestored] = useState<RestorePreview | null>(null);

  const check = useAction(async () => {
    if (file === null) return;
    setChecked(null);
    setRestored(null);
    if (file.size > MAX_FILE_BYTES) {
      throw new WaykeyError("backup/too-large", `The file has ${file.size} bytes`);
    }
    const text = await file.text();
    setChecked({ text, preview: await call("backup.preview", { text, backupPassword }) });
  });
  const restore = useAction(async () => {
    if (checked === null) return;
    const done = await call("backup.restore", { text: checked.text, backupPassword });
    setRestored(done);
    setChecked(null);
    setBackupPassword("");
    setTried(false);
    await props.onRestored();
  });

  return (
    <Section id="restore" title={message("options_restore_title")}>
      <p>{message("options_restore_text")}</p>
      <Form
        onSubmit={() => {
          setTried(true);
          if (file !== null && backupPassword !== "") check.run();
        }}
      >
        <FileField
          label={message("options_restore_file")}
          accept=".json,application/json"
          onChoose={([chosen]) => {
            setFile(chosen ?? null);
            setChecked(null);
            check.clear();
          }}
          error={
            tried && file === null && restored === null ? message("options_restore_no_file") : null
          }
        />
        <TextField
          label={message("options_restore_password")}
          type="password"
          value={backupPassword}
          onInput={(text) => {
            setBackupPassword(text);
            setChecked(null);
          }}
          hint={message("options_restore_password_hint")}
          error={tried && backupPassword === "" ? message("options_restore_no_password") : null}
        />
        <ErrorNotice error={check.error} />
        <Button type="submit" busy={check.busy}>
          {message("options_restore_check")}
        </Button>
      </Form>
      {checked === null ? null : (
        <RestorePlan preview={checked.preview}>
          <ErrorNotice error={restore.error} />
          <Button kind="primary" busy={restore.busy} onPress={() => restore.run()}>
            {message("options_restore")}
          </Button>
        </RestorePlan>
      )}
      {restored === null ? null : (
        <>
          <Notice tone="success" title={message("options_restored_title")} live>
            <p>{message("options_restored_text")}</p>
          </Notice>
          <RestorePlan preview={restored} />
        </>
      )}
    </Section>
  );
}
