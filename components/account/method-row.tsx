// One way of the second step: whether it is set up, where it lives, and the question where Waykey cannot know.

import { useState } from "preact/hooks";
import type { MethodAnswer, ResetListView } from "../../lib/app/views.ts";
import {
  isServedCallingCode,
  type MethodNote,
  type MethodStatus,
} from "../../lib/headway/methods.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";
import { message } from "../../lib/i18n/messages.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { GuideLink } from "../guides/guide-link.tsx";
import { methodName } from "../method-name.ts";
import { dateText, dayText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { MethodForm } from "./method-form.tsx";
import type { AskedMethod } from "./account-methods.tsx";
import { useForgetTyped } from "./use-typed.ts";
import { MethodPlace } from "./method-place.tsx";

export type MethodRowProps = {
  readonly accountId: string;
  readonly role: AccountRole;
  readonly status: MethodStatus;
  /** Where the user said that it is too, of one that Waykey holds; null if they did not. */
  readonly elsewhereToo: MethodNote | null;
  /** When the last reset was noted, and the day on which it was done; null if none was. */
  readonly reset: Pick<ResetListView, "at" | "doneOn"> | null;
  /** The user is being asked where it lives; another object each time. */
  readonly asked: AskedMethod | null;
  readonly onAsk: (isAsked: boolean) => void;
  readonly onChanged: () => Promise<void>;
};

/** Where "I don't know" would say nothing new, or end the question for a used code's successor. */
const NOT_TO_FORGET: ReadonlySet<MethodStatus["state"]> = new Set(["unknown", "used"]);

export function MethodRow(props: MethodRowProps) {
  const { status, onAsk } = props;
  const isAsked = props.asked !== null;
  const { method } = status;
  const { call } = useRpc();
  const opener = useReturnedFocus(isAsked);
  const announce = useAnnounce();
  const forget = useForgetTyped();
  const [isMarking, setMarking] = useState(false);
  const marker = useReturnedFocus(isMarking);
  const answer = useAction(async (given: MethodAnswer) => {
    await call("account.note-method", { id: props.accountId, method, answer: given });
    await forget();
    await props.onChanged();
    onAsk(false);
  });
  const markUsed = useAction(async () => {
    await call("account.note-method", { id: props.accountId, method, answer: { state: "used" } });
    announce(message("account_paper_mark_done"));
    setMarking(false);
    await props.onChanged();
  });
  const name = methodName(method);
  // Of recovery codes one is good at a time, here or elsewhere: a copy of it is printed where it is kept.
  const isTwofold = status.state === "here" && method !== "recovery-code";
  const elsewhereToo = isTwofold ? props.elsewhereToo : null;
  return (
    <li class="row">
      <p class="row-title">{name}</p>
      <p class="hint">
        <StatusText status={status} reset={props.reset} />
      </p>
      {elsewhereToo === null ? null : <PlaceText note={elsewhereToo} />}
      <CallingCodeNotice status={status} />
      {isTwofold && !isAsked ? (
        <div class="row-actions">
          <Button
            kind="quiet"
            name={message("common_action_of", tooLabel(elsewhereToo), name)}
            buttonRef={opener}
            onPress={() => onAsk(true)}
          >
            {tooLabel(elsewhereToo)}
          </Button>
          {elsewhereToo === null ? null : (
            <Button
              kind="quiet"
              name={message("common_action_of", message("account_method_here_alone"), name)}
              busy={answer.busy}
              onPress={() => answer.run({ state: "unknown" })}
            >
              {message("account_method_here_alone")}
            </Button>
          )}
        </div>
      ) : null}
      {status.state === "here" || isAsked || isMarking ? null : (
        <div class="row-actions">
          <Button
            kind="quiet"
            name={message("common_action_of", elsewhereLabel(status), name)}
            buttonRef={opener}
            onPress={() => onAsk(true)}
          >
            {elsewhereLabel(status)}
          </Button>
          {method === "recovery-code" && status.state === "elsewhere" ? (
            <Button
              kind="quiet"
              name={message("common_action_of", message("account_paper_mark"), name)}
              buttonRef={marker}
              onPress={() => setMarking(true)}
            >
              {message("account_paper_mark")}
            </Button>
          ) : null}
          {status.state === "none" ? null : (
            <Button
              kind="quiet"
              name={message("common_action_of", message("account_method_set_none"), name)}
              busy={answer.busy}
              onPress={() => answer.run({ state: "none" })}
            >
              {message("account_method_set_none")}
            </Button>
          )}
          {NOT_TO_FORGET.has(status.state) ? null : (
            <Button
              kind="quiet"
              name={message("common_action_of", message("account_method_set_unknown"), name)}
              busy={answer.busy}
              onPress={() => answer.run({ state: "unknown" })}
            >
              {message("account_method_set_unknown")}
            </Button>
          )}
          {status.state === "elsewhere" ? null : (
            <GuideLink
              guide={method}
              role={props.role}
              name={message("common_action_of", message("guide_link"), name)}
            >
              {message("guide_link")}
            </GuideLink>
          )}
        </div>
      )}
      {isMarking ? (
        <ConfirmPanel
          title={message("account_recovery_mark_title")}
          confirmLabel={message("account_recovery_mark_confirm")}
          cancelLabel={message("account_recovery_mark_cancel")}
          action={markUsed}
          onCancel={() => setMarking(false)}
        >
          <p>{message("account_paper_mark_text")}</p>
        </ConfirmPanel>
      ) : null}
      {isAsked ? (
        <MethodForm
          accountId={props.accountId}
          place={elsewhereToo ?? status}
          typed={props.asked?.typed}
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
  return state === "elsewhere" ? message("common_change") : message("common_elsewhere");
}

function tooLabel(elsewhereToo: MethodNote | null): string {
  return message(elsewhereToo === null ? "account_method_elsewhere_too" : "common_change");
}

function PlaceText({ note }: { note: MethodNote }) {
  return (
    <p class="hint">
      <MethodPlace way={note} /> · {message("account_method_said", dateText(note.at))}
    </p>
  );
}

function StatusText({ status, reset }: Pick<MethodRowProps, "status" | "reset">) {
  const since = status.at === null ? "" : dateText(status.at);
  if (status.filledAt !== undefined) {
    return <>{message("account_method_filled", dateText(status.filledAt))}</>;
  }
  if (status.state === "here") return <>{message("account_method_here", since)}</>;
  if (status.state === "used") return <>{message("account_method_used", since)}</>;
  if (status.state === "none") {
    // A reset notes it of every way, and nobody has said it.
    return reset !== null && status.at === reset.at ? (
      <>{message("account_method_none_reset", dayText(reset.doneOn, reset.at))}</>
    ) : (
      <>{message("account_method_none", since)}</>
    );
  }
  if (status.state === "unknown") return <>{message("account_method_unknown")}</>;
  return (
    <>
      <MethodPlace way={status} /> · {message("account_method_said", since)}
    </>
  );
}

function CallingCodeNotice({ status }: { status: MethodStatus }) {
  const { callingCode } = status;
  if (callingCode === null || isServedCallingCode(callingCode)) return null;
  return (
    <Notice tone="warning" title={message("account_calling_code_unserved", callingCode)}>
      <p>{message("account_calling_code_unserved_text")}</p>
    </Notice>
  );
}
