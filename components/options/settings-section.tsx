// When the vault locks itself and how passkey requests are answered, and beneath it what this browser
// adds: the shortcuts and the features it has or lacks.

import { useId, useState } from "preact/hooks";
import type { Settings } from "../../lib/app/views.ts";
import { isWaykeyError } from "../../lib/errors.ts";
import { message } from "../../lib/i18n/messages.ts";
import { useAnnounce } from "../announcer.tsx";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useAction } from "../use-action.ts";
import { usePasswordEntry } from "../use-password-entry.ts";
import { useRpc } from "../use-rpc.tsx";
import { BrowserFeatures } from "./browser-features.tsx";
import { parseWholeNumber } from "./number-text.ts";
import { CheckPreference } from "./check-preference.tsx";
import { ClipboardPreference } from "./clipboard-preference.tsx";
import { PolicyNotice } from "./policy-notice.tsx";
import { Section } from "./section.tsx";
import { Shortcuts } from "./shortcuts.tsx";

const LOCK_MINUTES = { min: 1, max: 1440 };
const VERIFIED_MINUTES = { min: 0, max: 60 };

/** Without separators, as it is typed. */
function rangeText({ min, max }: typeof LOCK_MINUTES): string {
  return message("options_whole_number", String(min), String(max));
}

export type SettingsSectionProps = {
  readonly settings: Settings;
  readonly onSaved: () => Promise<void>;
};

export function SettingsSection(props: SettingsSectionProps) {
  const { call } = useRpc();
  const announce = useAnnounce();
  const systemHint = useId();
  const upgradesHint = useId();
  const [lockText, setLockText] = useState(String(props.settings.autoLockMinutes));
  const [verifiedText, setVerifiedText] = useState(String(props.settings.verifiedForMinutes));
  const [lockWithSystem, setLockWithSystem] = useState(props.settings.lockWithSystem);
  const [passkeyUpgrades, setPasskeyUpgrades] = useState(props.settings.passkeyUpgrades);
  const autoLockMinutes = parseWholeNumber(lockText, LOCK_MINUTES.min, LOCK_MINUTES.max);
  const verifiedForMinutes = parseWholeNumber(
    verifiedText,
    VERIFIED_MINUTES.min,
    VERIFIED_MINUTES.max,
  );
  const isWhole = autoLockMinutes !== null && verifiedForMinutes !== null;
  // As the worker decides it: what guards less than before takes the password, and so does whatever it
  // asks it for besides.
  const [isDemanded, setDemanded] = useState(false);
  const asksPassword =
    isDemanded ||
    (autoLockMinutes ?? 0) > props.settings.autoLockMinutes ||
    (verifiedForMinutes ?? 0) > props.settings.verifiedForMinutes ||
    (!lockWithSystem && props.settings.lockWithSystem) ||
    (passkeyUpgrades && !props.settings.passkeyUpgrades);

  const save = useAction(async (typed: string) => {
    if (autoLockMinutes === null || verifiedForMinutes === null) return;
    const settings = { autoLockMinutes, lockWithSystem, verifiedForMinutes, passkeyUpgrades };
    try {
      await call("settings.set", { ...settings, password: asksPassword ? typed : null });
    } catch (error) {
      setDemanded(isWaykeyError(error, "vault/password"));
      throw error;
    }
    setDemanded(false);
    setPassword("");
    await props.onSaved();
    announce(message("options_settings_saved"));
  });
  const { password, setPassword, field } = usePasswordEntry(save.error);

  return (
    <Section id="settings" title={message("options_settings_title")}>
      <PolicyNotice />
      <Form
        onSubmit={() => {
          if (asksPassword && password === "") field.current?.focus();
          else save.run(password);
        }}
      >
        <TextField
          label={message("options_lock_after")}
          type="number"
          range={LOCK_MINUTES}
          value={lockText}
          onInput={setLockText}
          hint={message("options_lock_after_hint")}
          error={autoLockMinutes === null ? rangeText(LOCK_MINUTES) : null}
        />
        <div class="field">
          <label class="check">
            <input
              type="checkbox"
              checked={lockWithSystem}
              aria-describedby={systemHint}
              onChange={(event) => setLockWithSystem(event.currentTarget.checked)}
            />
            {message("options_lock_with_system")}
          </label>
          <p class="hint" id={systemHint}>
            {message("options_lock_with_system_hint")}
          </p>
        </div>
        <TextField
          label={message("options_verified_for")}
          type="number"
          range={VERIFIED_MINUTES}
          value={verifiedText}
          onInput={setVerifiedText}
          hint={message("options_verified_for_hint")}
          error={verifiedForMinutes === null ? rangeText(VERIFIED_MINUTES) : null}
        />
        <div class="field">
          <label class="check">
            <input
              type="checkbox"
              checked={passkeyUpgrades}
              aria-describedby={upgradesHint}
              onChange={(event) => setPasskeyUpgrades(event.currentTarget.checked)}
            />
            {message("options_upgrades")}
          </label>
          <p class="hint" id={upgradesHint}>
            {message("options_upgrades_hint")}
          </p>
        </div>
        {asksPassword ? (
          <TextField
            label={message("options_settings_password")}
            type="password"
            autocomplete="current-password"
            value={password}
            onInput={setPassword}
            inputRef={field}
            hint={
              isDemanded ? message("options_type_password") : message("options_settings_guard_less")
            }
          />
        ) : null}
        <ErrorNotice error={save.error} />
        <Button kind="primary" type="submit" busy={save.busy} disabled={!isWhole}>
          {message("options_settings_save")}
        </Button>
      </Form>
      <CheckPreference
        preference="opensItself"
        label={message("options_opens_itself")}
        hint={message("options_opens_itself_hint")}
        told={{ on: message("options_opens_itself_on"), off: message("options_opens_itself_off") }}
      />
      <CheckPreference
        preference="hidesCodes"
        label={message("options_hides_codes")}
        hint={message("options_hides_codes_hint")}
        told={{ on: message("options_hides_codes_on"), off: message("options_hides_codes_off") }}
      />
      <ClipboardPreference />
      <Shortcuts />
      <BrowserFeatures />
    </Section>
  );
}
