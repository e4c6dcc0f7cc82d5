// Where a reset is done that support lets a provider in for, and where support is asked.

import type { PortalLinkProps } from "./weighed-row.tsx";
import { SupportLink } from "./support-link.tsx";
import { PortalLink } from "./weighed-row.tsx";

export function AskSupport({ account }: Pick<PortalLinkProps, "account">) {
  return (
    <PortalLink account={account}>
      <SupportLink />
    </PortalLink>
  );
}
