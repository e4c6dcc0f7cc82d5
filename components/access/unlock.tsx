// Opens a locked vault: the quickest way there is, and a quiet switch to every other. The device is
// asked only after a click.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { LastingProof, UnlockProof, UnlockWay } from "../../lib/app/views.ts";
import { isWaykeyError } from "../../lib/errors.ts";
import { message, type MessageKey } from "../../lib/i18n/messages.ts";
import { useCondition } from "../condition/use-condition.ts";
import { VaultNotices } from "../condition/vault-notices.tsx";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { LockIcon } from "../controls/icons.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { errorText } from "../error-text.ts";
import { HelpLink } from "../trouble/help-link.tsx";
import { usePasswordEntry } from "../use-password-entry.ts";
import { AlteredVault } from "./altered-vault.tsx";
import { EmergencyKeyField } from "./emergency-key-field.tsx";
import { useUnlock } from "./use-unlock.ts";

const TASKS = {
  device: "access_unlock_device_task",
  pin: "access_unlock_pin_task",
  password: "access_unlock_password_task",
  "emergency-key": "access_unlock_key_task",
} as const satisfies Readonly<Record<UnlockWay, MessageKey>>;

const SWITCHES = {
  device: "access_unlock_device_switch",
  pin: "access_unlock_pin_switch",
  password: "access_unlock_password_switch",
  "emergency-key": "access_unlock_key_switch",
} as const satisfies Readonly<Record<UnlockWay, MessageKey>>;

export type UnlockFormProps = {
  /** Those that are set up, quickest first. */
  readonly ways: readonly UnlockWay[];
  /** Rejects if the proof is refused. */
  readonly onUnlock: (proof: UnlockProof) => Promise<void>;
  /** Called when a vault whose header was altered is open. */
  readonly onReclaimed: (proof: LastingProof) => Promise<void>;
  /** Where the device is asked, if it can't be asked in this window. */
  readonly askDeviceElsewhere?: (() => Promise<void>) | null;
  /** Whether the device's button takes the focus at the start; a field always does. */
  readonly focusDevice?: boolean;
};

/** The way on the screen and its button; after a wrong secret the field is empty for typing anew. */
export function UnlockForm(props: UnlockFormProps) {
  const { onUnlock, askDeviceElsewhere = null, focusDevice = false } = props;
  const unlock = useUnlock({ ways: props.ways, onUnlock, askDeviceElsewhere });
  const { way, action, closing, isSwitched } = unlock;
  const { password, setPassword, field } = usePasswordEntry(action.error, { secret: way });
  const button = useRef<HTMLButtonElement>(null);
  const takesFocus = way === "device" && (focusDevice || isSwitched);
  useLayoutEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);

  const isAltered = unlock.altered !== null;
  const wasAltered = useRef(false);
  useLayoutEffect(() => {
    if (wasAltered.current && !isAltered) field.current?.focus();
    wasAltered.current = isAltered;
  }, [isAltered, field]);

  if (unlock.altered !== null) {
    return (
      <AlteredVault
        proof={unlock.altered}
        onReclaimed={props.onReclaimed}
        onCancel={() => {
          setPassword("");
          unlock.forgetAltered();
        }}
      />
    );
  }
  const hasSlip =
    way === "emergency-key" && isWaykeyError(action.error, "vault/emergency-key-typo");
  return (
    <Form
      onSubmit={() => {
        if (way !== "device" && password === "") field.current?.focus();
        else action.run(password);
      }}
    >
      {closing === null || way !== "password" ? null : (
        <Notice tone="warning" title={errorText(closing).title} live>
          <p>{errorText(closing).advice}</p>
        </Notice>
      )}
      <p>{message(TASKS[way])}</p>
      {way === "device" && askDeviceElsewhere !== null ? (
        <p class="hint">{message("access_unlock_device_tab")}</p>
      ) : null}
      {way === "password" || way === "pin" ? (
        <TextField
          label={message(way === "pin" ? "common_pin" : "common_password")}
          type="password"
          autocomplete={way === "pin" ? "off" : "current-password"}
          value={password}
          onInput={setPassword}
          inputRef={field}
        />
      ) : null}
      {way === "emergency-key" ? (
        <EmergencyKeyField
          value={password}
          onInput={setPassword}
          inputRef={field}
          hasSlip={hasSlip}
        />
      ) : null}
      <ErrorNotice error={hasSlip ? null : action.error} />
      <Button kind="primary" type="submit" wide buttonRef={button} busy={action.busy}>
        {message(way === "device" ? "access_unlock_with_device" : "access_unlock")}
      </Button>
      <Switches ways={unlock.ways} current={way} onSwitch={unlock.switchTo} />
    </Form>
  );
}

type SwitchesProps = {
  readonly ways: readonly UnlockWay[];
  readonly current: UnlockWay;
  readonly onSwitch: (way: UnlockWay) => void;
};

function Switches(props: SwitchesProps) {
  const others = props.ways.filter((way) => way !== props.current);
  if (others.length === 0) return null;
  return (
    <div class="switches">
      {others.map((way) => (
        <Button key={way} kind="quiet" wide onPress={() => props.onSwitch(way)}>
          {message(SWITCHES[way])}
        </Button>
      ))}
    </div>
  );
}

/** Beneath the form, what happened to the vault while nobody could be told. */
export function UnlockScreen(props: UnlockFormProps) {
  const title = useRef<HTMLHeadingElement>(null);
  const { result, reload } = useCondition();
  return (
    <main class="screen screen-narrow">
      <div class="hero" aria-hidden="true">
        <LockIcon />
      </div>
      <h1 ref={title} tabIndex={-1}>
        {message("access_locked_title")}
      </h1>
      <UnlockForm {...props} focusDevice />
      <HelpLink />
      {result.state === "failed" ? <ErrorNotice error={result.error} /> : null}
      {result.state === "ready" ? (
        <VaultNotices
          notices={result.value.notices}
          onDismissed={async () => {
            await reload();
            title.current?.focus();
          }}
        />
      ) : null}
    </main>
  );
}
