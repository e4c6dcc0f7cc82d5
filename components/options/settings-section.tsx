// When the vault locks itself and how passkey requests are answered, and beneath it what this browser
// adds: the shortcuts and the features it has or lacks.

import { useId, useState } from "preact/hooks";
import type { Settings } from "../../lib/app/views.ts";
import { isWaykeyError } from "../../lib/errors.ts";
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
import { Section } from "./section.tsx";
import { Shortcuts } from "./shortcuts.tsx";

const LOCK_MINUTES = { min: 1, max: 1440 };
const VERIFIED_MINUTES = { min: 0, max: 60 };

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
    announce("Settings saved.");
  });
  const { password, setPassword, field } = usePasswordEntry(save.error);

  return (
    <Section id="settings" title="Settings">
      <Form
        onSubmit={() => {
          if (asksPassword && password === "") field.current?.focus();
          else save.run(password);
        }}
      >
        <TextField
          label="Lock after (minutes)"
          type="number"
          range={LOCK_MINUTES}
          value={lockText}
          onInput={setLockText}
          hint="Without use for this long, Waykey locks itself."
          error={autoLockMinutes === null ? "Choose a whole number from 1 to 1440." : null}
        />
        <div class="field">
          <label class="check">
            <input
              type="checkbox"
              checked={lockWithSystem}
              aria-describedby={systemHint}
              onChange={(event) => setLockWithSystem(event.currentTarget.checked)}
            />
            Lock when the computer locks or is left alone
          </label>
          <p class="hint" id={systemHint}>
            As soon as the screen is locked, or when nobody has touched the computer for the minutes
            above.
          </p>
        </div>
        <TextField
          label="Stay verified for (minutes)"
          type="number"
          range={VERIFIED_MINUTES}
          value={verifiedText}
          onInput={setVerifiedText}
          hint="For this long after you proved that it’s you, sites that merely prefer it don’t make Waykey ask again. Such a sign-in tells the site, truthfully, that you were not verified. 0 asks every time."
          error={verifiedForMinutes === null ? "Choose a whole number from 0 to 60." : null}
        />
        <div class="field">
          <label class="check">
            <input
              type="checkbox"
              checked={passkeyUpgrades}
              aria-describedby={upgradesHint}
              onChange={(event) => setPasskeyUpgrades(event.currentTarget.checked)}
            />
            Let Headway add a passkey after a sign-in
          </label>
          <p class="hint" id={upgradesHint}>
            When Waykey has just helped you sign in, Headway may have a passkey made for that
            account, and no question is asked.
          </p>
        </div>
        {asksPassword ? (
          <TextField
            label="Password for these settings"
            type="password"
            autocomplete="current-password"
            value={password}
            onInput={setPassword}
            inputRef={field}
            hint={
              isDemanded
                ? "Type your Waykey password."
                : "Waykey would guard less than before: type your Waykey password."
            }
          />
        ) : null}
        <ErrorNotice error={save.error} />
        <Button kind="primary" type="submit" busy={save.busy} disabled={!isWhole}>
          Save settings
        </Button>
      </Form>
      <CheckPreference
        preference="opensItself"
        label="Open Waykey by itself where Headway asks for a code"
        hint="Then Enter fills the code. Where the browser does not allow that, Waykey’s button shows a mark, and Alt+Shift+K opens it. This takes effect at once."
        told={{ on: "Waykey opens by itself.", off: "Waykey waits for you to open it." }}
      />
      <CheckPreference
        preference="hidesCodes"
        label="Hide codes until I press Show"
        hint="A code is then shown for half a minute. Copying and filling work without it. This takes effect the next time Waykey opens."
        told={{ on: "Codes are hidden.", off: "Codes are shown." }}
      />
      <ClipboardPreference />
      <Shortcuts />
      <BrowserFeatures />
    </Section>
  );
}
