// Moving to another device, step by step: only when both are seen to hold the same may one of them be emptied.

import { useCallback, useState } from "preact/hooks";
import type { AccountView, VaultCheck } from "../../lib/app/views.ts";
import { backupOf } from "../../lib/headway/health.ts";
import { MOVE_STEPS, type MoveStep } from "../../lib/headway/moving.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { RadioGroup } from "../controls/radio-group.tsx";

import { heldOtps } from "../popup/page-match.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";
import { phraseWords } from "./check-phrase.ts";
import { CountLine } from "./count-line.tsx";
import { MoveTick } from "./move-tick.tsx";
import { OneCode } from "./one-code.tsx";
import { Section } from "./section.tsx";
import { WaysElsewhere } from "./ways-elsewhere.tsx";

const ANSWERS = [
  { value: "same", label: "options_new_device_same" },
  { value: "different", label: "options_new_device_different" },
] as const;

export function NewDeviceSection({ accounts }: { accounts: readonly AccountView[] }) {
  const { call } = useRpc();
  const [check, setCheck] = useState<VaultCheck | null>(null);
  const [comparison, setComparison] = useState<string | null>(null);
  const timed = heldOtps(accounts).find(({ otp }) => otp.type !== "hotp");
  const { result: ticked, reload } = useLoad(useCallback(() => call("move.steps", null), [call]));
  const notes = ticked.state === "ready" ? ticked.value.steps : [];
  const tick = useAction(async (step: MoveStep, done: boolean) => {
    await call("move.tick", { step, done });
    await reload();
  });
  const restart = useAction(async () => {
    for (const { step } of notes) await call("move.tick", { step, done: false });
    setComparison(null);
    await reload();
  });
  const isAllDone = MOVE_STEPS.every((step) => notes.some((note) => note.step === step));
  const isSafe = comparison === "same" && isAllDone;
  const ticking = { notes, busy: tick.busy || ticked.state === "loading", onTick: tick.run };
  const show = useAction(async () => {
    setComparison(null);
    setCheck(await call("vault.check", null));
  });
  return (
    <Section id="new-device" title={message("options_new_device_title")}>
      <p>{message("options_new_device_text")}</p>
      <ol class="steps">
        <li>
          <p>
            <RichText
              message="options_new_device_backup"
              tags={{ backup: (content) => <a href="#backup">{content}</a> }}
            />
          </p>
          {accounts.some(({ findings }) => backupOf(findings) !== "whole") ? (
            <p class="hint">{message("options_new_device_backup_behind")}</p>
          ) : null}
          <MoveTick step="backup" {...ticking} />
        </li>
        <li>
          <p>
            <RichText
              message="options_new_device_restore"
              tags={{
                name: (content) => <i>{content}</i>,
                restore: (content) => <a href="#restore">{content}</a>,
              }}
            />
          </p>
          <MoveTick step="restore" {...ticking} />
        </li>
        <li>
          <p>{message("options_new_device_compare")}</p>
          <Button busy={show.busy} onPress={() => show.run()}>
            {check === null
              ? message("options_new_device_show")
              : message("options_new_device_show_again")}
          </Button>
          <ErrorNotice error={show.error} />
          {check === null ? null : (
            <>
              <Phrase check={check} />
              {timed === undefined ? null : <OneCode held={timed} />}
              <RadioGroup
                legend={message("options_new_device_question")}
                options={ANSWERS.map(({ value, label }) => ({ value, label: message(label) }))}
                value={comparison}
                onChange={(value) => {
                  setComparison(value);
                  tick.run("compare", value === "same");
                }}
              />
              {comparison === "different" ? <Different /> : null}
            </>
          )}
          <MoveTick step="compare" {...ticking} />
        </li>
        <li>
          <p>
            <RichText
              message="options_new_device_verify"
              tags={{ name: (content) => <i>{content}</i> }}
            />
          </p>
          <MoveTick step="sign-in" {...ticking} />
        </li>
        <li>
          <p>{message("options_new_device_others")}</p>
          <WaysElsewhere accounts={accounts} />
          <MoveTick step="others" {...ticking} />
        </li>
        <li>
          <p>{message("options_new_device_remove")}</p>
          {isSafe ? (
            <Outcome isWhole={check?.unreadable === 0} />
          ) : (
            <p class="hint">{message("options_new_device_remove_hint")}</p>
          )}
        </li>
      </ol>
      <p class="hint">{message("options_new_device_ticks_kept")}</p>
      {notes.length === 0 ? null : (
        <div class="row-actions">
          <Button kind="quiet" busy={restart.busy} onPress={() => restart.run()}>
            {message("options_new_device_start_over")}
          </Button>
        </div>
      )}
      <ErrorNotice
        error={tick.error ?? restart.error ?? (ticked.state === "failed" ? ticked.error : null)}
      />
    </Section>
  );
}

function Phrase({ check }: { check: VaultCheck }) {
  return (
    <div class="check-phrase" role="status">
      <p class="hint">{message("options_new_device_phrase")}</p>
      <p class="check-words">{phraseWords(check.numbers)}</p>
      <CountLine counts={check.counts} />
      {check.unreadable === 0 ? null : (
        <p>{plural("options_new_device_unreadable", check.unreadable)}</p>
      )}
    </div>
  );
}

function Different() {
  return (
    <Notice tone="warning" title={message("options_new_device_different_title")}>
      <p>{message("options_new_device_different_text")}</p>
    </Notice>
  );
}

/** What no backup has stays behind. */
function Outcome({ isWhole }: { isWhole: boolean }) {
  const { browser } = usePorts();
  return !isWhole ? (
    <Notice tone="warning" title={message("options_new_device_unreadable_title")}>
      <p>{message("options_new_device_unreadable_stays")}</p>
    </Notice>
  ) : (
    <Notice tone="success" title={message("options_new_device_same_title")}>
      <p>
        {message(
          browser === "firefox"
            ? "options_new_device_how_to_remove_firefox"
            : "options_new_device_how_to_remove_chrome",
        )}
      </p>
    </Notice>
  );
}
