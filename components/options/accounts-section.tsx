// All accounts at a glance, each of which can be opened, a way to add one, and every record that can't be read, named and kept.

import type { VaultContents } from "../../lib/app/views.ts";
import { AccountOpener } from "../account/account-opener.tsx";
import { AddAccount } from "./add-account.tsx";
import { Notice } from "../controls/notice.tsx";
import { RoleBadge } from "../controls/role-badge.tsx";
import { passkeyCount } from "../passkey-count.ts";
import { countText } from "../plain-text.ts";
import { Section } from "./section.tsx";

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
    <Section id="accounts" title="Accounts">
      {accounts.length === 0 ? <p class="empty">No accounts yet.</p> : null}
      <ul class="rows">
        {accounts.map((account) => (
          <li key={account.id} class="overview">
            <AccountOpener
              account={account}
              isLeft={account.id === props.leftAccountId}
              onOpen={() => props.onOpen(account.id)}
            />
            <RoleBadge role={account.role} />
            <span class="hint">
              {countText(account.otps.length, "code", "codes")}, {passkeyCount(account.passkeys)},{" "}
              {account.recoveryCodes.some((code) => code.usedAt === null)
                ? "recovery code kept"
                : "no recovery code"}
            </span>
          </li>
        ))}
      </ul>
      <AddAccount onChanged={props.onChanged} />
      {unreadable.length === 0 ? null : (
        <Notice
          tone="warning"
          title={`${countText(unreadable.length, "entry", "entries")} can’t be read`}
        >
          <p>
            They are kept exactly as they are. <b>Do not remove the extension</b>: that would delete
            them. Restart the browser first; if it stays like this, restore a backup.
          </p>
          <ul class="rows">
            {unreadable.map((record) => (
              <li key={record.id}>
                <code>{record.id}</code> <span class="hint">{record.reason}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </Section>
  );
}
