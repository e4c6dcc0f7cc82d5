// How an account is, in one line.

import type { AccountView } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { CheckIcon, InfoIcon, WarningIcon } from "../controls/icons.tsx";
import { findingWords } from "./finding-words.ts";

export function HealthGlance({ account }: { account: AccountView }) {
  const { findings, role } = account;
  const [first] = findings;
  if (first === undefined) {
    return (
      <p class="glance glance-none">
        <CheckIcon />
        {message("common_in_good_order")}
      </p>
    );
  }
  const { title } = findingWords(first, role);
  const others = findings.length - 1;
  return (
    <p class={`glance glance-${first.weight}`}>
      {first.weight === "advice" ? <InfoIcon /> : <WarningIcon />}
      <span>{others === 0 ? title : plural("health_glance", others, title)}</span>
    </p>
  );
}
