// The ways of the second step that Headway has, and what is known of each for one account. What Waykey holds it
// knows by itself; of the rest it asks.

import type { AccountView } from "../../lib/app/views.ts";
import type { Method } from "../../lib/headway/methods.ts";
import { message } from "../../lib/i18n/messages.ts";
import { type Fold, FoldingCard } from "../controls/folding-card.tsx";
import type { PlaceDraft } from "../ports.ts";
import { methodsGist } from "./account-sections.ts";
import { MethodRow } from "./method-row.tsx";

/** Another one each time that it is asked: the question takes the focus again. */
export type AskedMethod = {
  readonly method: Method;
  /** What was left half-typed when the popup closed. */
  readonly typed?: PlaceDraft;
};

export type AccountMethodsProps = {
  readonly account: AccountView;
  readonly fold: Fold;
  /** Where it lives is being asked of that one. */
  readonly asked: AskedMethod | null;
  readonly onAsk: (asked: AskedMethod | null) => void;
  readonly onChanged: () => Promise<void>;
};

export function AccountMethods(props: AccountMethodsProps) {
  const { account } = props;
  return (
    <FoldingCard
      title={message("account_methods_title")}
      gist={methodsGist(account)}
      {...props.fold}
    >
      <ul class="rows">
        {account.methods.map((status) => (
          <MethodRow
            key={status.method}
            accountId={account.id}
            role={account.role}
            status={status}
            elsewhereToo={
              account.elsewhereToo.find(({ method }) => method === status.method) ?? null
            }
            reset={account.resetList}
            asked={status.method === props.asked?.method ? props.asked : null}
            onAsk={(isAsked) => props.onAsk(isAsked ? { method: status.method } : null)}
            onChanged={props.onChanged}
          />
        ))}
      </ul>
    </FoldingCard>
  );
}
