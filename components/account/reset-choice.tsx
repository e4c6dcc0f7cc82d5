// What a reset at Headway has ended, to be ticked before it is put away: each with the time at which it was added, and
// what is elsewhere, also of a method that Waykey holds too, which the reset may have left. What may have been set up
// after the day of the reset is not ticked by itself.

import { useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { isForHeadway } from "../../lib/headway/issuers.ts";
import { type Method, METHODS } from "../../lib/headway/methods.ts";
import { mayBeNew } from "../../lib/headway/reset-list.ts";
import { message } from "../../lib/i18n/messages.ts";
import type { InputOf } from "../../lib/rpc/protocol.ts";
import { methodName } from "../method-name.ts";
import { dateText, timeText } from "../plain-text.ts";
import { otpLabel } from "../popup/otp-name.ts";
import { type ChosenDay, DayChoice, dayOfChoice, TODAY } from "./day-choice.tsx";
import { boundsOf } from "./week-day.ts";

type ResetRow = {
  readonly id: string;
  readonly name: string;
  /** When it was added, or noted to be elsewhere; epoch milliseconds. */
  readonly at: number;
  /** Waykey holds it, unless this is its method. */
  readonly elsewhere: Method | null;
};

/** What is in use for Headway, as the account's screen has it in order. */
function resetRows(account: AccountView): readonly ResetRow[] {
  const { otps, passkeys, recoveryCodes } = account;
  const codes = otps.filter(({ issuer, confirmed }) =>
    isForHeadway({ issuer, isConfirmed: confirmed }),
  );
  const held = (
    { id, createdAt }: { readonly id: string; readonly createdAt: number },
    name: string,
  ) => {
    return { id, name, at: createdAt, elsewhere: null };
  };
  const named = (kind: string, name: string) =>
    name === "" ? kind : message("account_reset_row_name", kind, name);
  return [
    ...codes.map((otp) => {
      return held(otp, named(methodName("authenticator"), otpLabel(otp, codes)));
    }),
    ...passkeys
      .filter(({ hidden }) => hidden === null)
      .map((passkey) => {
        const isOfDevice = passkey.attachment === "platform";
        const kind = methodName(isOfDevice ? "biometrics" : "security-key");
        return held(passkey, named(kind, passkey.label));
      }),
    ...recoveryCodes
      .filter(({ usedAt }) => usedAt === null)
      .map((code) => held(code, methodName("recovery-code"))),
    ...[...account.methods.filter(({ state }) => state === "elsewhere"), ...account.elsewhereToo]
      .toSorted((a, b) => METHODS.indexOf(a.method) - METHODS.indexOf(b.method))
      .map(({ method, where, at }) => {
        const name = named(methodName(method), where);
        return { id: `elsewhere ${method}`, name, at: at ?? 0, elsewhere: method };
      }),
  ];
}

type ResetChoice = {
  readonly day: ChosenDay;
  readonly chooseDay: (day: ChosenDay) => void;
  /** What is wrong with the day; null if nothing is, or nobody has asked yet. */
  readonly dayError: string | null;
  /** Whether the day is one; what is wrong with it is shown from then on. */
  readonly check: () => boolean;
  /** Empty while no day is chosen. */
  readonly rows: readonly ResetRow[];
  readonly hasNew: boolean;
  /** Support let the provider in for it, and it was done today. */
  readonly isLetIn: boolean;
  readonly isTicked: (row: ResetRow) => boolean;
  readonly tick: (id: string, isTicked: boolean) => void;
  /** For `account.reset`. */
  readonly told: Omit<InputOf<"account.reset">, "id">;
};

/** The choice as it stands; what the user has not touched is ticked unless it may be new. */
export function useResetChoice(account: AccountView): ResetChoice {
  const [said, setSaid] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [day, setDay] = useState(TODAY);
  const [isAsked, setAsked] = useState(false);
  const [openedAt] = useState(() => Date.now());
  const doneOn = dayOfChoice(day, openedAt);
  const bounds = boundsOf(doneOn);
  const isToCome = bounds !== null && bounds.start > openedAt;
  const { exemptedAt, exemptedFrom } = account;
  const isToday = bounds !== null && openedAt <= bounds.end;
  const rows = bounds === null || isToCome ? [] : resetRows(account);
  const isNew = ({ at, elsewhere }: ResetRow) => {
    if (bounds === null) return false;
    // It was said then, and set up before that: on the day of the reset, of what the reset has ended.
    return elsewhere === null ? mayBeNew(at, bounds, exemptedFrom, openedAt) : at > bounds.end;
  };
  const isTicked = (row: ResetRow) => said.get(row.id) ?? !isNew(row);
  const held = rows.filter(({ elsewhere }) => elsewhere === null);
  return {
    day,
    chooseDay: (chosen) => {
      setAsked(false);
      setDay(chosen);
    },
    dayError: isAsked ? dayError(bounds !== null, isToCome) : null,
    check: () => {
      setAsked(true);
      return bounds !== null && !isToCome;
    },
    rows,
    hasNew: rows.some(isNew),
    isLetIn: exemptedAt !== null && isToday,
    isTicked,
    tick: (id, isOn) => setSaid((before) => new Map(before).set(id, isOn)),
    told: {
      ended: held.filter(isTicked).map(({ id }) => id),
      kept: rows.flatMap((row) => (row.elsewhere === null || isTicked(row) ? [] : [row.elsewhere])),
      doneAt: isToday || bounds === null ? null : bounds.start,
      doneOn,
    },
  };
}

function dayError(isDay: boolean, isToCome: boolean): string | null {
  if (!isDay) return message("account_reset_day_missing");
  return isToCome ? message("account_reset_day_to_come") : null;
}

function rowText({ name, at, elsewhere }: ResetRow): string {
  return elsewhere === null
    ? message("account_reset_row", name, timeText(at))
    : message("account_reset_row_elsewhere", name, dateText(at));
}

export function ResetChoiceFields({ choice }: { choice: ResetChoice }) {
  const { rows } = choice;
  return (
    <>
      <DayChoice
        legend={message("account_reset_when")}
        value={choice.day}
        error={choice.dayError}
        onChange={choice.chooseDay}
      />
      {rows.length === 0 ? null : (
        <fieldset class="stack">
          <legend>{message("account_reset_choose")}</legend>
          {rows.map((row) => (
            <label key={row.id} class="check">
              <input
                type="checkbox"
                checked={choice.isTicked(row)}
                onChange={(event) => choice.tick(row.id, event.currentTarget.checked)}
              />
              {rowText(row)}
            </label>
          ))}
        </fieldset>
      )}
      {choice.hasNew ? (
        <p>
          {message(choice.isLetIn ? "account_reset_may_be_new_let_in" : "account_reset_may_be_new")}
        </p>
      ) : null}
      {rows.some(({ elsewhere }) => elsewhere !== null) ? (
        <p>{message("account_reset_left")}</p>
      ) : null}
    </>
  );
}
