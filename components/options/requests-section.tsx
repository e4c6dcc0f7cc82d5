// The log of passkey requests: when, what, where, for which account, and whether the user was
// verified. Kept in the vault, shown here alone.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { CeremonyLogEntry } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { RichText } from "../controls/rich-text.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { takeFreeFocus } from "../free-focus.ts";
import { clockText, dateText } from "../plain-text.ts";
import { useAction } from "../use-action.ts";
import { useLoad } from "../use-load.ts";
import { useReturnedFocus } from "../use-returned-focus.ts";
import { useRpc } from "../use-rpc.tsx";
import { requestText, verifiedText } from "./request-words.ts";
import { Section } from "./section.tsx";

export function RequestsSection() {
  const { call } = useRpc();
  const load = useCallback(() => call("log.list", null), [call]);
  const { result, reload } = useLoad(load);
  const isCleared = useRef(false);
  const nothing = useRef<HTMLParagraphElement>(null);
  // The list has taken the focus with it.
  useEffect(() => {
    if (isCleared.current) takeFreeFocus(nothing.current);
  }, [result]);
  return (
    <Section id="requests" title={message("options_requests_title")}>
      <p>{message("options_requests_text")}</p>
      {result.state === "failed" ? <ErrorNotice error={result.error} /> : null}
      {result.state === "ready" && result.value.length === 0 ? (
        <p ref={nothing} class="empty" tabIndex={-1}>
          {message("options_requests_none")}
        </p>
      ) : null}
      {result.state === "ready" && result.value.length > 0 ? (
        <>
          <RequestTable entries={result.value} />
          <ClearList
            onCleared={async () => {
              isCleared.current = true;
              await reload();
            }}
          />
        </>
      ) : null}
    </Section>
  );
}

function RequestTable(props: { entries: readonly CeremonyLogEntry[] }) {
  return (
    <div
      class="table-frame"
      tabIndex={0}
      role="region"
      aria-label={message("options_requests_list")}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{message("options_requests_when")}</th>
            <th scope="col">{message("options_requests_what")}</th>
            <th scope="col">{message("options_requests_where")}</th>
            <th scope="col">{message("common_account")}</th>
          </tr>
        </thead>
        <tbody>
          {props.entries.map((entry, index) => (
            <tr key={index}>
              <td>
                <time dateTime={new Date(entry.at).toISOString()}>
                  <span class="line">{dateText(entry.at)}</span>{" "}
                  <span class="line hint">{clockText(entry.at)}</span>
                </time>
              </td>
              <td>
                <p>{requestText(entry)}</p>
                <p class="hint">{verifiedText(entry)}</p>
              </td>
              <td>
                <p>
                  <bdi>{entry.origin}</bdi>
                </p>
                <p class="hint">
                  <RichText
                    message="options_requests_for"
                    values={[<bdi key="rp">{entry.rpId}</bdi>]}
                  />
                </p>
              </td>
              <td>
                {entry.userName === "" ? (
                  message("options_requests_none_chosen")
                ) : (
                  <bdi>{entry.userName}</bdi>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ClearList(props: { onCleared: () => Promise<void> }) {
  const { call } = useRpc();
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const opener = useReturnedFocus(asking);
  const clear = useAction(async () => {
    await call("log.clear", null);
    announce(message("options_requests_cleared"));
    await props.onCleared();
  });
  if (!asking) {
    return (
      <div class="row-actions">
        <Button kind="quiet" buttonRef={opener} onPress={() => setAsking(true)}>
          {message("options_requests_clear")}
        </Button>
      </div>
    );
  }
  return (
    <ConfirmPanel
      title={message("options_requests_clear_title")}
      confirmLabel={message("options_requests_clear_confirm")}
      cancelLabel={message("options_requests_clear_cancel")}
      action={clear}
      onCancel={() => setAsking(false)}
    >
      <p>{message("options_requests_clear_text")}</p>
    </ConfirmPanel>
  );
}
