// After a recovery code was put into a page, or copied for one: asks whether it was really used, since only the user
// sees that. It is asked until it is answered.

import type { RecoveryView } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { useAnswerFilled } from "../answer-filled.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { timeText } from "../plain-text.ts";

export type FilledQuestionProps = {
  readonly code: Pick<RecoveryView, "id">;
  /** Epoch milliseconds. */
  readonly filledAt: number;
  /** What a button is called for screen readers, by its text, where several ask. */
  readonly nameOf?: (action: string) => string;
  readonly onChanged: () => Promise<void>;
};

export function FilledQuestion(props: FilledQuestionProps) {
  const { nameOf = (action: string) => action } = props;
  const answer = useAnswerFilled(props.code.id, props.onChanged);
  const no = message("account_filled_no");
  const yes = message("account_filled_yes");
  return (
    <>
      <p>{message("account_filled_text", timeText(props.filledAt))}</p>
      <ErrorNotice error={answer.error} />
      <div class="buttons">
        <Button name={nameOf(no)} busy={answer.busy} onPress={() => answer.run(false)}>
          {no}
        </Button>
        <Button
          kind="primary"
          name={nameOf(yes)}
          busy={answer.busy}
          onPress={() => answer.run(true)}
        >
          {yes}
        </Button>
      </div>
    </>
  );
}
