// The log of passkey requests: when, what, where, for which account, and whether the user was
// verified. Kept in the vault, shown here alone.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { CeremonyLogEntry } from "../../lib/app/views.ts";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../controls/button.tsx";
import { ConfirmPanel } from "../controls/confirm-panel.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { takeFreeFocus } from "../free-focus.ts";
import { timeText } from "../plain-text.ts";
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
    <Section id="requests" title="Passkey requests">
      <p>
        Every request for a passkey that Waykey answered or asked you about, the latest first. What
        it left to the browser without asking you is not listed, and of requests that it refused
        without asking you, at most one a minute from each tab.
      </p>
      {result.state === "failed" ? <ErrorNotice error={result.error} /> : null}
      {result.state === "ready" && result.value.length === 0 ? (
        <p ref={nothing} class="empty" tabIndex={-1}>
          No requests yet.
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
    <div class="table-frame" tabIndex={0} role="region" aria-label="List of passkey requests">
      <table class="requests">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What happened</th>
            <th scope="col">Where</th>
            <th scope="col">Account</th>
          </tr>
        </thead>
        <tbody>
          {props.entries.map((entry, index) => (
            <tr key={index}>
              <td>
                <time dateTime={new Date(entry.at).toISOString()}>{timeText(entry.at)}</time>
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
                  for <bdi>{entry.rpId}</bdi>
                </p>
              </td>
              <td>{entry.userName === "" ? "None chosen" : <bdi>{entry.userName}</bdi>}</td>
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
    announce("List cleared.");
    await props.onCleared();
  });
  if (!asking) {
    return (
      <div class="row-actions">
        <Button kind="quiet" buttonRef={opener} onPress={() => setAsking(true)}>
          Clear the list
        </Button>
      </div>
    );
  }
  return (
    <ConfirmPanel
      title="Clear the list?"
      confirmLabel="Clear it for good"
      cancelLabel="Keep the list"
      action={clear}
      onCancel={() => setAsking(false)}
    >
      <p>
        Passkeys and sites are not touched. You can then no longer look up what was asked and
        allowed until now.
      </p>
    </ConfirmPanel>
  );
}
