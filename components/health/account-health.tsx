// The check-up of one account: what is amiss, and what the user has seen to.

import type { AccountView } from "../../lib/app/views.ts";
import type { Tick } from "../../lib/headway/health.ts";
import type { Method } from "../../lib/headway/methods.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { CheckIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { dateText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { FindingRow } from "./finding-row.tsx";
import { TICKED } from "./finding-words.ts";

export type AccountHealthProps = {
  readonly account: AccountView;
  readonly onAsk: (method: Method) => void;
  readonly onChanged: () => Promise<void>;
};

export function AccountHealth(props: AccountHealthProps) {
  const { account, onChanged } = props;
  const { call } = useRpc();
  const untick = useAction(async (tick: Tick) => {
    await call("account.tick", { id: account.id, tick, done: false });
    await onChanged();
  });
  const done = account.ticks.filter((note) => note.done);
  return (
    <Card title={message("health_title")}>
      {account.findings.length === 0 ? (
        <p class="finding finding-none">
          <CheckIcon />
          {message("health_none")}
        </p>
      ) : (
        <ul class="rows">
          {account.findings.map((finding) => (
            <FindingRow key={finding.kind} {...props} finding={finding} />
          ))}
        </ul>
      )}
      {done.length === 0 ? null : (
        <details class="disclosure">
          <summary>{plural("health_seen_to", done.length)}</summary>
          <ul class="rows">
            {done.map(({ tick, at }) => (
              <li key={tick} class="row">
                <p class="row-title">{message(TICKED[tick])}</p>
                <p class="hint">{message("health_said", dateText(at))}</p>
                <div class="row-actions">
                  <Button
                    kind="quiet"
                    name={message(
                      "common_action_of",
                      message("health_untick"),
                      message(TICKED[tick]),
                    )}
                    busy={untick.busy}
                    onPress={() => untick.run(tick)}
                  >
                    {message("health_untick")}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
      <ErrorNotice error={untick.error} />
    </Card>
  );
}
