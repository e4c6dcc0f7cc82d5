// @vitest-environment jsdom
// What pages listen for from their first question on: an event between the answer and the next frame would be missed.

import { type ComponentChild, render } from "preact";
import { afterEach, describe, expect, it, vi } from "vitest";
import { useCondition } from "../../../components/condition/use-condition.ts";
import { PracticeApp } from "../../../components/practice/practice-app.tsx";
import type { Ports } from "../../../components/ports.ts";
import { Shell } from "../../../components/shell.tsx";
import { HelpApp } from "../../../components/trouble/help-app.tsx";
import type { RpcClient } from "../../../lib/rpc/protocol.ts";
import { vaultStatus } from "./fixtures.ts";
import { clearScreen, fakeClient, fakePorts } from "./screen.tsx";

function Condition() {
  useCondition();
  return null;
}

type Page = (client: RpcClient, ports: Ports) => ComponentChild;

const PAGES: readonly (readonly [
  what: string,
  method: string,
  event: "onCondition" | "onUnlock",
  page: Page,
])[] = [
  [
    "the vault's condition",
    "condition.get",
    "onCondition",
    (client, ports) => (
      <Shell client={client} ports={ports}>
        <Condition />
      </Shell>
    ),
  ],
  [
    "an unlock on the page of help",
    "vault.status",
    "onUnlock",
    (client, ports) => <HelpApp client={client} ports={ports} />,
  ],
  [
    "an unlock on the practice page",
    "vault.status",
    "onUnlock",
    (client, ports) => <PracticeApp client={client} ports={ports} onFill={() => () => undefined} />,
  ],
];

afterEach(clearScreen);

describe("what is listened for as soon as the first question is asked", () => {
  it.each(PAGES)("%s", (_what, method, event, page) => {
    const client = fakeClient({ "vault.status": () => vaultStatus("locked") });
    const listen = vi.fn<() => () => void>(() => () => undefined);
    const root = document.body.appendChild(document.createElement("div"));
    render(page(client, fakePorts({ [event]: listen })), root);
    expect(client.calls.map((call) => call.method)).toContain(method);
    expect(listen).toHaveBeenCalledOnce();
  });
});
