// The decision itself. "Allow" works only once the window has been at rest for half a second, and a
// key held down from before never counts.

import { useState } from "preact/hooks";
import type { CeremonyView, PasskeyChoice } from "../../lib/app/views.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { RadioGroup } from "../controls/radio-group.tsx";
import { TextField } from "../controls/text-field.tsx";
import { dateText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useArmed } from "../use-armed.ts";
import { usePasswordEntry } from "../use-password-entry.ts";
import { useRpc } from "../use-rpc.tsx";
import { RequestFacts, RequestTitle } from "./request-facts.tsx";
import { WayOut } from "./way-out.tsx";

const ARMING_MS = 500;

export type PromptDecisionProps = {
  readonly view: CeremonyView;
  readonly onView: (view: CeremonyView) => void;
  readonly onEnded: () => void;
};

export function PromptDecision(props: PromptDecisionProps) {
  const { view } = props;
  const { call } = useRpc();
  const armed = useArmed(ARMING_MS);
  const [passkeyId, setPasskeyId] = useState(view.choices[0]?.id ?? null);
  const asksPassword = view.verification === "password";

  const allow = useAction(async (password: string) => {
    const answer = await call("ceremony.allow", {
      id: view.id,
      passkeyId: view.kind === "get" ? passkeyId : null,
      password: asksPassword ? password : null,
    });
    props.onView(answer);
  });

  const { password, setPassword, field } = usePasswordEntry(allow.error);

  return (
    <main class="screen">
      <RequestTitle view={view} />
      <RequestFacts view={view} />
      <form
        class="stack"
        noValidate
        onKeyDown={(event) => {
          if (event.repeat && event.key === "Enter") event.preventDefault();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          if (!armed) return;
          if (asksPassword && password === "") field.current?.focus();
          else allow.run(password);
        }}
      >
        <Choices view={view} passkeyId={passkeyId} onChoose={setPasskeyId} />
        {asksPassword ? (
          <TextField
            label="Password"
            type="password"
            autocomplete="current-password"
            value={password}
            onInput={setPassword}
            inputRef={field}
            hint="Headway wants to be sure that it’s you. Type your Waykey password."
          />
        ) : null}
        <ErrorNotice error={allow.error} />
        <Button kind="primary" type="submit" wide disabled={!armed} busy={allow.busy}>
          Allow
        </Button>
      </form>
      <WayOut
        ceremonyId={view.id}
        focusCancel={view.kind === "create" && !asksPassword}
        onEnded={props.onEnded}
      />
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
        <span class="origin-label">Account</span>
        <bdi>{only.userName}</bdi>
        <span class="hint">{detail(only)}</span>
      </p>
    );
  }
  return (
    <RadioGroup
      legend="Sign in as"
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

/** The account, with the passkey's label where two passkeys are of one account. */
function choiceName(choice: PasskeyChoice, all: readonly PasskeyChoice[]): string {
  const twins = all.filter((other) => other.userName === choice.userName);
  return twins.length < 2 ? choice.userName : `${choice.userName}, ${choice.label}`;
}

function detail(choice: PasskeyChoice): string {
  const kind = choice.attachment === "platform" ? "Fingerprint or face" : "Security key";
  const used =
    choice.lastUsedAt === null ? "not used yet" : `last used ${dateText(choice.lastUsedAt)}`;
  return `${choice.label === "" ? kind : `${choice.label}, ${kind.toLowerCase()}`}, ${used}`;
}
