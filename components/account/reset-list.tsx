// The list that a reset begins: what was set up before, to be ticked off while it is set up again. It ends when all
// is seen to, or the user closes it; what was on it stays to be looked at.

import type { Ref } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { AccountView, ResetListView } from "../../lib/app/views.ts";
import { message, plural } from "../../lib/i18n/messages.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { Card } from "../controls/card.tsx";
import { ErrorNotice, Notice } from "../controls/notice.tsx";
import { dayText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { ResetListRows } from "./reset-list-rows.tsx";

export type ResetListProps = {
  readonly account: AccountView;
  readonly titleRef: Ref<HTMLHeadingElement>;
  readonly onChanged: () => Promise<void>;
};

/** How many of its ways are still to be seen to; 0 for a list that is closed. */
export function openWays(list: ResetListView | null): number {
  if (list === null || !list.isOpen) return 0;
  return list.ways.filter(({ settled }) => settled === null).length;
}

function useTurn(accountId: string, onChanged: () => Promise<void>) {
  const { call } = useRpc();
  return useAction(async (open: boolean) => {
    await call("account.turn-list", { id: accountId, open });
    await onChanged();
  });
}

export function ResetList({ account, titleRef, onChanged }: ResetListProps) {
  const { id, role, resetList: list } = account;
  const announce = useAnnounce();
  const turn = useTurn(id, onChanged);
  const isOver = list !== null && list.ways.every(({ settled }) => settled !== null);
  const isEnding = list?.isOpen === true && isOver;
  // What has ended by itself is seen until the user leaves.
  const [hasEnded, setEnded] = useState(false);
  useEffect(() => {
    if (!isEnding) return;
    setEnded(true);
    turn.run(false);
  }, [isEnding]);
  if (list === null || !(list.isOpen || (hasEnded && isOver))) return null;
  return (
    <Card title={message("account_list_title")} titleRef={titleRef} prominent>
      {isOver ? (
        <Notice tone="success" title={message("account_list_over")} live />
      ) : (
        <p class="hint">{message("account_list_text", dayText(list.doneOn, list.at))}</p>
      )}
      <ResetListRows accountId={id} role={role} ways={list.ways} onChanged={onChanged} />
      {isOver ? null : (
        <>
          <div class="row-actions">
            <Button
              busy={turn.busy}
              onPress={() => {
                announce(message("account_list_closed"));
                turn.run(false);
              }}
            >
              {message("account_list_close")}
            </Button>
          </div>
          <p class="hint">{message("account_list_close_hint")}</p>
        </>
      )}
      <ErrorNotice error={turn.error} />
    </Card>
  );
}

/** The list once it is closed. */
export function ClosedResetList({ account, onChanged }: Omit<ResetListProps, "titleRef">) {
  const { id, role, resetList: list } = account;
  const turn = useTurn(id, onChanged);
  if (list === null || list.isOpen) return null;
  return (
    <details class="disclosure">
      <summary>
        {plural("account_list_before", list.ways.length, dayText(list.doneOn, list.at))}
      </summary>
      <ResetListRows accountId={id} role={role} ways={list.ways} onChanged={onChanged} />
      {list.ways.every(({ settled }) => settled !== null) ? null : (
        <div class="row-actions">
          <Button busy={turn.busy} onPress={() => turn.run(true)}>
            {message("account_list_open")}
          </Button>
        </div>
      )}
      <ErrorNotice error={turn.error} />
    </details>
  );
}
