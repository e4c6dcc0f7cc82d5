// How far long work is: a bar, and in words the step, which is read aloud as it changes, and the time that is left,
// which is not: a countdown would leave room for nothing else.

import { type MessageKey, message, plural } from "../../lib/i18n/messages.ts";
import type { LongWork, ShownProgress } from "./use-long-work.ts";

const STEPS: Readonly<Record<ShownProgress["step"], MessageKey>> = {
  prepare: "work_prepare",
  seal: "work_seal",
  store: "work_store",
  check: "work_check",
};

/** Beyond that so many seconds are told at a time. */
const EXACT_SECONDS = 10;
const COARSE_SECONDS = 5;

export function WorkProgress(props: { work: LongWork }) {
  const { progress, isCancelling } = props.work;
  if (progress === null) return null;
  const { step, share, leftMs } = progress;
  return (
    <div class="stack">
      <p role="status">{message(isCancelling ? "work_cancelling" : STEPS[step])}</p>
      <progress aria-label={message("work_progress")} max={1} value={share ?? undefined} />
      {leftMs === null ? null : <p class="hint">{plural("work_left", secondsOf(leftMs))}</p>}
    </div>
  );
}

function secondsOf(ms: number): number {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds <= EXACT_SECONDS) return seconds;
  return Math.ceil(seconds / COARSE_SECONDS) * COARSE_SECONDS;
}
