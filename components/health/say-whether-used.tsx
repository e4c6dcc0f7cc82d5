// The answers to whether a recovery code was used that was filled or copied, where the question stands above them.

import type { AccountView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { useAnswerFilled } from "../answer-filled.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { Actions } from "./weighed-row.tsx";

export type SayWhetherUsedProps = {
  readonly account: AccountView;
  readonly onChanged: () => Promise<void>;
};

export function SayWhetherUsed({ account, onChanged }: SayWhetherUsedProps) {
  const filled = account.recoveryCodes.find(({ filledAt }) => filledAt !== null);
  const answer = useAnswerFilled(filled?.id ?? "", onChanged);
  return (
    <Actions>
      <Button busy={answer.busy} onPress={() => answer.run(true)}>
        {message("health_recovery_filled_yes")}
      </Button>
      <Button kind="quiet" busy={answer.busy} onPress={() => answer.run(false)}>
        {message("health_recovery_filled_no")}
      </Button>
      <ErrorNotice error={answer.error} />
    </Actions>
  );
}
