// The way in which the user is verified before "Allow": a field for the PIN or the password, or what
// the device is going to ask; and the switches to every other way there is.

import type { Ref } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { VerificationMethod } from "../../lib/app/views.ts";
import { message, type MessageKey } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { TextField } from "../controls/text-field.tsx";

const SWITCHES = {
  device: "prompt_verify_device_switch",
  pin: "prompt_verify_pin_switch",
  password: "prompt_verify_password_switch",
} as const satisfies Readonly<Record<VerificationMethod, MessageKey>>;

export type VerificationWayProps = {
  readonly method: VerificationMethod;
  readonly siteName: string;
  /** Whether the user switched to it. */
  readonly isSwitchedTo: boolean;
  readonly secret: string;
  readonly onInput: (secret: string) => void;
  readonly inputRef: Ref<HTMLInputElement>;
};

export function VerificationWay(props: VerificationWayProps) {
  if (props.method === "device") {
    return (
      <DeviceText
        text={message("prompt_verify_device", props.siteName)}
        focus={props.isSwitchedTo}
      />
    );
  }
  return (
    <TextField
      label={message(props.method === "pin" ? "common_pin" : "common_password")}
      type="password"
      autocomplete={props.method === "pin" ? "off" : "current-password"}
      value={props.secret}
      onInput={props.onInput}
      inputRef={props.inputRef}
      hint={message(
        props.method === "pin" ? "prompt_verify_pin" : "prompt_verify_password",
        props.siteName,
      )}
    />
  );
}

/** Takes the focus from the switch that has just gone, and never gives it to "Allow". */
function DeviceText(props: { text: string; focus: boolean }) {
  const line = useRef<HTMLParagraphElement>(null);
  const { focus } = props;
  useEffect(() => {
    if (focus) line.current?.focus();
  }, [focus]);
  return (
    <p ref={line} class="hint" tabIndex={-1}>
      {props.text}
    </p>
  );
}

export type VerificationSwitchesProps = {
  readonly methods: readonly VerificationMethod[];
  readonly current: VerificationMethod;
  readonly onSwitch: (method: VerificationMethod) => void;
};

export function VerificationSwitches(props: VerificationSwitchesProps) {
  return (
    <>
      {props.methods
        .filter((method) => method !== props.current)
        .map((method) => (
          <Button key={method} kind="quiet" wide onPress={() => props.onSwitch(method)}>
            {message(SWITCHES[method])}
          </Button>
        ))}
    </>
  );
}
