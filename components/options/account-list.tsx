// The accounts of the full page, each with what is held for it: a search among many of them, and of a long list no more
// at once than is read.

import { useMemo, useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { knownRole } from "../account-name.ts";
import { AccountOpener } from "../account/account-opener.tsx";
import { RoleBadge } from "../controls/role-badge.tsx";
import { passkeyCount } from "../passkey-count.ts";
import { rowText } from "../plain-text.ts";
import { AccountSearchField } from "../search/account-search-field.tsx";
import { findAccounts } from "../search/find-accounts.ts";
import { MoreAccounts, SEARCH_FROM, SHOWN_AT_ONCE } from "../search/more-accounts.tsx";

export type AccountListProps = {
  readonly accounts: readonly AccountView[];
  /** The account whose details were left just now: it is shown, however far down, and takes the focus. */
  readonly leftAccountId: string | null;
  readonly onOpen: (id: string) => void;
};

export function AccountList(props: AccountListProps) {
  const { accounts, leftAccountId } = props;
  const [query, setQuery] = useState("");
  const [room, setRoom] = useState(SHOWN_AT_ONCE);
  const found = useMemo(() => findAccounts(accounts, query), [accounts, query]);
  const leftAt = found.findIndex(({ id }) => id === leftAccountId);
  const shown = found.slice(0, Math.max(room, leftAt + 1));
  return (
    <>
      {accounts.length <= SEARCH_FROM ? null : (
        <AccountSearchField
          query={query}
          onQuery={(text) => {
            setQuery(text);
            setRoom(SHOWN_AT_ONCE);
          }}
          found={found.length}
          inputRef={null}
        />
      )}
      <ul class="rows">
        {shown.map((account) => (
          <li key={account.id} class="overview">
            <AccountOpener
              account={account}
              isLeft={account.id === leftAccountId}
              onOpen={() => props.onOpen(account.id)}
            />
            <RoleBadge role={knownRole(account)} />
            <span class="hint">{heldText(account)}</span>
          </li>
        ))}
      </ul>
      <MoreAccounts
        shown={shown.length}
        found={found.length}
        onMore={() => setRoom(shown.length + SHOWN_AT_ONCE)}
      />
    </>
  );
}

function heldText({ otps, passkeys, recoveryCodes }: AccountView): string {
  return rowText([
    plural("common_codes", otps.length),
    passkeyCount(passkeys),
    recoveryCodes.some((code) => code.usedAt === null)
      ? message("options_accounts_code_kept")
      : message("options_accounts_code_missing"),
  ]);
}
