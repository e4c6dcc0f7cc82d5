// Where a way to sign in is set up: Headway's page for that role, and the guides to it.

import type { AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { PortalLink } from "../health/weighed-row.tsx";
import { GuideLink } from "./guide-link.tsx";

export function EnrolLinks({ account }: { account: Pick<AccountView, "role"> }) {
  return (
    <PortalLink account={account}>
      <GuideLink guide={null} role={account.role}>
        {message("guide_link_all")}
      </GuideLink>
    </PortalLink>
  );
}
