// The protocol's client over runtime messages, for extension pages.

import browser from "webextension-polyfill";
import { createRpcClient } from "../rpc/client.ts";
import type { RpcClient } from "../rpc/protocol.ts";
import { BUILD } from "./build.ts";
import { type EarlyScope, sendUnlessAsked } from "./early-questions.ts";

export function createExtensionRpcClient(): RpcClient {
  const send = (message: unknown) => browser.runtime.sendMessage(message);
  return createRpcClient(
    BUILD,
    sendUnlessAsked(globalThis as EarlyScope, send, () => performance.now()),
  );
}
