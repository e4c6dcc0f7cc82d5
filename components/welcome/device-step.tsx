// The welcome page's offer to open Waykey by the device's own authenticator.

import { useState } from "preact/hooks";
import type { VerificationStatus } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { type DevicePanel, DeviceSettings } from "../options/device-settings.tsx";
import { Step } from "./step.tsx";

export type DeviceStepProps = {
  readonly device: VerificationStatus["device"];
  readonly isAvailable: boolean;
  readonly onChanged: () => Promise<void>;
};

export function DeviceStep(props: DeviceStepProps) {
  const [panel, setPanel] = useState<DevicePanel | null>(null);
  return (
    <Step title={message("welcome_device_title")} isDone={props.device !== null}>
      <p>{message("welcome_device_text")}</p>
      <DeviceSettings {...props} panel={panel} onPanel={setPanel} />
    </Step>
  );
}
