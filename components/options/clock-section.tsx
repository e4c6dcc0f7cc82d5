// The check of the computer's clock: allowed or not, made when the user presses for it, and what comes of
// it. Codes are corrected by it only if the user then says so.

import { useCallback, useId, useState } from "preact/hooks";
import type { ClockCheck } from "../../lib/app/views.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { timeText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";
import { amountText, clockText } from "./clock-text.ts";
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
    announce(offsetMs === null ? "Codes go by the computer’s clock." : "Codes are corrected.");
  });

  if (result.state === "loading") return null;
  if (result.state === "failed") {
    return (
      <Section id="clock" title="Clock">
        <ErrorNotice error={result.error} />
      </Section>
    );
  }
  const { allowed, correction } = result.value;
  return (
    <Section id="clock" title="Clock">
      <p>Codes depend on the computer’s clock. If Headway refuses yours, it may be wrong.</p>
      <div class="field">
        <label class="check">
          <input
            type="checkbox"
            checked={allowed}
            disabled={allow.busy}
            aria-describedby={hint}
            onChange={(event) => allow.run(event.currentTarget.checked)}
          />
          Let me compare the clock with Headway’s
        </label>
        <p class="hint" id={hint}>
          When you press “Check my clock”, and only then, the open Headway page asks its own server
          for an answer, without cookies, and Waykey reads the time in it. This is the one thing
          Waykey does over the network.
        </p>
      </div>
      {allowed ? (
        <Button busy={check.busy} onPress={() => check.run()}>
          Check my clock
        </Button>
      ) : null}
      {found === null ? null : <Found check={found} correct={correct} />}
      {correction === null ? null : (
        <Notice tone="info" title={`Codes are made for ${amountText(correction.offsetMs)}`}>
          <p>
            Since {timeText(correction.at)}. Once the computer’s clock has been set right, take the
            correction back.
          </p>
          <Button busy={correct.busy} onPress={() => correct.run(null)}>
            Go by the computer’s clock again
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
          Compared with <bdi>{check.host}</bdi>.
        </p>
      </Notice>
    );
  }
  const isFar = Math.abs(check.offsetMs) > DAY_MS;
  return (
    <Notice tone="warning" title={title} live>
      <p>
        Best set the computer’s clock right, in the settings of its system.{" "}
        {isFar
          ? "That far off, Waykey doesn’t correct the codes."
          : "If you can’t, Waykey can make its codes for Headway’s time."}
      </p>
      {isFar ? null : (
        <Button busy={correct.busy} onPress={() => correct.run(check.offsetMs)}>
          Correct the codes
        </Button>
      )}
    </Notice>
  );
}
