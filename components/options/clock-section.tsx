// The check of the computer's clock: allowed or not, made when the user presses for it, and what comes of
// it. Codes are corrected by it only if the user then says so.

import { useCallback, useId, useState } from "preact/hooks";
import type { ClockCheck } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { timeText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";
import { clockText, correctionText } from "./clock-text.ts";
import { Section } from "./section.tsx";

const DAY_MS = 24 * 60 * 60_000;

export function ClockSection() {
  const { call } = useRpc();
  const announce = useAnnounce();
  const hint = useId();
  const { result, reload } = useLoad(useCallback(() => call("clock.get", null), [call]));
  const [found, setFound] = useState<ClockCheck | null>(null);
  const allow = useAction(async (allowed: boolean) => {
    setFound(null);
    await call("clock.allow", { allowed });
    await reload();
  });
  const check = useAction(async () => {
    setFound(null);
    setFound(await call("clock.check", null));
  });
  const correct = useAction(async (offsetMs: number | null) => {
    await call("clock.correct", { offsetMs });
    setFound(null);
    await reload();
    announce(
      offsetMs === null ? message("options_clock_uncorrected") : message("options_clock_corrected"),
    );
  });

  if (result.state === "loading") return null;
  if (result.state === "failed") {
    return (
      <Section id="clock" title={message("options_clock_title")}>
        <ErrorNotice error={result.error} />
      </Section>
    );
  }
  const { allowed, correction } = result.value;
  return (
    <Section id="clock" title={message("options_clock_title")}>
      <p>{message("options_clock_text")}</p>
      <div class="field">
        <label class="check">
          <input
            type="checkbox"
            checked={allowed}
            disabled={allow.busy}
            aria-describedby={hint}
            onChange={(event) => allow.run(event.currentTarget.checked)}
          />
          {message("options_clock_allow")}
        </label>
        <p class="hint" id={hint}>
          {message("options_clock_allow_hint")}
        </p>
      </div>
      {allowed ? (
        <Button busy={check.busy} onPress={() => check.run()}>
          {message("options_clock_check")}
        </Button>
      ) : null}
      {found === null ? null : <Found check={found} correct={correct} />}
      {correction === null ? null : (
        <Notice tone="info" title={correctionText(correction.offsetMs)}>
          <p>{message("options_clock_corrected_since", timeText(correction.at))}</p>
          <Button busy={correct.busy} onPress={() => correct.run(null)}>
            {message("options_clock_undo")}
          </Button>
        </Notice>
      )}
      <ErrorNotice error={allow.error ?? check.error ?? correct.error} />
    </Section>
  );
}

type FoundProps = {
  readonly check: ClockCheck;
  readonly correct: { readonly run: (offsetMs: number) => void; readonly busy: boolean };
};

function Found(props: FoundProps) {
  const { check, correct } = props;
  const { title, isRight } = clockText(check);
  if (isRight) {
    return (
      <Notice tone="success" title={title} live>
        <p>
          <RichText
            message="options_clock_compared"
            values={[<bdi key="host">{check.host}</bdi>]}
          />
        </p>
      </Notice>
    );
  }
  const isFar = Math.abs(check.offsetMs) > DAY_MS;
  return (
    <Notice tone="warning" title={title} live>
      <p>{message(isFar ? "options_clock_too_far" : "options_clock_can_correct")}</p>
      {isFar ? null : (
        <Button busy={correct.busy} onPress={() => correct.run(check.offsetMs)}>
          {message("options_clock_correct")}
        </Button>
      )}
    </Notice>
  );
}
