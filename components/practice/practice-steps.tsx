// How a code is filled, step by step, with the keyboard shortcuts as they are set now.

import { message } from "../../lib/i18n/messages.ts";
import { Card } from "../controls/card.tsx";
import { RichText } from "../controls/rich-text.tsx";
import type { ShortcutView } from "../ports.ts";
import type { Loaded } from "../use-load.ts";

/** As the manifest names them. */
const OPEN = "_execute_action";
const FILL = "fill-code";

export type PracticeStepsProps = { readonly commands: Loaded<readonly ShortcutView[]> };

export function PracticeSteps({ commands }: PracticeStepsProps) {
  // Without them the steps are as good.
  const list = commands.state === "ready" ? commands.value : [];
  const keysOf = (wanted: string) => list.find(({ name }) => name === wanted)?.shortcut ?? "";
  return (
    <Card title={message("practice_steps_title")}>
      <ol class="steps">
        <li>
          {keysOf(OPEN) === "" ? (
            message("practice_step_open")
          ) : (
            <RichText message="practice_step_open_keys" values={[<kbd>{keysOf(OPEN)}</kbd>]} />
          )}
        </li>
        <li>{message("practice_step_fill", message("common_fill_practice"))}</li>
        <li>{message("practice_step_continue", message("practice_continue"))}</li>
      </ol>
      {keysOf(FILL) === "" ? null : (
        <p class="hint">
          <RichText message="practice_step_keys" values={[<kbd>{keysOf(FILL)}</kbd>]} />
        </p>
      )}
      <p class="hint">{message("practice_where_button")}</p>
    </Card>
  );
}
