// Says that the next code is waited for. A screen reader hears it once; the seconds that are left are counted
// down for the eye alone.

import { message, numberText } from "../../lib/i18n/messages.ts";
import { useNow } from "../use-now.ts";

export type NextCode = {
  /** When it takes over, epoch milliseconds. */
  readonly startsAt: number;
  /** How long that was away when the wait began. */
  readonly seconds: number;
};

/** Always in the document, or the words would not be read out: `next` is null while nothing is waited for. */
export function NextCodeWait(props: { next: NextCode | null }) {
  const { next } = props;
  return (
    <>
      <p class="visually-hidden" role="status">
        {next === null ? "" : waitText(next.seconds)}
      </p>
      {next === null ? null : <Seconds until={next.startsAt} />}
    </>
  );
}

function Seconds(props: { until: number }) {
  const now = useNow(250);
  const seconds = Math.max(1, Math.ceil((props.until - now) / 1000));
  return (
    <p class="hint" aria-hidden="true">
      {waitText(seconds)}
    </p>
  );
}

function waitText(seconds: number): string {
  return message("popup_next_code_wait", numberText(seconds));
}
