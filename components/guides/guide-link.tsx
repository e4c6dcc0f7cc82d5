// Leads to the guide of a way to sign in, or to the list of all guides, for the role of an account.

import type { ComponentChildren } from "preact";
import type { GuideId } from "../../lib/headway/guides.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";
import { guideAddress } from "./guide-address.ts";

export type GuideLinkProps = {
  readonly guide: GuideId | null;
  readonly role: AccountRole | null;
  /** The accessible name, if it must say more than the text. */
  readonly name?: string;
  readonly children: ComponentChildren;
};

export function GuideLink(props: GuideLinkProps) {
  return (
    <a
      class="button button-quiet"
      href={guideAddress(props.guide, props.role)}
      target="_blank"
      aria-label={props.name}
    >
      {props.children}
    </a>
  );
}
