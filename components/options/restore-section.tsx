// Tests a backup, and restores it in two steps: first whether it holds all that the vault does, and a list of what it
// would do to each entry; then, on a second press, the restoring itself, which can be taken back.

import { useCallback, useRef, useState } from "preact/hooks";
import type { RestoreMode, RestorePreview } from "../../lib/app/views.ts";
import { WaykeyError } from "../../lib/errors.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";
import { CancelWork } from "../work/cancel-work.tsx";
import { useLongWork } from "../work/use-long-work.ts";
import { WorkError } from "../work/work-error.tsx";
import { WorkProgress } from "../work/work-progress.tsx";
import { FileField } from "../controls/file-field.tsx";
import { LastRestoreCard, type RestoreAnswer } from "./last-restore.tsx";
import { DrillNotice, RestoreChoice } from "./restore-choice.tsx";
import { RestorePlan } from "./restore-plan.tsx";
import { Section } from "./section.tsx";

const MAX_FILE_BYTES = 50 * 1024 * 1024;

type TakenBack = Extract<RestoreAnswer, { answer: "taken-back" }>;
type Checked = { readonly text: string; readonly preview: RestorePreview };

export function RestoreSection(props: { onRestored: () => Promise<void> }) {
  const { call } = useRpc();
  const [file, setFile] = useState<File | null>(null);
  const [backupPassword, setBackupPassword] = useState("");
  const [tried, setTried] = useState(false);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [mode, setMode] = useState<RestoreMode>("merge");
  const [restored, setRestored] = useState<RestorePreview | null>(null);
  const [takenBack, setTakenBack] = useState<TakenBack | null>(null);
  const last = useLoad(useCallback(() => call("backup.last-restore", null), [call]));
  const [wasInterrupted, setInterrupted] = useState(false);

  const work = useLongWork();
  /** Grows with whatever makes an earlier look at a file one at another. */
  const typed = useRef(0);
  const changeInput = () => {
    typed.current++;
    setChecked(null);
  };

  const check = useAction(async () => {
    if (file === null) return;
    const mine = typed.current;
    setChecked(null);
    setRestored(null);
    setTakenBack(null);
    setMode("merge");
    if (file.size > MAX_FILE_BYTES) {
      throw new WaykeyError("backup/too-large", `The file has ${file.size} bytes`);
    }
    const text = await textOf(file);
    const preview = await call("backup.preview", { text, backupPassword });
    // Of what stands there by now nothing is known yet.
    if (typed.current === mine) setChecked({ text, preview });
  });
  const restore = useAction(async () => {
    if (checked === null) return;
    const { text, preview } = checked;
    const others = preview.others.map(({ id }) => id);
    const done = await work.run(
      (name) => call("backup.restore", { text, backupPassword, mode, others, work: name }),
      async () => {
        const now = await call("backup.preview", { text, backupPassword });
        return leftToDo(now, mode) < leftToDo(preview, mode) ? preview : null;
      },
    );
    setRestored(done.result);
    setInterrupted(done.wasInterrupted);
    setChecked(null);
    setBackupPassword("");
    setTried(false);
    await Promise.all([last.reload(), props.onRestored()]);
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
            changeInput();
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
            changeInput();
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
        <RestorePlan preview={checked.preview} before={<DrillNotice preview={checked.preview} />}>
          <RestoreChoice preview={checked.preview} mode={mode} onMode={setMode} />
          <WorkError error={restore.error} />
          <WorkProgress work={work} />
          <div class="buttons">
            {restore.busy ? <CancelWork work={work} /> : null}
            <Button kind="primary" busy={restore.busy} onPress={() => restore.run()}>
              {message(mode === "merge" ? "options_restore" : "restore_replace_button")}
            </Button>
          </div>
        </RestorePlan>
      )}
      {restored === null ? null : (
        <>
          <Notice tone="success" title={message("options_restored_title")} live>
            <p>{message("options_restored_text")}</p>
            {wasInterrupted ? <p>{message("work_interrupted_done")}</p> : null}
          </Notice>
          <RestorePlan preview={restored} />
        </>
      )}
      {takenBack === null ? null : (
        <Notice tone="success" title={message("restore_taken_back_title")} live>
          <p>{message("restore_taken_back_text")}</p>
          {takenBack.wasInterrupted ? <p>{message("work_interrupted_done")}</p> : null}
        </Notice>
      )}
      <ErrorNotice error={last.result.state === "failed" ? last.result.error : null} />
      {last.result.state !== "ready" || last.result.value === null ? null : (
        <LastRestoreCard
          restore={last.result.value}
          onAnswered={async (answer) => {
            setTakenBack(answer.answer === "taken-back" ? answer : null);
            setRestored(null);
            setChecked(null);
            await Promise.all([last.reload(), props.onRestored()]);
          }}
        />
      )}
    </Section>
  );
}

/** @throws WaykeyError `file/unreadable` for one that was moved, changed or taken away since it was chosen */
async function textOf(file: File): Promise<string> {
  try {
    return await file.text();
  } catch (cause) {
    throw new WaykeyError("file/unreadable", "The file can't be read", { cause });
  }
}

/** How many entries it would change: a restore is one commit, after which it would change fewer. */
function leftToDo({ lines, others }: RestorePreview, mode: RestoreMode): number {
  const open = lines.filter(({ verdict }) => verdict === "new" || verdict === "newer").length;
  return open + (mode === "replace" ? others.length : 0);
}
