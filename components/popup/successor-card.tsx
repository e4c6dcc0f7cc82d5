// The question for a used recovery code's successor on the popup's home, for the account nearest to the page.

import type { AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { SuccessorQuestion } from "../account/successor-question.tsx";
import { accountName } from "../account-name.ts";
import { Card } from "../controls/card.tsx";

export type SuccessorCardProps = {
  /** Those nearest to the page first. */
  readonly accounts: readonly AccountView[];
  readonly onChanged: () => Promise<void>;
};

export function SuccessorCard(props: SuccessorCardProps) {
  const account = props.accounts.find(({ successorSince }) => successorSince !== null);
  if (account === undefined || account.successorSince === null) return null;
  return (
    <Card key={account.id} title={message("popup_successor_title")}>
      <p>
        <bdi>{accountName(account)}</bdi>
      </p>
      <SuccessorQuestion
        account={account}
        usedAt={account.successorSince}
        onChanged={props.onChanged}
      />
    </Card>
  );
}
