// The keyboard shortcuts as they are now, and where each browser lets them be changed.

import { useCallback } from "preact/hooks";
import { ErrorNotice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useLoad } from "../use-load.ts";

export function Shortcuts() {
  const { browser, commands } = usePorts();
  const load = useCallback(() => commands.list(), [commands]);
  const { result } = useLoad(load);
  return (
    <>
      <h3>Keyboard shortcut</h3>
      {result.state === "failed" ? <ErrorNotice error={result.error} /> : null}
      {result.state === "ready" ? (
        <dl class="facts">
          {result.value.map((command) => (
            <div key={command.name}>
              <dt>{command.description === "" ? "Open Waykey" : command.description}</dt>
              <dd>{command.shortcut === "" ? "Not set" : <kbd>{command.shortcut}</kbd>}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <p class="hint">
        {browser === "firefox"
          ? "To change it, open about:addons, press the gear at the top and choose “Manage Extension Shortcuts”."
          : "To change it, open chrome://extensions/shortcuts and look for Waykey."}
      </p>
    </>
  );
}
