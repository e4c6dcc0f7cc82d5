// All accounts at a glance, each of which can be opened, a way to add one, and every record that can't be read, named and kept.

import type { VaultContents } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { knownRole } from "../account-name.ts";
import { AccountOpener } from "../account/account-opener.tsx";
import { AddAccount } from "./add-account.tsx";
import { RoleBadge } from "../controls/role-badge.tsx";
import { passkeyCount } from "../passkey-count.ts";
import { rowText } from "../plain-text.ts";
import { Section } from "./section.tsx";
import { UnreadableEntries } from "./unreadable-entries.tsx";

export type AccountsSectionProps = {
  readonly contents: VaultContents;
  /** The account whose details were left just now: the focus goes back to it. */
  readonly leftAccountId: string | null;
  readonly onOpen: (id: string) => void;
  readonly onChanged: () => Promise<void>;
};

export function AccountsSection(props: AccountsSectionProps) {
  const { accounts, unreadable } = props.contents;
  return (
    <Section id="accounts" title={message("options_accounts_title")}>
      {accounts.length === 0 ? <p class="empty">{message("options_accounts_none")}</p> : null}
      <ul class="rows">
        {accounts.map((account) => (
          <li key={account.id} class="overview">
            <AccountOpener
              account={account}
              isLeft={account.id === props.leftAccountId}
              onOpen={() => props.onOpen(account.id)}
            />
            <RoleBadge role={knownRole(account)} />
            <span class="hint">
              {rowText([
                plural("common_codes", account.otps.length),
                passkeyCount(account.passkeys),
                account.recoveryCodes.some((code) => code.usedAt === null)
                  ? message("options_accounts_code_kept")
                  : message("options_accounts_code_missing"),
              ])}
            </span>
          </li>
        ))}
      </ul>
      <AddAccount onChanged={props.onChanged} />
      {unreadable.length === 0 ? null : <UnreadableEntries entries={unreadable} />}
    </Section>
  );
}
