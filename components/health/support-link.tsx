// Leads to Headway's help, from which its support is reached: where an advice ends with asking them.

import { HEADWAY_HELP } from "../../lib/headway/hosts.ts";
import { message } from "../../lib/i18n/messages.ts";

export function SupportLink() {
  return (
    <a class="button button-quiet" href={HEADWAY_HELP} target="_blank" rel="noreferrer">
      {message("health_open_help")}
    </a>
  );
}
