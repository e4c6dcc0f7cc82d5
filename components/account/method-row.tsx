// One way of the second step: whether it is set up, where it lives, and the question where Waykey cannot know.

import type { MethodAnswer } from "../../lib/app/views.ts";
import { isServedCallingCode, type Method, type MethodStatus } from "../../lib/headway/methods.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { METHOD_NAMES } from "../method-name.ts";
import { dateText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { MethodForm } from "./method-form.tsx";

export type MethodRowProps = {
  readonly accountId: string;
  readonly status: MethodStatus;
  /** The user is being asked where it lives; another object each time. */
  readonly asked: object | null;
  readonly onAsk: (isAsked: boolean) => void;
  readonly onChanged: () => Promise<void>;
};

export function MethodRow(props: MethodRowProps) {
  const { status, onAsk } = props;
  const isAsked = props.asked !== null;
  const { method } = status;
  const { call } = useRpc();
  const opener = useReturnedFocus(isAsked);
  const answer = useAction(async (given: MethodAnswer) => {
    await call("account.note-method", { id: props.accountId, method, answer: given });
    await props.onChanged();
    onAsk(false);
  });
  const name = METHOD_NAMES[method];
  return (
    <li class="row">
      <p class="row-title">{name}</p>
      <p class="hint">
        <StatusText status={status} />
      </p>
      <CallingCodeNotice status={status} />
      {status.state === "here" || isAsked ? null : (
        <div class="row-actions">
          <Button
            kind="quiet"
            name={`${elsewhereLabel(status)}: ${name}`}
            buttonRef={opener}
            onPress={() => onAsk(true)}
          >
            {elsewhereLabel(status)}
          </Button>
          {status.state === "none" ? null : (
            <Button
              kind="quiet"
              name={`Not set up: ${name}`}
              busy={answer.busy}
              onPress={() => answer.run({ state: "none" })}
            >
              Not set up
            </Button>
          )}
          {status.state === "unknown" ? null : (
            <Button
              kind="quiet"
              name={`I don’t know: ${name}`}
              busy={answer.busy}
              onPress={() => answer.run({ state: "unknown" })}
            >
              I don’t know
            </Button>
          )}
        </div>
      )}
      {isAsked ? (
        <MethodForm
          status={status}
          asked={props.asked}
          error={answer.error}
          busy={answer.busy}
          onCancel={() => {
            answer.clear();
            onAsk(false);
          }}
          onSave={answer.run}
        />
      ) : (
        <ErrorNotice error={answer.error} />
      )}
    </li>
  );
}

function elsewhereLabel({ state }: MethodStatus): string {
  return state === "elsewhere" ? "Change" : "I have it elsewhere";
}

const WHERE: Readonly<Record<Method, string>> = {
  authenticator: "Set up in another app",
  phone: "Set up",
  biometrics: "Set up on another device or manager",
  "security-key": "Set up with another key or manager",
  "recovery-code": "Kept elsewhere",
};

function StatusText({ status }: { status: MethodStatus }) {
  const since = status.at === null ? null : dateText(status.at);
  if (status.state === "here") return <>In Waykey since {since}</>;
  if (status.state === "none") return <>Not set up · you said so on {since}</>;
  if (status.state === "unknown") return <>Not known</>;
  return (
    <>
      {WHERE[status.method]}
      {status.where === "" ? null : (
        <>
          : <bdi>{status.where}</bdi>
        </>
      )}
      {status.callingCode === null ? null : <> · number of {status.callingCode}</>} · you said so on{" "}
      {since}
    </>
  );
}

function CallingCodeNotice({ status }: { status: MethodStatus }) {
  const { callingCode } = status;
  if (callingCode === null || isServedCallingCode(callingCode)) return null;
  return (
    <Notice tone="warning" title={`Headway sends no codes to ${callingCode} numbers`}>
      <p>
        It sends them to US numbers (+1) alone. Set up another way, such as an authenticator app, so
        that you can sign in.
      </p>
    </Notice>
  );
}
