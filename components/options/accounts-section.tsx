// All accounts at a glance, each of which can be opened, a way to add one, and every record that can't be read, named and kept.

import type { VaultContents } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { AccountList } from "./account-list.tsx";
import { AddAccount } from "./add-account.tsx";
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
      {accounts.length === 0 ? (
        <p class="empty">{message("options_accounts_none")}</p>
      ) : (
        <AccountList
          accounts={accounts}
          leftAccountId={props.leftAccountId}
          onOpen={props.onOpen}
        />
      )}
      <AddAccount onChanged={props.onChanged} />
      {unreadable.length === 0 ? null : <UnreadableEntries entries={unreadable} />}
    </Section>
  );
}
