// After a recovery code was put into the page, or copied for it: asks whether it was really used, since only the user
// sees that. It stays until answered, over the popup's closing.

import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";

export type FilledRecoveryCardProps = {
  readonly recoveryId: string;
  readonly onChanged: () => Promise<void>;
};

export function FilledRecoveryCard(props: FilledRecoveryCardProps) {
  const { call } = useRpc();
  const { filledRecovery } = usePorts();
  const answer = useAction(async (used: boolean) => {
    if (used) await call("recovery.mark-used", { id: props.recoveryId });
    await filledRecovery.set(null);
    await props.onChanged();
  });
  return (
    <Card title={message("popup_recovery_used_title")} prominent>
      <p>{message("popup_recovery_used_text")}</p>
      <ErrorNotice error={answer.error} />
      <div class="buttons">
        <Button busy={answer.busy} onPress={() => answer.run(false)}>
          {message("popup_recovery_used_no")}
        </Button>
        <Button kind="primary" busy={answer.busy} onPress={() => answer.run(true)}>
          {message("popup_recovery_used_yes")}
        </Button>
      </div>
    </Card>
  );
}
