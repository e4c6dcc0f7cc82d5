// The decision itself. "Allow" works only once the window has been at rest for half a second, and a
// key held down from before never counts.

import { useState } from "preact/hooks";
import type { CeremonyView, PasskeyChoice } from "../../lib/app/views.ts";
import { message, type MessageKey } from "../../lib/i18n/messages.ts";
import { methodName } from "../method-name.ts";
import { Form } from "../controls/form.tsx";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { RadioGroup } from "../controls/radio-group.tsx";
import { dateText } from "../plain-text.ts";
import { useArmed } from "../use-armed.ts";
import { useInteractiveMark } from "../use-mark.ts";
import { usePasswordEntry } from "../use-password-entry.ts";
import { RequestFacts, RequestTitle } from "./request-facts.tsx";
import { siteName } from "./site-name.ts";
import { useAllow } from "./use-allow.ts";
import { VerificationSwitches, VerificationWay } from "./verification-way.tsx";
import { WayOut } from "./way-out.tsx";

const ARMING_MS = 500;

export type PromptDecisionProps = {
  readonly view: CeremonyView;
  readonly onView: (view: CeremonyView) => void;
  readonly onEnded: () => void;
};

export function PromptDecision(props: PromptDecisionProps) {
  const { view } = props;
  const [passkeyId, setPasskeyId] = useState(view.choices[0]?.id ?? null);
  const { methods, method, isSwitched, switchTo, isPinBlocked, action } = useAllow(
    view,
    props.onView,
  );
  useInteractiveMark("waykey-prompt-interactive");
  const armed = useArmed(ARMING_MS, method ?? "none");
  const asksSecret = method === "pin" || method === "password";
  const { password, setPassword, field } = usePasswordEntry(action.error, {
    focusFirst: view.kind === "get",
    secret: method,
  });

  return (
    <main class="screen">
      <RequestTitle view={view} />
      <RequestFacts view={view} />
      <Form
        onSubmit={() => {
          if (!armed) return;
          if (asksSecret && password === "") field.current?.focus();
          else action.run(view.kind === "get" ? passkeyId : null, password);
        }}
      >
        <Choices view={view} passkeyId={passkeyId} onChoose={setPasskeyId} />
        {isPinBlocked && method === "password" ? (
          <Notice tone="warning" title={message("prompt_pin_blocked")} live />
        ) : null}
        {method === null ? null : (
          <VerificationWay
            method={method}
            siteName={siteName(view.rpId)}
            isSwitchedTo={isSwitched}
            secret={password}
            onInput={setPassword}
            inputRef={field}
          />
        )}
        <ErrorNotice error={action.error} />
        <Button kind="primary" type="submit" wide disabled={!armed} busy={action.busy}>
          {message(method === "device" ? "prompt_allow_with_device" : "prompt_allow")}
        </Button>
        {method === null ? null : (
          <VerificationSwitches methods={methods} current={method} onSwitch={switchTo} />
        )}
      </Form>
      <WayOut ceremonyId={view.id} focusCancel={view.kind === "create"} onEnded={props.onEnded} />
    </main>
  );
}

type ChoicesProps = {
  readonly view: CeremonyView;
  readonly passkeyId: string | null;
  readonly onChoose: (id: string) => void;
};

function Choices(props: ChoicesProps) {
  const { choices } = props.view;
  const [only, ...others] = choices;
  if (only === undefined) return null;
  if (others.length === 0) {
    return (
      <p class="account-line">
        <span class="origin-label">{message("common_account")}</span>
        <bdi>{only.userName}</bdi>
        <span class="hint">{detail(only)}</span>
      </p>
    );
  }
  return (
    <RadioGroup
      legend={message("prompt_sign_in_as")}
      options={choices.map((choice) => ({
        value: choice.id,
        label: choiceName(choice, choices),
        detail: detail(choice),
      }))}
      value={props.passkeyId}
      onChange={props.onChoose}
    />
  );
}

const NAMED = {
  platform: "prompt_choice_platform",
  "cross-platform": "prompt_choice_security_key",
} as const satisfies Readonly<Record<PasskeyChoice["attachment"], MessageKey>>;

/** The account, with the passkey's label where two passkeys are of one account. */
function choiceName(choice: PasskeyChoice, all: readonly PasskeyChoice[]): string {
  const twins = all.filter((other) => other.userName === choice.userName);
  return twins.length < 2
    ? choice.userName
    : message("common_account_and_label", choice.userName, choice.label);
}

function detail(choice: PasskeyChoice): string {
  const { label, attachment, lastUsedAt } = choice;
  const passkey =
    label === ""
      ? methodName(attachment === "platform" ? "biometrics" : "security-key")
      : message(NAMED[attachment], label);
  return lastUsedAt === null
    ? message("prompt_choice_unused", passkey)
    : message("prompt_choice_used", passkey, dateText(lastUsedAt));
}
