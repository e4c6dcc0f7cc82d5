// How the user is verified when a site wants to be sure: the password always, and a PIN or the device
// where they are set up. One panel at a time is open, so that there is one field for the password.

import { useCallback, useState } from "preact/hooks";
import { message } from "../../lib/i18n/messages.ts";
import { ErrorNotice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useLoad } from "../use-load.ts";
import { useRpc } from "../use-rpc.tsx";
import { type DevicePanel, DeviceSettings } from "./device-settings.tsx";
import { type PinPanel, PinSettings } from "./pin-settings.tsx";
import { Section } from "./section.tsx";

type Open =
  | { readonly of: "pin"; readonly panel: PinPanel }
  | { readonly of: "device"; readonly panel: DevicePanel };

export function VerificationSection() {
  const { call } = useRpc();
  const { device } = usePorts();
  const load = useCallback(
    () => Promise.all([call("verification.status", null), device.isAvailable()]),
    [call, device],
  );
  const { result, reload } = useLoad(load);
  const [open, setOpen] = useState<Open | null>(null);

  return (
    <Section id="verification" title={message("options_verification_title")}>
      <p>{message("options_verification_text")}</p>
      {result.state === "failed" ? <ErrorNotice error={result.error} /> : null}
      {result.state === "ready" ? (
        <>
          <PinSettings
            state={result.value[0].pin}
            panel={open?.of === "pin" ? open.panel : null}
            onPanel={(panel) => setOpen(panel === null ? null : { of: "pin", panel })}
            onChanged={reload}
          />
          <DeviceSettings
            device={result.value[0].device}
            isAvailable={result.value[1]}
            panel={open?.of === "device" ? open.panel : null}
            onPanel={(panel) => setOpen(panel === null ? null : { of: "device", panel })}
            onChanged={reload}
          />
        </>
      ) : null}
    </Section>
  );
}
