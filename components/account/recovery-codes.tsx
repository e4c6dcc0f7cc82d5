// The recovery codes of one account: the good one, masked until asked for, and those that have ended.

import { useState } from "preact/hooks";
import type { RecoveryView } from "../../lib/app/views.ts";
import type { CodeEnd } from "../../lib/headway/recovery-ends.ts";
import { message, type MessageKey, plural } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { type Fold, FoldingCard } from "../controls/folding-card.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { RichText } from "../controls/rich-text.tsx";
import { dateText, dayText } from "../plain-text.ts";
import { recoveryStanding } from "../recovery-standing.ts";
import { useAction } from "../use-action.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { recoveryGist } from "./account-sections.ts";
import type { Places } from "./move-panel.tsx";
import { RecoveryRow } from "./recovery-row.tsx";
import { SuccessorQuestion } from "./successor-question.tsx";
import { TypeRecoveryCode } from "./type-recovery-code.tsx";

export type RecoveryCodesProps = Places & {
  readonly fold: Fold;
  /** A code that was left half-typed when the popup closed; null: none was. */
  readonly typed: string | null;
  readonly onChanged: () => Promise<void>;
};

export function RecoveryCodes(props: RecoveryCodesProps) {
  const codes = props.account.recoveryCodes;
  const good = codes.find((code) => code.usedAt === null);
  const ended = codes.filter((code) => code.usedAt !== null);
  return (
    <FoldingCard
      title={message("common_method_recovery_code")}
      gist={recoveryGist(props.account)}
      {...props.fold}
    >
      {good === undefined ? (
        <NoneKept account={props.account} typed={props.typed} onChanged={props.onChanged} />
      ) : (
        <RecoveryRow key={good.id} code={good} {...props} />
      )}
      <EndedCodes
        codes={ended.filter(({ endedBy }) => endedBy !== "reset")}
        title="account_recovery_used"
        canBeGood={good === undefined}
        onChanged={props.onChanged}
      />
      <EndedCodes
        codes={ended.filter(({ endedBy }) => endedBy === "reset")}
        title="account_recovery_ended"
        canBeGood={good === undefined}
        onChanged={props.onChanged}
      />
    </FoldingCard>
  );
}

type Ended = {
  /** Headway has one good code at a time. */
  readonly canBeGood: boolean;
  readonly onChanged: () => Promise<void>;
};

type EndedCodesProps = Ended & {
  readonly codes: readonly RecoveryView[];
  readonly title: "account_recovery_used" | "account_recovery_ended";
};

function EndedCodes({ codes, title, ...rest }: EndedCodesProps) {
  if (codes.length === 0) return null;
  return (
    <details class="disclosure">
      <summary>{plural(title, codes.length)}</summary>
      <ul class="rows">
        {codes.map((code) => (
          <EndedCode key={code.id} code={code} {...rest} />
        ))}
      </ul>
    </details>
  );
}

type EndedCodeProps = Ended & { readonly code: RecoveryView };

/** What ended it, with when. */
const ENDED_WORDS = {
  used: "account_recovery_saved_used",
  replaced: "account_recovery_saved_replaced",
  reset: "account_recovery_saved_ended",
} as const satisfies Readonly<Record<CodeEnd, MessageKey>>;

function EndedCode({ code, canBeGood, onChanged }: EndedCodeProps) {
  const endedBy = code.endedBy ?? "used";
  const { call } = useRpc();
  const takeBack = useAction(async () => {
    await call("recovery.take-back", { id: code.id });
    await onChanged();
  });
  const dates = message(
    ENDED_WORDS[endedBy],
    dateText(code.createdAt),
    dayText(code.endedOn, code.usedAt ?? code.createdAt),
  );
  const label = message(
    endedBy === "used" ? "account_recovery_take_back" : "account_recovery_still_good",
  );
  return (
    <li>
      <span class="masked" aria-hidden="true">
        {code.masked}
      </span>
      <p class="hint">{dates}</p>
      {canBeGood ? (
        <div class="row-actions">
          <Button
            kind="quiet"
            name={message("common_action_of", label, dates)}
            busy={takeBack.busy}
            onPress={() => takeBack.run()}
          >
            {label}
          </Button>
        </div>
      ) : null}
      <ErrorNotice error={takeBack.error} />
    </li>
  );
}

function NoneKept(props: Pick<RecoveryCodesProps, "account" | "typed" | "onChanged">) {
  const { account, onChanged } = props;
  /** Null while no code is being typed. */
  const [typed, setTyped] = useState(props.typed);
  const opener = useReturnedFocus(typed !== null);
  if (account.successorSince !== null) {
    return (
      <SuccessorQuestion
        account={account}
        usedAt={account.successorSince}
        typed={typed}
        onChanged={onChanged}
      />
    );
  }
  if (typed !== null) {
    return (
      <TypeRecoveryCode
        accountId={account.id}
        typed={typed}
        onSaved={onChanged}
        onCancel={() => setTyped(null)}
      />
    );
  }
  return (
    <>
      <p class="empty">
        <NoneText account={account} />
      </p>
      <div class="row-actions">
        <Button kind="quiet" buttonRef={opener} onPress={() => setTyped("")}>
          {message("account_recovery_type")}
        </Button>
      </div>
    </>
  );
}

function NoneText({ account }: Pick<RecoveryCodesProps, "account">) {
  if (recoveryStanding(account) !== "elsewhere") return <>{message("account_recovery_none")}</>;
  const where = account.methods.find(({ method }) => method === "recovery-code")?.where ?? "";
  if (where === "") return <>{message("account_recovery_elsewhere")}</>;
  return (
    <RichText
      message="account_recovery_elsewhere_placed"
      values={[<bdi key="place">{where}</bdi>]}
    />
  );
}
