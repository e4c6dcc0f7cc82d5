// Support's week before a provider's reset: since when it runs, by the day on which support confirmed it and the time of
// day where the user knows it, and that it was a mistake.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AccountView, GrantedWeek } from "../../lib/app/views.ts";
import { exemptionDaysLeft, exemptionEnd } from "../../lib/headway/exemption.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { dateText, timeText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { DayChoice, dayOfChoice, TODAY } from "./day-choice.tsx";
import { boundsOf, dayOf, daysBefore, weekFrom } from "./week-day.ts";

export type ExemptionProps = {
  readonly account: AccountView;
  readonly onChanged: () => Promise<void>;
};

export function Exemption({ account, onChanged }: ExemptionProps) {
  const { call } = useRpc();
  const [isAsking, setAsking] = useState(false);
  const opener = useReturnedFocus(isAsking);
  const { exemptedAt } = account;
  // Support may let the provider in again.
  const isOver = exemptedAt !== null && Date.now() >= exemptionEnd(exemptedAt);
  const undo = useAction(async () => {
    await call("account.exempted", { id: account.id, granted: null });
    await onChanged();
  });
  if (isAsking) {
    return (
      <WeekForm
        accountId={account.id}
        onNoted={async () => {
          await onChanged();
          setAsking(false);
        }}
        onCancel={() => setAsking(false)}
      />
    );
  }
  return (
    <>
      {exemptedAt === null ? null : (
        <p class="hint">
          {isOver
            ? message("account_exempted", timeText(exemptionEnd(exemptedAt)))
            : plural(
                "account_exempted_days",
                exemptionDaysLeft(exemptedAt, Date.now()),
                timeText(exemptionEnd(exemptedAt)),
              )}
        </p>
      )}
      <div class="row-actions">
        {exemptedAt === null || isOver ? (
          <Button buttonRef={opener} onPress={() => setAsking(true)}>
            {message("account_exemption_note")}
          </Button>
        ) : null}
        {exemptedAt === null ? null : (
          <Button
            kind="quiet"
            {...(isOver ? {} : { buttonRef: opener })}
            busy={undo.busy}
            onPress={() => undo.run()}
          >
            {message("account_exemption_undo")}
          </Button>
        )}
      </div>
      <ErrorNotice error={undo.error} />
    </>
  );
}

type WeekFormProps = {
  readonly accountId: string;
  readonly onNoted: () => Promise<void>;
  readonly onCancel: () => void;
};

function WeekForm(props: WeekFormProps) {
  const { call } = useRpc();
  const [choice, setChoice] = useState(TODAY);
  const [time, setTime] = useState("");
  const [error, setError] = useState<"missing" | "time-to-come" | null>(null);
  const startAt = (at: number) => weekFrom(dayOfChoice(choice, at), time, at);
  const group = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => group.current?.querySelector("input")?.focus(), []);
  const now = Date.now();
  const start = startAt(now);
  const note = useAction(async (granted: GrantedWeek) => {
    await call("account.exempted", { id: props.accountId, granted });
    await props.onNoted();
  });
  return (
    <Form
      onSubmit={() => {
        const pressedAt = Date.now();
        const day = dayOfChoice(choice, pressedAt);
        const [grantedAt, bounds] = [startAt(pressedAt), boundsOf(day)];
        if (grantedAt === null || bounds === null) setError("missing");
        else if (day === dayOf(pressedAt) && grantedAt > pressedAt) setError("time-to-come");
        else note.run({ grantedAt, grantedFrom: bounds.start });
      }}
    >
      <div ref={group} class="stack">
        <DayChoice
          legend={message("account_exemption_when")}
          value={choice}
          min={dayOf(daysBefore(now, 7))}
          error={error === "missing" ? message("account_exemption_day_missing") : null}
          onChange={(value) => {
            note.clear();
            setError(null);
            setChoice(value);
          }}
        />
        <TextField
          label={message("account_exemption_time")}
          type="time"
          value={time}
          hint={message("account_exemption_time_hint")}
          error={error === "time-to-come" ? message("account_exemption_time_to_come") : null}
          onInput={(value) => {
            note.clear();
            setError(null);
            setTime(value);
          }}
        />
      </div>
      {start === null ? null : (
        <p class="hint">
          {message(
            "account_exemption_end",
            (time === "" ? dateText : timeText)(exemptionEnd(start)),
          )}
        </p>
      )}
      <ErrorNotice error={note.error} />
      <div class="buttons">
        <Button onPress={props.onCancel}>{message("common_cancel")}</Button>
        <Button kind="primary" type="submit" busy={note.busy}>
          {message("account_exemption_start")}
        </Button>
      </div>
    </Form>
  );
}
