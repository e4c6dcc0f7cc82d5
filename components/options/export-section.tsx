// Makes a backup: one encrypted file under a password of its own, handed over as a download.

import { useState } from "preact/hooks";
import type { BackupFile } from "../../lib/app/views.ts";
import { PasswordMeter } from "../access/password-meter.tsx";
import { checkNewPassword } from "../access/password-strength.ts";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { countText } from "../plain-text.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { CountLine } from "./count-line.tsx";
import { Section } from "./section.tsx";

type Saved = Pick<BackupFile, "fileName" | "counts" | "unreadable">;

/** `unreadable`: how many records can't be read now. */
export function ExportSection(props: { unreadable: number }) {
  const { call } = useRpc();
  const { files } = usePorts();
  const [backupPassword, setBackupPassword] = useState("");
  const [repeated, setRepeated] = useState("");
  const [password, setPassword] = useState("");
  const [checked, setChecked] = useState(false);
  const [saved, setSaved] = useState<Saved | null>(null);
  const problems = checkNewPassword(backupPassword, repeated);
  const missing = password === "" ? "Type your Waykey password." : null;

  const exportBackup = useAction(async () => {
    setSaved(null);
    const file = await call("backup.export", { password, backupPassword });
    await files.download(file.fileName, file.text);
    setSaved({ fileName: file.fileName, counts: file.counts, unreadable: file.unreadable });
    setBackupPassword("");
    setRepeated("");
    setPassword("");
    setChecked(false);
  });

  return (
    <Section id="backup" title="Backup">
      <p>
        A backup is one encrypted file with everything in the vault. Its password is its own: keep
        it apart from the file. Without a backup, a lost computer or a forgotten password means that
        the codes are lost.
      </p>
      {props.unreadable === 0 ? null : (
        <Notice tone="warning" title="Some entries can’t be read now">
          <p>See “Accounts” below. A backup holds only what can be read.</p>
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
          label="Backup password"
          type="password"
          autocomplete="new-password"
          value={backupPassword}
          onInput={setBackupPassword}
          hint={<PasswordMeter password={backupPassword} />}
          error={checked ? problems.password : null}
        />
        <TextField
          label="Repeat backup password"
          type="password"
          autocomplete="new-password"
          value={repeated}
          onInput={setRepeated}
          error={checked ? problems.repeated : null}
        />
        <TextField
          label="Vault password"
          type="password"
          autocomplete="current-password"
          value={password}
          onInput={setPassword}
          hint="The one you unlock Waykey with."
          error={checked ? missing : null}
        />
        <ErrorNotice error={exportBackup.error} />
        <Button kind="primary" type="submit" busy={exportBackup.busy}>
          Create backup
        </Button>
      </Form>
      {saved === null ? null : (
        <Notice tone="success" title="The backup was made" live>
          <p>
            <bdi>{saved.fileName}</bdi> is among your downloads. Keep it where this computer’s loss
            doesn’t reach it.
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
  const one = props.unreadable === 1;
  return (
    <Notice
      tone="warning"
      title={`${countText(props.unreadable, "entry", "entries")} could not be read and ${one ? "is" : "are"} not in this backup`}
      live
    >
      <p>
        Do not remove the extension: {one ? "it is" : "they are"} kept in it. “Accounts” below says
        which {one ? "entry it is" : "entries they are"}. Restart the browser, then create the
        backup again. Keep your older backups: {one ? "it" : "they"} may still be in one.
      </p>
    </Notice>
  );
}
