// What every page of the extension stands in: the link to the worker, the browser ports and the
// status line.

import type { ComponentChildren } from "preact";
import type { RpcClient } from "../lib/rpc/protocol.ts";
import { AnnouncerProvider } from "./announcer.tsx";
import type { Ports } from "./ports.ts";
import { PortsProvider } from "./ports-context.tsx";
import { RpcProvider } from "./use-rpc.tsx";

export function Shell(props: { client: RpcClient; ports: Ports; children: ComponentChildren }) {
  return (
    <PortsProvider value={props.ports}>
      <RpcProvider client={props.client}>
        <AnnouncerProvider>{props.children}</AnnouncerProvider>
      </RpcProvider>
    </PortsProvider>
  );
}
