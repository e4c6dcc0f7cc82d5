// How an account is, in one line.

import type { AccountView } from "../../lib/app/views.ts";
import { CheckIcon, InfoIcon, WarningIcon } from "../controls/icons.tsx";
import { findingWords } from "./finding-words.ts";

export function HealthGlance({ account }: { account: AccountView }) {
  const { findings, role } = account;
  const [first] = findings;
  if (first === undefined) {
    return (
      <p class="glance glance-none">
        <CheckIcon /> In good order
      </p>
    );
  }
  const others = findings.length - 1;
  return (
    <p class={`glance glance-${first.weight}`}>
      {first.weight === "advice" ? <InfoIcon /> : <WarningIcon />}
      <span>
        {findingWords(first.kind, role, first.at).title}
        {others === 0 ? null : <> · {others} more</>}
      </span>
    </p>
  );
}
