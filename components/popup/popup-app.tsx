// The popup: behind the gate, one of four screens. A draft that was left open is taken up again.

import { useEffect, useState } from "preact/hooks";
import type { VaultContents } from "../../lib/app/views.ts";
import type { RpcClient } from "../../lib/rpc/protocol.ts";
import { message } from "../../lib/i18n/messages.ts";
import { VaultGate } from "../access/vault-gate.tsx";
import { FailedScreen } from "../controls/failed-screen.tsx";
import { LoadingScreen } from "../controls/loading.tsx";
import { isStillWanted } from "../account/typed-draft.ts";
import { useForgetTyped } from "../account/use-typed.ts";
import type { NewAccount } from "../controls/new-account-fields.tsx";
import type { Draft, Ports, TypedDraft } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { Shell } from "../shell.tsx";
import { HidesCodesProvider } from "./hidden-codes.ts";
import { HomeScreen } from "./home-screen.tsx";
import { AccountScreen, AddAccountScreen, AddScreen, useLateScreens } from "./late-screens.ts";
import { PopupHeader } from "./popup-header.tsx";
import { type PopupData, usePopupData } from "./popup-data.ts";
import { usePopupShown } from "./use-popup-shown.ts";

export type PopupAppProps = { readonly client: RpcClient; readonly ports: Ports };

export function PopupApp(props: PopupAppProps) {
  return (
    <Shell client={props.client} ports={props.ports}>
      <Opened />
      <VaultGate isPopup>{(lock) => <PopupScreens lock={lock} />}</VaultGate>
    </Shell>
  );
}

/** The button's mark is off with that, unless it is for what the accounts say. */
function Opened() {
  usePopupShown(false);
  return null;
}

type View =
  | { readonly name: "home"; readonly leftAccountId: string | null }
  /** `isKnown`: it was to be added, and was there already. */
  | {
      readonly name: "account";
      readonly id: string;
      readonly isKnown?: boolean;
      /** What was left half-typed there when the popup closed. */
      readonly left?: TypedDraft;
    }
  | { readonly name: "add-account"; readonly typed: NewAccount | null }
  | { readonly name: "add"; readonly scan: boolean };

function PopupScreens(props: { lock: () => Promise<void> }) {
  const { drafts } = usePorts();
  const { result, reload } = usePopupData();
  useLateScreens();

  if (result.state === "loading") return <LoadingScreen label={message("popup_opening")} />;
  if (result.state === "failed") return <FailedScreen error={result.error} onRetry={reload} />;
  return (
    <HidesCodesProvider value={result.value.hidesCodes}>
      <PopupHeader
        page={result.value.page}
        onLock={async () => {
          await drafts.set(null);
          await props.lock();
        }}
      />
      <Screen data={result.value} reload={reload} />
    </HidesCodesProvider>
  );
}

function isStale(draft: Draft, { accounts }: VaultContents): boolean {
  return (draft.kind === "place" || draft.kind === "recovery") && !isStillWanted(draft, accounts);
}

/** What was left unfinished when the popup closed is taken up again. */
function viewOf({ draft, contents }: PopupData): View {
  if (draft === null || isStale(draft, contents)) return { name: "home", leftAccountId: null };
  if (draft.kind === "account") return { name: "add-account", typed: draft.account };
  if (draft.kind === "place" || draft.kind === "recovery") {
    return { name: "account", id: draft.accountId, left: draft };
  }
  return { name: "add", scan: draft.kind === "scan" };
}

function Screen(props: { data: PopupData; reload: () => Promise<void> }) {
  const { data, reload } = props;
  const { drafts } = usePorts();
  const forget = useForgetTyped();
  const [view, setView] = useState(() => viewOf(data));
  const [isLeftStale] = useState(() => data.draft !== null && isStale(data.draft, data.contents));
  useEffect(() => {
    if (isLeftStale) void forget();
  }, [isLeftStale, forget]);
  const home = (leftAccountId: string | null = null) => setView({ name: "home", leftAccountId });

  if (view.name !== "home" && data.contents.areFirst) {
    return <LoadingScreen label={message("popup_opening")} />;
  }

  if (view.name === "add") {
    return (
      <AddScreen
        data={data}
        scanAtOnce={view.scan}
        onClose={async () => {
          await drafts.set(null);
          await reload();
          home();
        }}
      />
    );
  }
  if (view.name === "add-account") {
    return (
      <AddAccountScreen
        page={data.page}
        typed={view.typed}
        onAdded={async ({ id, isNew }) => {
          await reload();
          setView({ name: "account", id, isKnown: !isNew });
        }}
        onBack={() => home()}
      />
    );
  }
  const accountId = view.name === "account" ? view.id : null;
  const account = data.contents.accounts.find((candidate) => candidate.id === accountId);
  if (account !== undefined) {
    return (
      <AccountScreen
        account={account}
        accounts={data.contents.accounts}
        isKnown={view.name === "account" && view.isKnown === true}
        left={(view.name === "account" ? view.left : null) ?? null}
        onBack={() => {
          void forget();
          home(account.id);
        }}
        onChanged={reload}
      />
    );
  }
  return (
    <HomeScreen
      data={data}
      onChanged={reload}
      // An account that is gone was left just now.
      leftAccountId={view.name === "home" ? view.leftAccountId : view.id}
      onOpenAccount={(id) => setView({ name: "account", id })}
      onAddAccount={() => setView({ name: "add-account", typed: null })}
      onAdd={(scan) => setView({ name: "add", scan })}
    />
  );
}
