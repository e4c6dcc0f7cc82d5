// How to keep Waykey's button in the browser's toolbar, and how to do without.

import { message } from "../../lib/i18n/messages.ts";
import { Shortcuts } from "../options/shortcuts.tsx";
import { usePorts } from "../ports-context.tsx";
import { Step } from "./step.tsx";

/** @param props.isPinned null where the browser does not say */
export function ToolbarStep(props: { isPinned: boolean | null }) {
  const { browser } = usePorts();
  return (
    <Step title={message("welcome_toolbar_title")} isDone={props.isPinned === true}>
      {props.isPinned === true ? null : (
        <p>
          {browser === "firefox"
            ? message("welcome_toolbar_firefox")
            : message("welcome_toolbar_chrome")}
        </p>
      )}
      <Shortcuts />
    </Step>
  );
}
