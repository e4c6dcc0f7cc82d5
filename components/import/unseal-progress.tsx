// How far the opening of a sealed file is, as far as a short try foretells it.

import { useState } from "preact/hooks";
import { message, plural } from "../../lib/i18n/messages.ts";
import { useNow } from "../use-now.ts";
import type { Expected } from "./use-import-file.ts";

const PACE_MS = 200;

export function UnsealProgress(props: { expectedMs: Expected }) {
  const { expectedMs } = props;
  if (typeof expectedMs !== "number") return <p role="status">{message("import_unsealing")}</p>;
  return <Foretold timeMs={expectedMs} />;
}

/** The time is said once: a countdown that is read aloud would leave room for nothing else. */
function Foretold({ timeMs }: { timeMs: number }) {
  const [begun] = useState(Date.now);
  const elapsedMs = useNow(PACE_MS) - begun;
  const seconds = Math.max(1, Math.ceil(timeMs / 1000));
  const isLate = elapsedMs > timeMs;
  return (
    <div class="stack">
      <p role="status">{plural("import_unsealing_time", seconds)}</p>
      <progress
        aria-label={message("import_progress")}
        max={1}
        value={isLate ? undefined : elapsedMs / timeMs}
      />
      {isLate ? <p class="hint">{message("import_unsealing_longer")}</p> : null}
    </div>
  );
}
