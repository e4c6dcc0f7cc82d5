// The keyboard shortcuts as they are now, and where each browser lets them be changed.

import { useCallback } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { ErrorNotice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useLoad } from "../use-load.ts";

export function Shortcuts() {
  const { browser, commands } = usePorts();
  const load = useCallback(() => commands.list(), [commands]);
  const { result } = useLoad(load);
  return (
    <>
      <h3>{message("options_shortcuts_title")}</h3>
      {result.state === "failed" ? <ErrorNotice error={result.error} /> : null}
      {result.state === "ready" ? (
        <dl class="facts">
          {result.value.map((command) => (
            <div key={command.name}>
              <dt>
                {command.description === ""
                  ? message("options_shortcuts_open")
                  : command.description}
              </dt>
              <dd>
                {command.shortcut === "" ? (
                  message("options_shortcuts_unset")
                ) : (
                  <kbd>{command.shortcut}</kbd>
                )}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <p class="hint">
        {browser === "firefox"
          ? message("options_shortcuts_firefox")
          : message("options_shortcuts_chrome")}
      </p>
    </>
  );
}
