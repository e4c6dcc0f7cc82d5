// The popup's home: first what the page in use calls for, then the accounts.

import { useState } from "preact/hooks";
import { Button } from "../controls/button.tsx";
import { PlusIcon, SettingsIcon } from "../controls/icons.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { countText } from "../plain-text.ts";
import { usePorts } from "../ports-context.tsx";
import { AccountCard } from "./account-card.tsx";
import { findAccounts } from "./find-accounts.ts";
import { NothingYet } from "./nothing-yet.tsx";
import { PageCards } from "./page-cards.tsx";
import { PageTrouble } from "./page-trouble.tsx";
import { heldOtps, rankAccounts } from "./page-match.ts";
import type { PopupData } from "./popup-data.ts";
import { SelfCheckCard } from "./self-check-card.tsx";
import { pageTroubleOf } from "./use-self-check.ts";
import { useAction } from "../use-action.ts";
import { useCodes } from "../use-codes.ts";

const SEARCH_FROM = 5;
const SHOWN_AT_ONCE = 30;

export type HomeScreenProps = {
  readonly data: PopupData;
  readonly onChanged: () => Promise<void>;
  readonly onOpenAccount: (id: string) => void;
  /** `scan`: look for a QR code at once. */
  readonly onAdd: (scan: boolean) => void;
};

export function HomeScreen(props: HomeScreenProps) {
  const { data } = props;
  const ports = usePorts();
  const settings = useAction(() => ports.openOptions());
  const [query, setQuery] = useState("");
  const ranked = rankAccounts(data.contents.accounts, data.page);
  const found = findAccounts(ranked, query);
  const shown = found.slice(0, SHOWN_AT_ONCE);
  const entries = heldOtps(shown);
  const codes = useCodes(entries.map(({ otp }) => otp.id));

  return (
    <main class="screen">
      <h1 class="visually-hidden">Your accounts</h1>
      <PageTrouble error={pageTroubleOf(data.pageError, data.checked)} />
      <SelfCheckCard check={data.checked.check} onAccess={props.onChanged} />
      <PageCards
        data={data}
        accounts={ranked}
        onChanged={props.onChanged}
        onScan={() => props.onAdd(true)}
      />
      {data.contents.unreadable.length === 0 ? null : (
        <Notice
          tone="warning"
          title={`${countText(data.contents.unreadable.length, "entry", "entries")} can’t be read`}
        >
          <p>Nothing was deleted. Do not remove the extension. See “Settings and backup”.</p>
        </Notice>
      )}
      {ranked.length <= SEARCH_FROM ? null : (
        <TextField label="Search accounts" type="search" value={query} onInput={setQuery} />
      )}
      {ranked.length === 0 ? <NothingYet page={data.page} /> : null}
      {shown.length === 0 ? null : (
        <ul class="accounts" aria-label="Accounts">
          {shown.map((account) => (
            <AccountCard
              key={account.id}
              account={account}
              codes={codes}
              firstOtpId={entries[0]?.otp.id ?? null}
              onOpen={() => props.onOpenAccount(account.id)}
            />
          ))}
        </ul>
      )}
      {ranked.length > 0 && found.length === 0 ? (
        <p class="empty">No account matches “{query}”.</p>
      ) : null}
      {found.length > shown.length ? (
        <p class="hint">
          {shown.length} of {found.length} accounts are shown. Search to find the others.
        </p>
      ) : null}
      <ErrorNotice error={settings.error} />
      <footer class="footer">
        <Button onPress={() => props.onAdd(false)}>
          <PlusIcon />
          Add a code
        </Button>
        <Button kind="quiet" busy={settings.busy} onPress={() => settings.run()}>
          <SettingsIcon />
          Settings and backup
        </Button>
      </footer>
    </main>
  );
}
