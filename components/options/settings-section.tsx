// When the vault locks itself, and beneath it what this browser adds: the shortcuts and the features
// it has or lacks.

import { useState } from "preact/hooks";
import type { Settings } from "../../lib/app/views.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { BrowserFeatures } from "./browser-features.tsx";
import { parseWholeNumber } from "./number-text.ts";
import { Section } from "./section.tsx";
import { Shortcuts } from "./shortcuts.tsx";

const MINUTES = { min: 1, max: 1440 };

export type SettingsSectionProps = {
  readonly settings: Settings;
  readonly onSaved: () => Promise<void>;
};

export function SettingsSection(props: SettingsSectionProps) {
  const { call } = useRpc();
  const announce = useAnnounce();
  const [minutes, setMinutes] = useState(String(props.settings.autoLockMinutes));
  const autoLockMinutes = parseWholeNumber(minutes, MINUTES.min, MINUTES.max);

  const save = useAction(async () => {
    if (autoLockMinutes === null) return;
    await call("settings.set", { autoLockMinutes });
    await props.onSaved();
    announce("Settings saved.");
  });

  return (
    <Section id="settings" title="Settings">
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.run();
        }}
      >
        <TextField
          label="Lock after (minutes)"
          type="number"
          range={MINUTES}
          value={minutes}
          onInput={setMinutes}
          hint="Without use for this long, Waykey asks for the password again."
          error={autoLockMinutes === null ? "Choose a whole number from 1 to 1440." : null}
        />
        <ErrorNotice error={save.error} />
        <Button kind="primary" type="submit" busy={save.busy} disabled={autoLockMinutes === null}>
          Save settings
        </Button>
      </form>
      <Shortcuts />
      <BrowserFeatures />
    </Section>
  );
}
