// The ways to sign in that were set up before a reset: where each lived, what has become of it, and the buttons by
// which the user says so.

import type { WayBeforeView } from "../../lib/app/views.ts";
import type { Settled, WayWord } from "../../lib/headway/reset-list.ts";
import { wayKey } from "../../lib/headway/reset-list.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";
import { type MessageKey, message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { CheckIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { GuideLink } from "../guides/guide-link.tsx";
import { methodName } from "../method-name.ts";
import { useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";
import { MethodPlace } from "./method-place.tsx";

export type ResetListRowsProps = {
  readonly accountId: string;
  readonly role: AccountRole;
  readonly ways: readonly WayBeforeView[];
  readonly onChanged: () => Promise<void>;
};

export function ResetListRows(props: ResetListRowsProps) {
  return (
    <ul class="rows">
      {props.ways.map((way) => (
        <WayRow key={wayKey(way)} {...props} way={way} />
      ))}
    </ul>
  );
}

const SETTLED: Readonly<Record<Settled, MessageKey>> = {
  here: "account_list_settled_here",
  elsewhere: "account_list_settled_elsewhere",
  dropped: "account_list_settled_dropped",
};

type WayRowProps = Omit<ResetListRowsProps, "ways"> & { readonly way: WayBeforeView };

function WayRow({ accountId, role, way, onChanged }: WayRowProps) {
  const { method, place, settled } = way;
  const { call } = useRpc();
  const say = useAction(async (word: WayWord) => {
    await call("account.settle-way", { id: accountId, method, place, word });
    await onChanged();
  });
  const name =
    place === "here" ? message("account_list_way_here", methodName(method)) : methodName(method);
  const button = (label: MessageKey, word: WayWord) => (
    <Button
      kind="quiet"
      name={message("common_action_of", message(label), name)}
      busy={say.busy}
      onPress={() => say.run(word)}
    >
      {message(label)}
    </Button>
  );
  return (
    <li class={settled === null ? "row" : "row way-settled"}>
      <p class="row-title">{name}</p>
      <p class="hint">
        {place === "here" ? message("account_list_was_here") : <MethodPlace way={way} />}
      </p>
      {way.isInQuestion ? <p class="hint">{message("account_list_filled")}</p> : null}
      {settled === null ? (
        <div class="row-actions">
          {button(place === "here" ? "account_list_elsewhere" : "account_list_again", "again")}
          {button("account_list_drop", "dropped")}
          <GuideLink
            guide={method}
            role={role}
            name={message("common_action_of", message("guide_link"), name)}
          >
            {message("guide_link")}
          </GuideLink>
        </div>
      ) : (
        <>
          <p class="way-state">
            {settled === "dropped" ? null : <CheckIcon />}
            {message(SETTLED[settled])}
          </p>
          {way.canUndo ? (
            <div class="row-actions">{button("account_list_undo", "open")}</div>
          ) : null}
        </>
      )}
      <ErrorNotice error={say.error} />
    </li>
  );
}
