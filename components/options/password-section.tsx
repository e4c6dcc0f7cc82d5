// The two secrets that open the vault anywhere and at any time: the password, and the emergency key on
// paper. One panel at a time is open, so that there is one field for each secret.

import { useCallback, useState } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { ErrorNotice } from "../controls/notice.tsx";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";
import { EmergencyKeySettings, type EmergencyKeyPanel } from "./emergency-key-settings.tsx";
import { PasswordSettings } from "./password-settings.tsx";
import { Section } from "./section.tsx";

type Panel = "password" | EmergencyKeyPanel;

export function PasswordSection() {
  const { call } = useRpc();
  const load = useCallback(() => call("verification.status", null), [call]);
  const { result, reload } = useLoad(load);
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
