// What does not come along to another device with Waykey, account by account: ways to sign in that are kept
// elsewhere, and recovery codes that nobody is known to have, or that may be used up.

import type { AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { accountName } from "../account-name.ts";
import { placedWayNames } from "../way-names.ts";

export function WaysElsewhere({ accounts }: { accounts: readonly AccountView[] }) {
  const lines = accounts.flatMap(linesOf);
  if (lines.length === 0) return null;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line} class="hint">
          <bdi>{line}</bdi>
        </li>
      ))}
    </ul>
  );
}

function linesOf(account: AccountView): readonly string[] {
  const name = accountName(account);
  const elsewhere = [
    ...account.methods.filter(({ state }) => state === "elsewhere"),
    ...account.elsewhereToo,
  ];
  const hasCode = account.methods.some(
    ({ method, state }) =>
      method === "recovery-code" && (state === "here" || state === "elsewhere"),
  );
  const isFilled = account.methods.some(({ filledAt }) => filledAt !== undefined);
  return [
    ...(elsewhere.length === 0
      ? []
      : [message("options_new_device_kept_elsewhere", name, placedWayNames(elsewhere))]),
    ...(isFilled ? [message("options_new_device_recovery_code_filled", name)] : []),
    ...(hasCode ? [] : [message("options_new_device_no_recovery_code", name)]),
  ];
}
