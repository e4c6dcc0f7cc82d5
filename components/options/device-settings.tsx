// The device's own authenticator: whether it is in use, whether it opens the locked vault too, and the
// ways to enroll it and to stop using it, each after the password.

import { useRef } from "preact/hooks";
import type { DeviceRegistration, VerificationStatus } from "../../lib/app/views.ts";
import { isWaykeyError } from "../../lib/errors.ts";
import { message } from "../../lib/i18n/messages.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { PasswordForm } from "../controls/password-form.tsx";
import { dateText } from "../plain-text.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";

export type DevicePanel = "enroll" | "stop";

export type DeviceSettingsProps = {
  readonly device: VerificationStatus["device"];
  readonly isAvailable: boolean;
  readonly panel: DevicePanel | null;
  readonly onPanel: (panel: DevicePanel | null) => void;
  readonly onChanged: () => Promise<void>;
};

export function DeviceSettings(props: DeviceSettingsProps) {
  const { device, panel, onPanel } = props;
  const { call } = useRpc();
  const ports = usePorts();
  const announce = useAnnounce();
  const opener = useReturnedFocus(panel !== null);
  /** Kept over a wrong password, so that the device makes no second credential for one enrolment. */
  const made = useRef<DeviceRegistration | null>(null);
  const finish = async (words: string) => {
    await props.onChanged();
    onPanel(null);
    announce(words);
  };

  const enroll = useAction(async (password: string) => {
    const registration =
      made.current ??
      (await ports.device.register(
        await call("verification.challenge", null),
        message("options_device_listed_as"),
      ));
    made.current = null;
    try {
      await call("verification.add-device", { password, registration });
    } catch (error) {
      if (isWaykeyError(error, "vault/password")) made.current = registration;
      throw error;
    }
    await finish(
      registration.prf === null
        ? message("options_device_verifies_only")
        : message("options_device_verifies_and_opens"),
    );
  });
  const stop = useAction(async (password: string) => {
    await call("verification.remove-device", { password });
    await finish(message("options_device_stopped"));
  });
  const close = () => {
    made.current = null;
    onPanel(null);
  };

  return (
    <>
      <h3>{message("options_device_title")}</h3>
      <p>
        {device === null
          ? message("options_device_can_verify")
          : message("options_device_verifies_since", dateText(device.createdAt))}
      </p>
      {device === null ? null : <p>{unlockText(device.unlocks)}</p>}
      {props.isAvailable ? null : <p class="hint">{whyUnavailable(ports.browser)}</p>}
      {panel === null && device === null && props.isAvailable ? (
        <div class="row-actions">
          <Button buttonRef={opener} onPress={() => onPanel("enroll")}>
            {message("options_device_use")}
          </Button>
        </div>
      ) : null}
      {panel === null && device !== null ? (
        <div class="row-actions">
          <Button kind="quiet" buttonRef={opener} onPress={() => onPanel("stop")}>
            {message("options_device_stop")}
          </Button>
        </div>
      ) : null}
      {panel === "enroll" ? (
        <PasswordForm
          action={enroll}
          submitLabel={message("options_device_enroll")}
          cancelLabel={message("common_not_now")}
          onCancel={close}
        >
          <Notice tone="warning" title={message("options_device_warning_title")}>
            <p>{message("options_device_warning_text")}</p>
          </Notice>
        </PasswordForm>
      ) : null}
      {panel === "stop" ? (
        <PasswordForm
          action={stop}
          submitLabel={message("options_device_stop")}
          cancelLabel={message("options_device_keep")}
          onCancel={close}
        >
          <p>{message("options_device_stop_text")}</p>
        </PasswordForm>
      ) : null}
    </>
  );
}

function unlockText(unlocks: boolean): string {
  return unlocks ? message("options_device_unlocks") : message("options_device_unlocks_not");
}

function whyUnavailable(browser: "chrome" | "firefox"): string {
  return message(
    browser === "firefox" ? "options_device_unavailable_firefox" : "options_device_unavailable",
  );
}
