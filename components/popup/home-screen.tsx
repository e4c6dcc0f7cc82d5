// The popup's home: what there is to tell of the vault, what the page in use calls for, the accounts.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { FIRST_ROWS } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { ConditionCard } from "../condition/condition-card.tsx";
import { Button } from "../controls/button.tsx";
import { PersonIcon, PlusIcon, SettingsIcon } from "../controls/icons.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { AccountSearchField } from "../search/account-search-field.tsx";
import { findAccounts } from "../search/find-accounts.ts";
import { MoreAccounts, SEARCH_FROM, SHOWN_AT_ONCE } from "../search/more-accounts.tsx";
import { usePreparedSearch } from "../search/use-prepared-search.ts";
import { AccountCard } from "./account-card.tsx";
import { NothingYet } from "./nothing-yet.tsx";
import { PageCards } from "./page-cards.tsx";
import { PageTrouble } from "./page-trouble.tsx";
import { heldOtps, rankAccounts } from "./page-match.ts";
import type { PopupData } from "./popup-data.ts";
import { PracticeCard } from "./practice-card.tsx";
import { SelfCheckCard } from "./self-check-card.tsx";
import { pageTroubleOf } from "./use-self-check.ts";
import { HelpLink } from "../trouble/help-link.tsx";
import { UpdateLink } from "./update-link.tsx";
import { useAccountArrows } from "./use-account-arrows.ts";
import { useAction } from "../use-action.ts";
import { useCodes } from "../use-codes.ts";
import { useDrawnRows } from "./use-drawn-rows.ts";
import { usePopupShown } from "./use-popup-shown.ts";
import { useSearchKeys } from "./use-search-keys.ts";

export type HomeScreenProps = {
  readonly data: PopupData;
  readonly onChanged: () => Promise<void>;
  readonly onOpenAccount: (id: string) => void;
  /** The account whose details were left just now: the focus goes back to it, or to the title if it is gone. */
  readonly leftAccountId: string | null;
  /** `scan`: look for a QR code at once. */
  readonly onAdd: (scan: boolean) => void;
  readonly onAddAccount: () => void;
};

export function HomeScreen(props: HomeScreenProps) {
  const { data } = props;
  const ports = usePorts();
  usePopupShown(true);
  const title = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useAccountArrows(list);
  const search = useRef<HTMLInputElement>(null);
  useSearchKeys(search);
  const settings = useAction(() => ports.openOptions());
  const [query, setQuery] = useState("");
  const [room, setRoom] = useState(SHOWN_AT_ONCE);
  const { contents, page } = data;
  const ranked = useMemo(() => rankAccounts(contents.accounts, page), [contents, page]);
  usePreparedSearch(contents.accounts);
  const isAwaited = contents.areFirst && query.trim() !== "";
  const found = useMemo(() => {
    if (!contents.areFirst) return findAccounts(ranked, query);
    // Nothing is to come in between under the pointer.
    return ranked.slice(0, isAwaited ? 0 : FIRST_ROWS);
  }, [contents, isAwaited, ranked, query]);
  const shown = found.slice(0, room);
  const leftAt = shown.findIndex(({ id }) => id === props.leftAccountId);
  const drawn = useDrawnRows(query, leftAt + 1, room);
  const entries = heldOtps(shown);
  const firstCounterId = entries.find(({ otp }) => otp.type === "hotp")?.otp.id ?? null;
  useLayoutEffect(() => {
    if (props.leftAccountId !== null && leftAt === -1) title.current?.focus();
  }, []);
  const codes = useCodes(entries.map(({ otp }) => otp.id));
  // As soon as they are known, or the screen is left before.
  const { setStands } = data;
  useEffect(
    () => (codes.areKnown ? undefined : () => setStands(true)),
    [codes.areKnown, setStands],
  );

  return (
    <main class="screen">
      <h1 ref={title} tabIndex={-1} class="visually-hidden">
        {message("popup_accounts_title")}
      </h1>
      <ConditionCard
        condition={data.condition}
        decision="short"
        onChanged={async () => {
          await props.onChanged();
          title.current?.focus();
        }}
      />
      {data.practice === null ? null : <PracticeCard practice={data.practice} />}
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
          title={plural("popup_unreadable_title", data.contents.unreadable.length)}
        >
          <p>{message("popup_unreadable_text")}</p>
        </Notice>
      )}
      {ranked.length <= SEARCH_FROM ? null : (
        <AccountSearchField
          query={query}
          onQuery={(text) => {
            setQuery(text);
            setRoom(SHOWN_AT_ONCE);
          }}
          found={isAwaited ? null : found.length}
          inputRef={search}
        />
      )}
      {ranked.length === 0 ? <NothingYet page={data.page} /> : null}
      {shown.length === 0 ? null : (
        <ul class="accounts" aria-label={message("popup_accounts")} ref={list}>
          {shown.slice(0, drawn).map((account) => (
            <AccountCard
              key={account.id}
              account={account}
              codes={codes}
              firstOtpId={entries[0]?.otp.id ?? null}
              firstCounterId={firstCounterId}
              isLeft={account.id === props.leftAccountId}
              onOpen={() => props.onOpenAccount(account.id)}
              onChanged={props.onChanged}
            />
          ))}
        </ul>
      )}
      <MoreAccounts
        shown={shown.length}
        found={found.length}
        onMore={() => setRoom(room + SHOWN_AT_ONCE)}
      />
      <ErrorNotice error={settings.error} />
      <footer class="footer">
        <Button onPress={() => props.onAdd(false)}>
          <PlusIcon />
          {message("common_add_code")}
        </Button>
        <Button kind="quiet" onPress={props.onAddAccount}>
          <PersonIcon />
          {message("popup_add_account")}
        </Button>
        <Button kind="quiet" busy={settings.busy} onPress={() => settings.run()}>
          <SettingsIcon />
          {message("common_settings_and_backup")}
        </Button>
        <HelpLink />
        <UpdateLink />
      </footer>
    </main>
  );
}
