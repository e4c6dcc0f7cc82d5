// The question whether a recovery code was used that was filled or copied, on the popup's home: for each of them, whatever
// page is in use, the latest first.

import type { AccountView, RecoveryView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { FilledQuestion } from "../account/filled-question.tsx";
import { accountName } from "../account-name.ts";
import { Card } from "../controls/card.tsx";
import { actionName } from "./otp-name.ts";

export type FilledRecoveryCardsProps = {
  readonly accounts: readonly AccountView[];
  readonly onChanged: () => Promise<void>;
};

type Filled = {
  readonly account: AccountView;
  readonly code: RecoveryView;
  /** Epoch milliseconds. */
  readonly filledAt: number;
};

function filledOf(accounts: readonly AccountView[]): readonly Filled[] {
  return accounts
    .flatMap((account) =>
      account.recoveryCodes.flatMap((code): readonly Filled[] => {
        const { filledAt } = code;
        return filledAt === null ? [] : [{ account, code, filledAt }];
      }),
    )
    .toSorted((a, b) => b.filledAt - a.filledAt);
}

export function FilledRecoveryCards({ accounts, onChanged }: FilledRecoveryCardsProps) {
  return (
    <>
      {filledOf(accounts).map(({ account, code, filledAt }, index) => (
        <Card key={code.id} title={message("account_filled_title")} prominent={index === 0}>
          <p>
            <bdi>{accountName(account)}</bdi>
          </p>
          <FilledQuestion
            code={code}
            filledAt={filledAt}
            nameOf={(action) => actionName(action, index, accountName(account))}
            onChanged={onChanged}
          />
        </Card>
      ))}
    </>
  );
}
