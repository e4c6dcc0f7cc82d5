// The page of help: for those who can't sign in, and the guides to setting up a way to sign in. It works while
// Waykey is locked, and offline: with the vault open it knows more of the account that it is about.

import type { Ref } from "preact";
import { useCallback, useLayoutEffect, useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { hasUntriedCode } from "../../lib/headway/health.ts";
import { ACCOUNT_ROLES, type AccountRole } from "../../lib/headway/roles.ts";
import type { TroubleFacts } from "../../lib/headway/trouble.ts";
import type { RpcClient } from "../../lib/rpc/protocol.ts";
import { message } from "../../lib/i18n/messages.ts";
import { accountName, knownRole, roleName } from "../account-name.ts";
import { AskRole } from "../controls/ask-role.tsx";
import { Brand } from "../controls/brand.tsx";
import { LoadingScreen } from "../controls/loading.tsx";
import { RadioGroup } from "../controls/radio-group.tsx";
import { hashOf, type HelpPlace, roleOfSearch } from "../guides/guide-address.ts";
import { GuidesPage } from "../guides/guides-page.tsx";
import { SupportLink } from "../health/support-link.tsx";
import { Actions } from "../health/weighed-row.tsx";
import type { Ports } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { Shell } from "../shell.tsx";
import { useLoad } from "../use-load.ts";
import { useLock } from "../use-lock.ts";
import { useReturn } from "../use-return.ts";
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

/** What the help may know of the vault. */
type Known = { readonly isLocked: boolean; readonly accounts: readonly AccountView[] };

const NOTHING_KNOWN: Known = { isLocked: false, accounts: [] };

function HelpScreen({ place, title }: HelpPlaces) {
  const { call } = useRpc();
  const load = useCallback(async (): Promise<Known> => {
    const { state } = await call("vault.status", null);
    if (state !== "unlocked") return { isLocked: state === "locked", accounts: [] };
    const { accounts } = await call("vault.contents", null);
    return { isLocked: false, accounts };
  }, [call]);
  const { result, reload, restart } = useLoad(load);
  useLock(useCallback(() => void restart(), [restart]));
  const ports = usePorts();
  const refresh = useCallback(() => void reload(), [reload]);
  useLayoutEffect(() => ports.onUnlock(refresh), [ports, refresh]);
  // What is known of an account may have changed meanwhile.
  useReturn(refresh);
  const [role, setRole] = useState(() => roleOfSearch(location.search));
  if (result.state === "loading") return <LoadingScreen label={message("trouble_loading")} />;
  // What keeps the vault from being read is no reason to keep the help from anybody.
  const known = result.state === "ready" ? result.value : NOTHING_KNOWN;
  if (place === "trouble") return <Help {...known} titleRef={title} onChanged={reload} />;
  return (
    <GuidesPage
      guide={place === "guides" ? null : place}
      role={role ?? onlyRole(known.accounts)}
      onRole={setRole}
      titleRef={title}
    />
  );
}

function factsOf(account: AccountView | null, role: AccountRole | null): TroubleFacts | null {
  if (account === null) {
    const nothing = { methods: [], elsewhereToo: [], isCodeUntried: false, letInUntil: null };
    return role === null ? null : { role, ...nothing };
  }
  const { role: ofAccount, findings, methods, elsewhereToo } = account;
  const week = findings.find(({ kind }) => kind === "reset-due");
  const isCodeUntried = hasUntriedCode(findings);
  const letInUntil = week?.at ?? null;
  return { role: ofAccount, methods, elsewhereToo, isCodeUntried, letInUntil };
}

type HelpProps = Known & {
  readonly titleRef: Ref<HTMLHeadingElement>;
  readonly onChanged: () => Promise<void>;
};

/** An account's id; or, of one that Waykey does not hold, its role, and whether others were there to be chosen. */
type Choice =
  { readonly id: string } | { readonly role: AccountRole; readonly amongAccounts: boolean };

function Help({ isLocked, accounts, titleRef, onChanged }: HelpProps) {
  const [choice, setChoice] = useState<Choice | null>(null);
  /** How often the user has chosen: another account's advice begins anew. */
  const [turn, setTurn] = useState(0);
  /** Of an account that can't be read, and so does not say it itself. */
  const [said, setSaid] = useState<AccountRole | null>(null);
  const held = accountOf(choice, accounts);
  const isAsked = held !== null && knownRole(held) === null;
  const account = held !== null && isAsked && said !== null ? { ...held, role: said } : held;
  const role = account === null && choice !== null && "role" in choice ? choice.role : null;
  const facts: TroubleFacts | null = isAsked && said === null ? null : factsOf(account, role);
  const amongAccounts = accounts.length > 0;
  return (
    <main class="options-main">
      <h1 ref={titleRef} tabIndex={-1}>
        {message("trouble_title")}
      </h1>
      {isLocked ? <p>{message("trouble_locked")}</p> : null}
      <RadioGroup
        legend={message(amongAccounts ? "trouble_which_account" : "common_which_role")}
        options={[
          ...accounts.map((each) => ({ value: each.id, label: accountName(each) })),
          ...ACCOUNT_ROLES.map((each) => ({
            value: OF_ROLE[each],
            label: amongAccounts
              ? message("trouble_other_account", roleName(each))
              : roleName(each),
          })),
        ]}
        value={account?.id ?? (role === null ? null : OF_ROLE[role])}
        onChange={(value) => {
          const chosen = ACCOUNT_ROLES.find((each) => OF_ROLE[each] === value);
          setChoice(chosen === undefined ? { id: value } : { role: chosen, amongAccounts });
          setSaid(null);
          setTurn(turn + 1);
        }}
      />
      {isAsked ? (
        <AskRole
          role={said}
          onRole={(answer) => {
            setSaid(answer);
            setTurn(turn + 1);
          }}
        />
      ) : null}
      {facts === null ? null : (
        <>
          <TroubleGuide key={turn} facts={facts} account={account} onChanged={onChanged} />
          <p class="hint">{message("trouble_source")}</p>
          <Actions>
            <SupportLink />
          </Actions>
        </>
      )}
    </main>
  );
}

/** Values of the choice that are no account's id. */
const OF_ROLE: Readonly<Record<AccountRole, string>> = {
  client: "any client",
  provider: "any provider",
};

/** That which the user means; null if it is none of these, or not clear which. */
function accountOf(choice: Choice | null, accounts: readonly AccountView[]): AccountView | null {
  if (choice === null) return onlyOne(accounts);
  if ("id" in choice) return accounts.find(({ id }) => id === choice.id) ?? null;
  // Said while Waykey was locked: it goes on with what is known of that account.
  return choice.amongAccounts
    ? null
    : onlyOne(accounts.filter((account) => knownRole(account) === choice.role));
}

function onlyOne(accounts: readonly AccountView[]): AccountView | null {
  return accounts.length === 1 ? (accounts[0] ?? null) : null;
}

/** Of all the accounts; null if they have none in common. */
function onlyRole(accounts: readonly AccountView[]): AccountRole | null {
  const roles = new Set(accounts.map(knownRole));
  const [role = null] = roles;
  return roles.size === 1 ? role : null;
}
