// The two secrets that open the vault anywhere and at any time: the password, and the emergency key on
// paper. One panel at a time is open, so that there is one field for each secret.

import { useState } from "preact/hooks";
import type { VerificationStatus } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { ErrorNotice } from "../controls/notice.tsx";
import type { Loader } from "../use-load.ts";
import { EmergencyKeySettings, type EmergencyKeyPanel } from "./emergency-key-settings.tsx";
import { PasswordSettings } from "./password-settings.tsx";
import { Section } from "./section.tsx";

type Panel = "password" | EmergencyKeyPanel;

export function PasswordSection(props: { status: Loader<VerificationStatus> }) {
  const { result, reload } = props.status;
  const [panel, setPanel] = useState<Panel | null>(null);

  return (
    <Section id="password" title={message("options_password_title")}>
      <p>{message("options_password_text")}</p>
      <PasswordSettings
        isOpen={panel === "password"}
        onOpen={(isOpen) => setPanel(isOpen ? "password" : null)}
      />
      {result.state === "failed" ? <ErrorNotice error={result.error} /> : null}
      {result.state === "ready" ? (
        <EmergencyKeySettings
          state={result.value.emergencyKey}
          panel={panel === "password" ? null : panel}
          onPanel={setPanel}
          onChanged={reload}
        />
      ) : null}
    </Section>
  );
}
