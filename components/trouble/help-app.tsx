// The page of help: for those who can't sign in, and the guides to setting up a way to sign in. It works while
// Waykey is locked, and offline: with the vault open it knows more of the account that it is about.

import type { Ref } from "preact";
import { useCallback, useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { ACCOUNT_ROLES, type AccountRole } from "../../lib/headway/roles.ts";
import type { TroubleFacts } from "../../lib/headway/trouble.ts";
import type { RpcClient } from "../../lib/rpc/protocol.ts";
import { message } from "../../lib/i18n/messages.ts";
import { accountName, roleName } from "../account-name.ts";
import { Brand } from "../controls/brand.tsx";
import { Loading } from "../controls/loading.tsx";
import { RadioGroup } from "../controls/radio-group.tsx";
import { hashOf, type HelpPlace, roleOfSearch } from "../guides/guide-address.ts";
import { GuidesPage } from "../guides/guides-page.tsx";
import type { Ports } from "../ports.ts";
import { Shell } from "../shell.tsx";
import { useLoad } from "../use-load.ts";
import { useLock } from "../use-lock.ts";
import { useRpc } from "../use-rpc.tsx";
import { TroubleGuide } from "./trouble-guide.tsx";
import { type HelpPlaces, useHelpPlace } from "./use-help-place.ts";

export function HelpApp(props: { client: RpcClient; ports: Ports }) {
  const places = useHelpPlace();
  return (
    <Shell client={props.client} ports={props.ports}>
      <div class="options">
        <header class="options-header">
          <Brand />
          <HelpNav place={places.place} />
        </header>
        <HelpScreen {...places} />
      </div>
    </Shell>
  );
}

function HelpNav({ place }: { place: HelpPlace }) {
  const isTrouble = place === "trouble";
  return (
    <nav aria-label={message("guide_nav")}>
      <a href={hashOf("trouble")} aria-current={isTrouble ? "page" : undefined}>
        {message("guide_nav_trouble")}
      </a>
      <a href={hashOf("guides")} aria-current={isTrouble ? undefined : "page"}>
        {message("guide_nav_guides")}
      </a>
    </nav>
  );
}

function HelpScreen({ place, title }: HelpPlaces) {
  const { call } = useRpc();
  const load = useCallback(async (): Promise<readonly AccountView[]> => {
    const { state } = await call("vault.status", null);
    return state === "unlocked" ? (await call("vault.contents", null)).accounts : [];
  }, [call]);
  const { result, reload, restart } = useLoad(load);
  useLock(useCallback(() => void restart(), [restart]));
  const [role, setRole] = useState(() => roleOfSearch(location.search));
  if (result.state === "loading") return <Loading label={message("trouble_loading")} />;
  // What keeps the vault from being read is no reason to keep the help from anybody.
  const accounts = result.state === "ready" ? result.value : [];
  if (place === "trouble") return <Help accounts={accounts} titleRef={title} onChanged={reload} />;
  return (
    <GuidesPage
      guide={place === "guides" ? null : place}
      role={role ?? onlyRole(accounts)}
      onRole={setRole}
      titleRef={title}
    />
  );
}

type HelpProps = {
  readonly accounts: readonly AccountView[];
  readonly titleRef: Ref<HTMLHeadingElement>;
  readonly onChanged: () => Promise<void>;
};

function Help({ accounts, titleRef, onChanged }: HelpProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const account = accounts.find(({ id }) => id === chosen) ?? onlyOne(accounts);
  const role = ACCOUNT_ROLES.find((each) => each === chosen) ?? null;
  const facts: TroubleFacts | null = account ?? (role === null ? null : { role, methods: [] });
  return (
    <main class="options-main">
      <h1 ref={titleRef} tabIndex={-1}>
        {message("trouble_title")}
      </h1>
      {accounts.length === 1 ? null : (
        <RadioGroup
          legend={
            accounts.length === 0 ? message("common_which_role") : message("trouble_which_account")
          }
          options={
            accounts.length === 0
              ? ACCOUNT_ROLES.map((value) => ({ value, label: roleName(value) }))
              : accounts.map((each) => ({ value: each.id, label: accountName(each) }))
          }
          value={account?.id ?? role}
          onChange={setChosen}
        />
      )}
      {facts === null ? null : (
        <>
          {/* Another account's advice begins anew. */}
          <TroubleGuide
            key={account?.id ?? facts.role}
            facts={facts}
            account={account}
            onChanged={onChanged}
          />
          <p class="hint">{message("trouble_source")}</p>
        </>
      )}
    </main>
  );
}

function onlyOne(accounts: readonly AccountView[]): AccountView | null {
  return accounts.length === 1 ? (accounts[0] ?? null) : null;
}

/** Of all the accounts; null if they have none in common. */
function onlyRole(accounts: readonly AccountView[]): AccountRole | null {
  const roles = new Set(accounts.map(({ role }) => role));
  const [role = null] = roles;
  return roles.size === 1 ? role : null;
}
