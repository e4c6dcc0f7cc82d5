// The practice page: how a code is filled, in an imitation of a sign-in where nothing counts. It needs no account,
// and nothing of it is kept.

import { useCallback, useLayoutEffect, useState } from "preact/hooks";
import type { PracticeVerdict, VaultState, VaultStatus } from "../../lib/app/views.ts";
import { message, type MessageKey } from "../../lib/i18n/messages.ts";
import type { RpcClient } from "../../lib/rpc/protocol.ts";
import { Brand } from "../controls/brand.tsx";
import { Notice } from "../controls/notice.tsx";
import type { Ports } from "../ports.ts";
import { usePorts } from "../ports-context.tsx";
import { Shell } from "../shell.tsx";
import { type Loaded, useLoad } from "../use-load.ts";
import { useLock } from "../use-lock.ts";
import { useReturn } from "../use-return.ts";
import { useRpc } from "../use-rpc.tsx";
import { NextOnHeadway } from "./next-on-headway.tsx";
import { type OnPracticeFill, PracticeSignIn } from "./practice-sign-in.tsx";
import { PracticeSteps } from "./practice-steps.tsx";

export type PracticeAppProps = {
  readonly client: RpcClient;
  readonly ports: Ports;
  readonly onFill: OnPracticeFill;
};

export function PracticeApp(props: PracticeAppProps) {
  return (
    <Shell client={props.client} ports={props.ports}>
      <div class="options">
        <header class="options-header">
          <Brand />
        </header>
        <PracticeScreen onFill={props.onFill} />
      </div>
    </Shell>
  );
}

function PracticeScreen(props: { onFill: OnPracticeFill }) {
  const { call } = useRpc();
  const ports = usePorts();
  const [verdict, setVerdict] = useState<PracticeVerdict | null>(null);
  const status = useLoad(useCallback(() => call("vault.status", null), [call]));
  const commands = useLoad(useCallback(() => ports.commands.list(), [ports]));
  const refreshStatus = useCallback(() => void status.reload(), [status.reload]);
  useLock(refreshStatus);
  useLayoutEffect(() => ports.onUnlock(refreshStatus), [ports, refreshStatus]);
  const refreshCommands = useCallback(() => void commands.reload(), [commands.reload]);
  useReturn(refreshStatus);
  useReturn(refreshCommands);
  // What comes later would push what is there already.
  const isLoading = [status, commands].some(({ result }) => result.state === "loading");
  return (
    <main class="options-main practice">
      <h1>{message("practice_title")}</h1>
      <p>{message("practice_text")}</p>
      {isLoading ? null : (
        <>
          <FirstOfAll status={status.result} />
          <PracticeSteps commands={commands.result} />
          <PracticeSignIn verdict={verdict} onVerdict={setVerdict} onFill={props.onFill} />
        </>
      )}
      {verdict === "right" ? <NextOnHeadway /> : null}
    </main>
  );
}

/** What comes before practising, by the state that Waykey is in. */
const FIRST = {
  none: { title: "practice_none_title", text: "practice_none_text" },
  locked: { title: "practice_locked_title", text: "practice_locked_text" },
  unreadable: { title: "practice_unreadable_title", text: "practice_unreadable_text" },
} as const satisfies Readonly<
  Record<Exclude<VaultState, "unlocked">, { title: MessageKey; text: MessageKey }>
>;

/** Says what is to be done before; nothing while Waykey is open. */
function FirstOfAll({ status }: { status: Loaded<VaultStatus> }) {
  const state = status.state === "ready" ? status.value.state : "unreadable";
  if (state === "unlocked") return null;
  const { title, text } = FIRST[state];
  return (
    <Notice tone="info" title={message(title)}>
      <p>{message(text)}</p>
    </Notice>
  );
}
