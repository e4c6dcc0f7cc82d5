// Which of the features that Waykey uses this browser has, in words and signs.

import { useCallback } from "preact/hooks";
import { CheckIcon, WarningIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useLoad } from "../use-load.ts";

export function BrowserFeatures() {
  const ports = usePorts();
  const load = useCallback(() => ports.browserFeatures(), [ports]);
  const { result } = useLoad(load);
  return (
    <>
      <h3>This browser</h3>
      {result.state === "failed" ? <ErrorNotice error={result.error} /> : null}
      {result.state === "ready" ? (
        <ul class="features">
          {result.value.map((feature) => (
            <li key={feature.id} class={feature.available ? "feature" : "feature feature-missing"}>
              {feature.available ? <CheckIcon /> : <WarningIcon />}
              <span>
                {feature.name}: <b>{feature.available ? "available" : "missing"}</b>
                {feature.available ? null : <span class="hint"> {feature.consequence}</span>}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
