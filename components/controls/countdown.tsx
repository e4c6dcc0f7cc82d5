// How long a code stays good: a ring for the eye and the seconds as plain text, in no live region,
// so that nothing is read aloud every second.

import { message, numberText } from "../../lib/i18n/messages.ts";
import { useNow } from "../use-now.ts";

const RADIUS = 9;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;
const LAST_SECONDS = 5;

/** `expiresAt` in epoch milliseconds. */
export function Countdown(props: { expiresAt: number; periodSeconds: number }) {
  const { periodSeconds } = props;
  const now = useNow(1000);
  // `now` is a moment old when a new code comes, which is good for no longer than any other.
  const left = Math.ceil((props.expiresAt - now) / 1000);
  const seconds = Math.min(periodSeconds, Math.max(0, left));
  const part = seconds / periodSeconds;
  return (
    <span class={seconds <= LAST_SECONDS ? "countdown countdown-last" : "countdown"}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        <circle class="countdown-track" cx="12" cy="12" r={RADIUS} />
        <circle
          class="countdown-rest"
          cx="12"
          cy="12"
          r={RADIUS}
          stroke-dasharray={`${CIRCUMFERENCE * part} ${CIRCUMFERENCE}`}
          transform="rotate(-90 12 12)"
        />
      </svg>
      <span class="countdown-seconds">{message("controls_seconds", numberText(seconds))}</span>
    </span>
  );
}
