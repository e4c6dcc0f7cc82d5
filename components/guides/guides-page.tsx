// The guides on the page of help: the list of them, or one, for the reader's role and browser.

import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { browsersOf, type GuideId } from "../../lib/headway/guides.ts";
import { ACCOUNT_ROLES, type AccountRole } from "../../lib/headway/roles.ts";
import { message } from "../../lib/i18n/messages.ts";
import { roleName } from "../account-name.ts";
import { BackIcon } from "../controls/icons.tsx";
import { RadioGroup } from "../controls/radio-group.tsx";
import { PortalLink } from "../health/weighed-row.tsx";
import { usePorts } from "../ports-context.tsx";
import { browserInUse } from "./browser-in-use.ts";
import { hashOf } from "./guide-address.ts";
import { GuideList } from "./guide-list.tsx";
import { GuideSteps } from "./guide-steps.tsx";
import { browserName, GUIDE_INTROS, GUIDE_TITLES } from "./guide-words.ts";

export type GuidesPageProps = {
  /** null: the list. */
  readonly guide: GuideId | null;
  /** null: it is not known, and asked for. */
  readonly role: AccountRole | null;
  readonly onRole: (role: AccountRole) => void;
  readonly titleRef: RefObject<HTMLHeadingElement | null>;
};

export function GuidesPage(props: GuidesPageProps) {
  const { guide, role } = props;
  const ports = usePorts();
  const [browser, setBrowser] = useState(() => browserInUse(ports.browser, navigator.userAgent));
  const browsers = guide === null ? [] : browsersOf(guide);
  const shown = browsers.includes(browser) ? browser : "chrome";
  return (
    <main class="options-main">
      {guide === null ? null : (
        <a class="guide-back" href={hashOf("guides")}>
          <BackIcon />
          {message("guide_back")}
        </a>
      )}
      <h1 ref={props.titleRef} tabIndex={-1}>
        {message(guide === null ? "guide_all_title" : GUIDE_TITLES[guide])}
      </h1>
      <div class="guide-choices">
        <RadioGroup
          legend={message("common_which_role")}
          options={ACCOUNT_ROLES.map((value) => ({ value, label: roleName(value) }))}
          value={role}
          onChange={(value) => {
            const chosen = ACCOUNT_ROLES.find((each) => each === value);
            if (chosen !== undefined) props.onRole(chosen);
          }}
        />
        {role === null || browsers.length === 0 ? null : (
          <RadioGroup
            legend={message("guide_which_browser")}
            options={browsers.map((value) => ({ value, label: browserName(value, browsers) }))}
            value={shown}
            onChange={(value) => {
              setBrowser(browsers.find((each) => each === value) ?? shown);
            }}
          />
        )}
      </div>
      {role === null ? null : <p>{message(GUIDE_INTROS[role])}</p>}
      {guide === null ? <GuideList /> : null}
      {guide === null || role === null ? null : (
        <>
          <PortalLink account={{ role }} />
          <GuideSteps guide={guide} role={role} browser={shown} />
          <p class="hint">{message("guide_source")}</p>
        </>
      )}
    </main>
  );
}
