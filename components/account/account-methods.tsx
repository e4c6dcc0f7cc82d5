// The ways of the second step that Headway has, and what is known of each for one account. What Waykey holds it
// knows by itself; of the rest it asks.

import type { AccountView } from "../../lib/app/views.ts";
import type { Method } from "../../lib/headway/methods.ts";
import { Card } from "../controls/card.tsx";
import { MethodRow } from "./method-row.tsx";

export type AccountMethodsProps = {
  readonly account: AccountView;
  /** Where it lives is being asked of that one. */
  readonly asked: Method | null;
  readonly onAsk: (method: Method | null) => void;
  readonly onChanged: () => Promise<void>;
};

export function AccountMethods(props: AccountMethodsProps) {
  const { account } = props;
  return (
    <Card title="Ways to sign in">
      <ul class="rows">
        {account.methods.map((status) => (
          <MethodRow
            key={status.method}
            accountId={account.id}
            status={status}
            isAsked={status.method === props.asked}
            onAsk={(isAsked) => props.onAsk(isAsked ? status.method : null)}
            onChanged={props.onChanged}
          />
        ))}
      </ul>
    </Card>
  );
}
