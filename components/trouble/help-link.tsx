// Leads to the page of help for those who can't sign in to Headway.

import { message } from "../../lib/i18n/messages.ts";

export function HelpLink() {
  return (
    <a class="button button-quiet button-wide" href="help.html" target="_blank">
      {message("trouble_link")}
    </a>
  );
}
