// What there is to tell of the vault's condition, and nothing where there is nothing: the notices, and
// the decision, whole or with the way to where it is whole.

import type { VaultCondition } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import type { Loaded } from "../use-load.ts";
import { DecisionPanel } from "./decision-panel.tsx";
import { DECISION_TASKS, DECISION_TITLES } from "./decision-text.ts";
import { VaultNotices } from "./vault-notices.tsx";

export type ConditionCardProps = {
  readonly condition: Loaded<VaultCondition>;
  /** `short`: only a word of it, and the button that leads to the options page. */
  readonly decision: "short" | "whole";
  /** Called when notices were seen or a decision was carried out. */
  readonly onChanged: () => Promise<void>;
};

export function ConditionCard(props: ConditionCardProps) {
  const { condition, onChanged } = props;
  if (condition.state === "loading") return null;
  if (condition.state === "failed") return <ErrorNotice error={condition.error} />;
  const { notices, decision } = condition.value;
  return (
    <>
      {decision === null ? null : props.decision === "whole" ? (
        <DecisionPanel key={decision} decision={decision} onSettled={onChanged} />
      ) : (
        <ShortDecision decision={decision} />
      )}
      <VaultNotices notices={notices} onDismissed={onChanged} />
    </>
  );
}

function ShortDecision(props: { decision: NonNullable<VaultCondition["decision"]> }) {
  const { decision } = props;
  const ports = usePorts();
  const open = useAction(async () => {
    await ports.openOptions("condition");
    ports.closeWindow();
  });
  return (
    <Notice tone="warning" title={message(DECISION_TITLES[decision])}>
      <p>{message(DECISION_TASKS[decision])}</p>
      <ErrorNotice error={open.error} />
      <Button busy={open.busy} onPress={() => open.run()}>
        {message("condition_decide")}
      </Button>
    </Notice>
  );
}
