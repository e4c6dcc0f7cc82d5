// The device's own authenticator: whether it is in use, whether it opens the locked vault too, and the
// ways to enroll it and to stop using it, each after the password.

import { useRef } from "preact/hooks";
import type { DeviceRegistration, VerificationStatus } from "../../lib/app/views.ts";
import { isWaykeyError } from "../../lib/errors.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { PasswordForm } from "../controls/password-form.tsx";
import { dateText } from "../plain-text.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";

const LISTED_AS = "Waykey on this device";

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
      (await ports.device.register(await call("verification.challenge", null), LISTED_AS));
    made.current = null;
    try {
      await call("verification.add-device", { password, registration });
    } catch (error) {
      if (isWaykeyError(error, "vault/password")) made.current = registration;
      throw error;
    }
    await finish(
      registration.prf === null
        ? "This device is in use, but can’t open Waykey when it is locked."
        : "This device is in use, and also opens Waykey.",
    );
  });
  const stop = useAction(async (password: string) => {
    await call("verification.remove-device", { password });
    await finish("This device is no longer in use.");
  });
  const close = () => {
    made.current = null;
    onPanel(null);
  };

  return (
    <>
      <h3>This device</h3>
      <p>
        {device === null
          ? "Your fingerprint, your face or the device’s own PIN can verify you."
          : `Your fingerprint, your face or the device’s own PIN verifies you since ${dateText(device.createdAt)}.`}
      </p>
      {device === null ? null : <p>{unlockText(device.unlocks)}</p>}
      {props.isAvailable ? null : <p class="hint">{whyUnavailable(ports.browser)}</p>}
      {panel === null && device === null && props.isAvailable ? (
        <div class="row-actions">
          <Button buttonRef={opener} onPress={() => onPanel("enroll")}>
            Use this device
          </Button>
        </div>
      ) : null}
      {panel === null && device !== null ? (
        <div class="row-actions">
          <Button kind="quiet" buttonRef={opener} onPress={() => onPanel("stop")}>
            Stop using this device
          </Button>
        </div>
      ) : null}
      {panel === "enroll" ? (
        <PasswordForm
          action={enroll}
          submitLabel="Enroll this device"
          cancelLabel="Not now"
          onCancel={close}
        >
          <Notice tone="warning" title="Whoever can unlock this device can open Waykey">
            <p>
              A fingerprint, a face or the device’s own PIN then opens it, without your password.
              Don’t use a device that others can unlock. It may ask twice.
            </p>
          </Notice>
        </PasswordForm>
      ) : null}
      {panel === "stop" ? (
        <PasswordForm
          action={stop}
          submitLabel="Stop using this device"
          cancelLabel="Keep using this device"
          onCancel={close}
        >
          <p>It then opens Waykey no more. Waykey asks for your PIN or your password.</p>
        </PasswordForm>
      ) : null}
    </>
  );
}

function unlockText(unlocks: boolean): string {
  return unlocks
    ? "It also opens Waykey when it is locked. Now and then your password is asked for, so that you don’t forget it."
    : "Your device or browser can’t open Waykey when it is locked. It verifies you while Waykey is open.";
}

function whyUnavailable(browser: "chrome" | "firefox"): string {
  const reader =
    "a fingerprint reader, face recognition or a device PIN that the browser can ask for";
  return browser === "firefox"
    ? `This takes Firefox 150 or newer, Waykey’s access to headway.co, and ${reader}.`
    : `This takes ${reader}, and the browser finds none here.`;
}
