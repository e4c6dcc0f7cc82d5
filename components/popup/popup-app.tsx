// The popup: behind the gate, one of three screens. A draft that was left open is taken up again.

import { useState } from "preact/hooks";
import type { RpcClient } from "../../lib/rpc/protocol.ts";
import { VaultGate } from "../access/vault-gate.tsx";
import { AddScreen } from "../add/add-screen.tsx";
import { Button } from "../controls/button.tsx";
import { Loading } from "../controls/loading.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { AccountScreen } from "../account/account-screen.tsx";
import type { Ports } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { Shell } from "../shell.tsx";
import { HomeScreen } from "./home-screen.tsx";
import { PopupHeader } from "./popup-header.tsx";
import { usePopupData } from "./popup-data.ts";

export type PopupAppProps = { readonly client: RpcClient; readonly ports: Ports };

export function PopupApp(props: PopupAppProps) {
  return (
    <Shell client={props.client} ports={props.ports}>
      <VaultGate>{(lock) => <PopupScreens lock={lock} />}</VaultGate>
    </Shell>
  );
}

type View =
  | { readonly name: "start" }
  | { readonly name: "home" }
  | { readonly name: "account"; readonly id: string }
  | { readonly name: "add"; readonly scan: boolean };

function PopupScreens(props: { lock: () => Promise<void> }) {
  const { drafts } = usePorts();
  const { result, reload } = usePopupData();
  const [view, setView] = useState<View>({ name: "start" });

  if (result.state === "loading") return <Loading label="Opening your codes" />;
  if (result.state === "failed") {
    return (
      <main class="screen">
        <ErrorNotice error={result.error} />
        <Button onPress={() => void reload()}>Try again</Button>
      </main>
    );
  }
  const data = result.value;
  const home = () => setView({ name: "home" });
  const accountId = view.name === "account" ? view.id : null;
  const account = data.contents.accounts.find((candidate) => candidate.id === accountId);
  const adding = view.name === "add" || (view.name === "start" && data.draft?.kind === "add");

  return (
    <>
      <PopupHeader
        page={data.page}
        onLock={async () => {
          await drafts.set(null);
          await props.lock();
        }}
      />
      {adding ? (
        <AddScreen
          data={data}
          scanAtOnce={view.name === "add" && view.scan}
          onClose={async () => {
            if ((await drafts.get())?.kind === "add") await drafts.set(null);
            await reload();
            home();
          }}
        />
      ) : account !== undefined ? (
        <AccountScreen
          account={account}
          settings={data.settings}
          onBack={home}
          onChanged={reload}
        />
      ) : (
        <HomeScreen
          data={data}
          onChanged={reload}
          onOpenAccount={(id) => setView({ name: "account", id })}
          onAdd={(scan) => setView({ name: "add", scan })}
        />
      )}
    </>
  );
}
