// Support's week before a provider's reset: since when it runs, by the day on which support confirmed it, and that
// it was a mistake.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { exemptionDaysLeft, exemptionEnd } from "../../lib/headway/exemption.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { dateText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { type ChosenDay, DayChoice, dayOfChoice, TODAY } from "./day-choice.tsx";
import { dayOf, daysBefore, weekFrom } from "./week-day.ts";

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
    await call("account.exempted", { id: account.id, grantedAt: null });
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
            ? message("account_exempted", dateText(exemptedAt))
            : plural(
                "account_exempted_days",
                exemptionDaysLeft(exemptedAt, Date.now()),
                dateText(exemptedAt),
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

/** Epoch milliseconds; null for no day. */
function startOf(choice: ChosenDay, now: number): number | null {
  return choice.chosen === "today" ? now : weekFrom(dayOfChoice(choice, now), now);
}

type WeekFormProps = {
  readonly accountId: string;
  readonly onNoted: () => Promise<void>;
  readonly onCancel: () => void;
};

function WeekForm(props: WeekFormProps) {
  const { call } = useRpc();
  const [choice, setChoice] = useState(TODAY);
  const [isMissing, setMissing] = useState(false);
  const group = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => group.current?.querySelector("input")?.focus(), []);
  const now = Date.now();
  const start = startOf(choice, now);
  const note = useAction(async (grantedAt: number) => {
    await call("account.exempted", { id: props.accountId, grantedAt });
    await props.onNoted();
  });
  return (
    <Form
      onSubmit={() => {
        const grantedAt = startOf(choice, Date.now());
        setMissing(grantedAt === null);
        if (grantedAt !== null) note.run(grantedAt);
      }}
    >
      <div ref={group}>
        <DayChoice
          legend={message("account_exemption_when")}
          value={choice}
          min={dayOf(daysBefore(now, 7))}
          error={isMissing ? message("account_exemption_day_missing") : null}
          onChange={(value) => {
            note.clear();
            setMissing(false);
            setChoice(value);
          }}
        />
      </div>
      {start === null ? null : (
        <p class="hint">{message("account_exemption_end", dateText(exemptionEnd(start)))}</p>
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
