// Makes a backup: one encrypted file under a password of its own, handed over as a download.

import { useState } from "preact/hooks";
import type { BackupFile } from "../../lib/app/views.ts";
import { message, messageWith, plural, pluralKey } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { PasswordMeter } from "../access/password-meter.tsx";
import { checkNewPassword } from "../access/password-strength.ts";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";

import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { CountLine } from "./count-line.tsx";
import { Section } from "./section.tsx";

type Saved = Pick<BackupFile, "fileName" | "counts" | "unreadable">;

export type ExportSectionProps = {
  /** How many records can't be read now. */
  readonly unreadable: number;
  /** The check-up knows of it. */
  readonly onSaved: () => Promise<void>;
};

export function ExportSection(props: ExportSectionProps) {
  const { call } = useRpc();
  const { files } = usePorts();
  const [backupPassword, setBackupPassword] = useState("");
  const [repeated, setRepeated] = useState("");
  const [password, setPassword] = useState("");
  const [checked, setChecked] = useState(false);
  const [saved, setSaved] = useState<Saved | null>(null);
  const problems = checkNewPassword(backupPassword, repeated);
  const missing = password === "" ? message("options_type_password") : null;

  const exportBackup = useAction(async () => {
    setSaved(null);
    const file = await call("backup.export", { password, backupPassword });
    await files.download(file.fileName, file.text);
    try {
      await call("backup.saved", { madeAt: file.madeAt });
      await props.onSaved();
    } finally {
      // The user has the file, whether that could be noted or not.
      setSaved({ fileName: file.fileName, counts: file.counts, unreadable: file.unreadable });
      setBackupPassword("");
      setRepeated("");
      setPassword("");
      setChecked(false);
    }
  });

  return (
    <Section id="backup" title={message("options_backup_title")}>
      <p>{message("options_backup_text")}</p>
      {props.unreadable === 0 ? null : (
        <Notice tone="warning" title={message("options_backup_partial_title")}>
          <p>{message("options_backup_partial_text")}</p>
        </Notice>
      )}
      <Form
        onSubmit={() => {
          setChecked(true);
          const whole = problems.password === null && problems.repeated === null;
          if (whole && missing === null) exportBackup.run();
        }}
      >
        <TextField
          label={message("options_backup_password")}
          type="password"
          autocomplete="new-password"
          value={backupPassword}
          onInput={setBackupPassword}
          hint={<PasswordMeter password={backupPassword} />}
          error={checked ? problems.password : null}
        />
        <TextField
          label={message("options_backup_password_repeat")}
          type="password"
          autocomplete="new-password"
          value={repeated}
          onInput={setRepeated}
          error={checked ? problems.repeated : null}
        />
        <TextField
          label={message("options_vault_password")}
          type="password"
          autocomplete="current-password"
          value={password}
          onInput={setPassword}
          hint={message("options_vault_password_hint")}
          error={checked ? missing : null}
        />
        <ErrorNotice error={exportBackup.error} />
        <Button kind="primary" type="submit" busy={exportBackup.busy}>
          {message("options_backup_create")}
        </Button>
      </Form>
      {saved === null ? null : (
        <Notice tone="success" title={message("options_backup_made_title")} live>
          <p>
            <RichText
              message="options_backup_made"
              values={[<bdi key="file">{saved.fileName}</bdi>]}
            />
          </p>
          <CountLine counts={saved.counts} />
        </Notice>
      )}
      {saved === null || saved.unreadable === 0 ? null : (
        <NotInBackup unreadable={saved.unreadable} />
      )}
    </Section>
  );
}

function NotInBackup(props: { unreadable: number }) {
  return (
    <Notice tone="warning" title={plural("options_backup_without", props.unreadable)} live>
      <p>{messageWith(pluralKey("options_backup_without_advice", props.unreadable), [])}</p>
    </Notice>
  );
}
