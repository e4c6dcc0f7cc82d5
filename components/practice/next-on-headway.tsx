// What comes after practising: the same on Headway, where it counts.

import { message } from "../../lib/i18n/messages.ts";
import { Card } from "../controls/card.tsx";
import { RichText } from "../controls/rich-text.tsx";
import { GuideLink } from "../guides/guide-link.tsx";

export function NextOnHeadway() {
  return (
    <Card title={message("practice_next_title")}>
      <ol class="steps">
        <li>
          <RichText message="popup_nothing_open" />
        </li>
        <li>
          <RichText message="popup_nothing_enroll" />
        </li>
        <li>{message("practice_next_scan", message("common_scan_page"))}</li>
        <li>{message("practice_next_fill", message("popup_fill_code"))}</li>
      </ol>
      <p class="hint">{message("practice_next_close")}</p>
      <div class="row-actions">
        <GuideLink guide="authenticator" role={null}>
          {message("practice_next_guide")}
        </GuideLink>
      </div>
    </Card>
  );
}
