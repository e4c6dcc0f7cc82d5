// Makes a backup: one encrypted file under a password of its own or the emergency key, handed over as a download.

import { useState } from "preact/hooks";
import type { BackupFile } from "../../lib/app/views.ts";
import { isWaykeyError } from "../../lib/errors.ts";
import { message, messageWith, plural, pluralKey } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { BackupLockFields } from "./backup-lock-fields.tsx";
import { CountLine } from "./count-line.tsx";
import { Section } from "./section.tsx";
import { useBackupLock } from "./use-backup-lock.ts";

type Saved = Pick<BackupFile, "fileName" | "counts" | "unreadable">;

export type ExportSectionProps = {
  /** Whether the vault has one now. */
  readonly hasEmergencyKey: boolean;
  /** How many records that a backup should hold can't be read now. */
  readonly unreadable: number;
  /** The check-up knows of a backup, or more can't be read than the page knows of. */
  readonly onChanged: () => Promise<void>;
};

export function ExportSection(props: ExportSectionProps) {
  const { call } = useRpc();
  const { files } = usePorts();
  const { hasEmergencyKey } = props;
  const entry = useBackupLock(hasEmergencyKey);
  const [password, setPassword] = useState("");
  const [checked, setChecked] = useState(false);
  const [saved, setSaved] = useState<Saved | null>(null);
  /** How many the user has agreed to leave out: those that were there when they ticked it, and no more. */
  const [leftOut, setLeftOut] = useState(0);
  const isAgreed = leftOut > 0 && leftOut === props.unreadable;
  const missing = password === "" ? message("options_type_password") : null;

  const exportBackup = useAction(async () => {
    setSaved(null);
    const file = await exported();
    await files.download(file.fileName, file.text);
    try {
      await call("backup.saved", { madeAt: file.madeAt });
      await props.onChanged();
    } finally {
      // The user has the file, whether that could be noted or not.
      setSaved({ fileName: file.fileName, counts: file.counts, unreadable: file.unreadable });
      entry.clear();
      setPassword("");
      setChecked(false);
      setLeftOut(0);
    }
  });

  async function exported(): Promise<BackupFile> {
    const without = isAgreed ? { without: leftOut } : {};
    try {
      return await call("backup.export", { password, ...entry.lock, ...without });
    } catch (error) {
      // What can't be read is told at once; how many that are, a moment later.
      if (isWaykeyError(error, "backup/leaves-out")) void props.onChanged();
      throw error;
    }
  }

  const { error } = exportBackup;
  const hasSlip =
    entry.kind === "emergency-key" && isWaykeyError(error, "vault/emergency-key-typo");

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
          if (entry.isWhole && missing === null) exportBackup.run();
        }}
      >
        <BackupLockFields
          entry={entry}
          hasEmergencyKey={hasEmergencyKey}
          isChecked={checked}
          hasSlip={hasSlip}
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
        {props.unreadable === 0 ? null : (
          <label class="check">
            <input
              type="checkbox"
              checked={isAgreed}
              onChange={(event) => setLeftOut(event.currentTarget.checked ? props.unreadable : 0)}
            />
            {plural("options_backup_leave_out", props.unreadable)}
          </label>
        )}
        <ErrorNotice error={hasSlip ? null : error} />
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
