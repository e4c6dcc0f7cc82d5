// What a reset at Headway has ended, to be ticked before it is put away: each with the time at which it was added. What
// may have been set up after the reset is not ticked by itself.

import { useState } from "preact/hooks";
import type { AccountView } from "../../lib/app/views.ts";
import { isForHeadway } from "../../lib/headway/issuers.ts";
import { mayBeNew } from "../../lib/headway/reset-list.ts";
import { message } from "../../lib/i18n/messages.ts";
import { methodName } from "../method-name.ts";
import { timeText } from "../plain-text.ts";
import { otpLabel } from "../popup/otp-name.ts";
import { startOfDay } from "./week-day.ts";

type ResetRow = {
  readonly id: string;
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
};

/** What is in use for Headway, as the account's screen has it in order. */
function resetRows({ otps, passkeys, recoveryCodes }: AccountView): readonly ResetRow[] {
  const codes = otps.filter(({ issuer, confirmed }) =>
    isForHeadway({ issuer, isConfirmed: confirmed }),
  );
  const named = (kind: string, name: string) =>
    name === "" ? kind : message("account_reset_row_name", kind, name);
  return [
    ...codes.map((otp) => {
      return { ...otp, name: named(methodName("authenticator"), otpLabel(otp, codes)) };
    }),
    ...passkeys
      .filter(({ hidden }) => hidden === null)
      .map((passkey) => {
        const isOfDevice = passkey.attachment === "platform";
        const kind = methodName(isOfDevice ? "biometrics" : "security-key");
        return { ...passkey, name: named(kind, passkey.label) };
      }),
    ...recoveryCodes
      .filter(({ usedAt }) => usedAt === null)
      .map((code) => ({ ...code, name: methodName("recovery-code") })),
  ];
}

type ResetChoice = {
  readonly rows: readonly ResetRow[];
  readonly hasNew: boolean;
  /** Support let the provider in for it. */
  readonly isLetIn: boolean;
  /** The ids of those that are ticked. */
  readonly ended: readonly string[];
  readonly turn: (id: string) => void;
};

/** The choice as it stands; what the user has not touched is ticked unless it may be new. */
export function useResetChoice(account: AccountView): ResetChoice {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [openedAt] = useState(() => Date.now());
  const rows = resetRows(account);
  const { exemptedAt } = account;
  const letInAt = exemptedAt === null ? null : startOfDay(exemptedAt);
  const isNew = ({ createdAt }: ResetRow) => mayBeNew(createdAt, letInAt, openedAt);
  const isTicked = (row: ResetRow) => isNew(row) === turned.has(row.id);
  return {
    rows,
    hasNew: rows.some(isNew),
    isLetIn: exemptedAt !== null,
    ended: rows.filter(isTicked).map(({ id }) => id),
    // Of what was there last: two may be turned before either is drawn.
    turn: (id) => {
      setTurned((before) => {
        const others = new Set(before);
        return others.delete(id) ? others : others.add(id);
      });
    },
  };
}

export function ResetChoiceFields({ choice }: { choice: ResetChoice }) {
  if (choice.rows.length === 0) return null;
  return (
    <>
      <fieldset class="stack">
        <legend>{message("account_reset_choose")}</legend>
        {choice.rows.map(({ id, name, createdAt }) => (
          <label key={id} class="check">
            <input
              type="checkbox"
              checked={choice.ended.includes(id)}
              onChange={() => choice.turn(id)}
            />
            {message("account_reset_row", name, timeText(createdAt))}
          </label>
        ))}
      </fieldset>
      {choice.hasNew ? (
        <p>
          {message(choice.isLetIn ? "account_reset_may_be_new_let_in" : "account_reset_may_be_new")}
        </p>
      ) : null}
    </>
  );
}
