// The full page: the vault's condition, settings, clock, password, verification, backup, moving to another device,
// adding codes, importing, printing, all accounts, the passkey requests, and what Waykey does and does not do; or, in their
// place, one account in full. Restoring, adding and importing go on meanwhile, out of sight, and say what became of it
// when the user comes back. Behind the gate, since all of it speaks of the vault.

import { useCallback, useEffect } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import type { RpcClient } from "../../lib/rpc/protocol.ts";
import { VaultGate } from "../access/vault-gate.tsx";
import { Brand } from "../controls/brand.tsx";
import { Button } from "../controls/button.tsx";
import { LockIcon } from "../controls/icons.tsx";
import { FailedScreen } from "../controls/failed-screen.tsx";
import { LoadingScreen } from "../controls/loading.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { isFocusFree, takeFreeFocus } from "../free-focus.ts";
import type { Ports } from "../ports.ts";
import { Shell } from "../shell.tsx";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";
import { AboutSection } from "./about-section.tsx";
import { AddSection } from "./add-section.tsx";
import { AccountsSection } from "./accounts-section.tsx";
import { ClockSection } from "./clock-section.tsx";
import { ExportAppSection } from "./export-app-section.tsx";
import { ExportSection } from "./export-section.tsx";
import { ImportSection } from "./import-section.tsx";
import { NewDeviceSection } from "./new-device-section.tsx";
import { OpenAccount } from "./open-account.tsx";
import { PasswordSection } from "./password-section.tsx";
import { PrintSection } from "./print-section.tsx";
import { RequestsSection } from "./requests-section.tsx";
import { RestoreSection } from "./restore-section.tsx";
import { SettingsSection } from "./settings-section.tsx";
import { UpdateNotice } from "./update-notice.tsx";
import { useOptionsView } from "./use-options-view.ts";
import { VaultSection } from "./vault-section.tsx";
import { VerificationSection } from "./verification-section.tsx";

export type OptionsAppProps = { readonly client: RpcClient; readonly ports: Ports };

export function OptionsApp(props: OptionsAppProps) {
  const { ports } = props;
  useEffect(() => void ports.persist(), [ports]);
  return (
    <Shell client={props.client} ports={ports}>
      <div class="options">
        <VaultGate>{(lock) => <OptionsScreen lock={lock} />}</VaultGate>
      </div>
    </Shell>
  );
}

/** While an account is open. */
const NOWHERE = { printAccountId: null, leftAccountId: null } as const;

function OptionsScreen(props: { lock: () => Promise<void> }) {
  const { call } = useRpc();
  const load = useCallback(
    () => Promise.all([call("settings.get", null), call("vault.contents", null)]),
    [call],
  );
  const { result, reload } = useLoad(load);
  const loadStatus = useCallback(() => call("verification.status", null), [call]);
  const status = useLoad(loadStatus);
  const views = useOptionsView();
  const { view } = views;
  const lock = useAction(props.lock);
  const isReady = result.state === "ready";
  // The section that the address names was not there yet when the browser looked for it.
  useEffect(() => {
    if (!isReady || view.name !== "sections") return;
    // The account that was left has taken it.
    if (view.leftAccountId !== null && !isFocusFree()) return;
    const section = document.getElementById(view.section);
    section?.scrollIntoView();
    takeFreeFocus(section?.querySelector("h2") ?? null);
  }, [isReady, view]);

  if (result.state === "loading") return <LoadingScreen label={message("options_loading")} />;
  if (result.state === "failed") return <FailedScreen error={result.error} onRetry={reload} />;
  const [settings, contents] = result.value;
  const { accounts } = contents;
  const account = view.name === "account" ? accounts.find(({ id }) => id === view.id) : undefined;
  const { printAccountId, leftAccountId } = view.name === "sections" ? view : NOWHERE;
  return (
    <>
      <header class="options-header options-index">
        <Brand />
        <Button kind="quiet" busy={lock.busy} onPress={() => lock.run()}>
          <LockIcon />
          {message("common_lock")}
        </Button>
        <nav aria-label={message("options_nav")}>
          <a href="#condition">{message("options_nav_vault")}</a>
          <a href="#settings">{message("options_nav_settings")}</a>
          <a href="#clock">{message("options_nav_clock")}</a>
          <a href="#password">{message("options_nav_password")}</a>
          <a href="#verification">{message("options_nav_verification")}</a>
          <a href="#backup">{message("options_nav_backup")}</a>
          <a href="#export">{message("options_nav_export")}</a>
          <a href="#restore">{message("options_nav_restore")}</a>
          <a href="#new-device">{message("options_nav_new_device")}</a>
          <a href="#add">{message("options_nav_add")}</a>
          <a href="#import">{message("options_nav_import")}</a>
          <a href="#print">{message("options_nav_print")}</a>
          <a href="#accounts">{message("options_nav_accounts")}</a>
          <a href="#requests">{message("options_nav_requests")}</a>
          <a href="#about">{message("options_nav_about")}</a>
        </nav>
      </header>
      <main class="options-main" hidden={account !== undefined}>
        {account === undefined ? (
          <>
            <h1>{message("common_settings_and_backup")}</h1>
            <UpdateNotice />
            <ErrorNotice error={lock.error} />
            <VaultSection unreadable={contents.unreadable.length} onChanged={reload} />
            <SettingsSection settings={settings} onSaved={reload} />
            <ClockSection />
            <PasswordSection status={status} />
            <VerificationSection />
            <ExportSection
              hasEmergencyKey={
                status.result.state === "ready" && status.result.value.emergencyKey !== null
              }
              unreadable={
                contents.unreadable.filter(({ inNoBackup }) => inNoBackup !== true).length
              }
              onChanged={reload}
            />
            <ExportAppSection contents={contents} />
          </>
        ) : null}
        <RestoreSection onRestored={reload} />
        {account === undefined ? <NewDeviceSection accounts={accounts} /> : null}
        <AddSection accounts={accounts} isShown={account === undefined} onAdded={reload} />
        <ImportSection accounts={accounts} onAdded={reload} />
        {account === undefined ? (
          <>
            <PrintSection accounts={accounts} firstAccountId={printAccountId} />
            <AccountsSection
              contents={contents}
              leftAccountId={leftAccountId}
              onOpen={views.openAccount}
              onChanged={reload}
            />
            <RequestsSection />
            <AboutSection />
          </>
        ) : null}
      </main>
      {account === undefined ? null : (
        <OpenAccount
          account={account}
          accounts={accounts}
          onBack={() => views.closeAccount(account.id)}
          onChanged={reload}
          onOpenSection={views.openSection}
        />
      )}
    </>
  );
}
