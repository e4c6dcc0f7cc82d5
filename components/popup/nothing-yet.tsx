// What to do when the vault is empty, in the words of Headway's own settings.

import type { PageView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { Card } from "../controls/card.tsx";
import { GuideLink } from "../guides/guide-link.tsx";

export function NothingYet(props: { page: PageView | null }) {
  if (props.page?.kind === "otp-enrolment") return null;
  return (
    <Card title={message("popup_nothing_title")}>
      <ol class="steps">
        <li>
          <RichText message="popup_nothing_open" />
        </li>
        <li>
          <RichText message="popup_nothing_enroll" />
        </li>
        <li>{message("popup_nothing_scan")}</li>
      </ol>
      <p class="hint">{message("popup_nothing_passkey")}</p>
      <div class="row-actions">
        <GuideLink guide={null} role={props.page?.role ?? null}>
          {message("guide_link_all")}
        </GuideLink>
      </div>
    </Card>
  );
}
