// The protocol's client over runtime messages, for extension pages.

import browser from "webextension-polyfill";
import { createRpcClient } from "../rpc/client.ts";
import type { RpcClient } from "../rpc/protocol.ts";
import { BUILD } from "./build.ts";

export function createExtensionRpcClient(): RpcClient {
  return createRpcClient(BUILD, (message) => browser.runtime.sendMessage(message));
}
