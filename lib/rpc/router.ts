// Answers the messages of extension pages. Refuses every other sender, every unknown method and
// every page of another build before a handler runs; turns what a handler throws into a code.

import { isWaykeyError, WaykeyError } from "../errors.ts";
import { isMethodName, parseInput } from "./inputs.ts";
import type { InputOf, MethodName, OutputOf, RpcRequest, RpcResponse } from "./protocol.ts";

export type Handlers = {
  readonly [M in MethodName]: (input: InputOf<M>) => Promise<OutputOf<M>>;
};

/** Who sent a message, as the browser says it; never taken from the message. */
export type Sender = { readonly kind: "popup" | "extension-page" | "content-script" | "other" };

/** What the popup alone may say. */
const OF_POPUP: ReadonlySet<string> = new Set<MethodName>(["popup.shown"]);

function mayAsk({ kind }: Sender, method: string): boolean {
  return kind === "popup" || (kind === "extension-page" && !OF_POPUP.has(method));
}

/** True if the message has the shape of a request of this protocol, from whomever it comes. */
export function isRpcRequest(message: unknown): message is RpcRequest {
  return (
    typeof message === "object" &&
    message !== null &&
    "method" in message &&
    typeof message.method === "string" &&
    "build" in message &&
    typeof message.build === "string"
  );
}

async function dispatch<M extends MethodName>(
  handlers: Handlers,
  method: M,
  input: unknown,
): Promise<OutputOf<M>> {
  return handlers[method](parseInput(method, input));
}

/** A function that answers one request. It never rejects: failures are answers with a code. */
export function createRouter(build: string, handlers: Handlers) {
  return async (request: RpcRequest, sender: Sender): Promise<RpcResponse> => {
    try {
      if (!mayAsk(sender, request.method)) {
        throw new WaykeyError("rpc/sender", "Only pages of Waykey's own may ask this");
      }
      if (request.build !== build) {
        throw new WaykeyError("rpc/stale", "The page belongs to another version of Waykey");
      }
      if (!isMethodName(request.method)) {
        throw new WaykeyError("rpc/method", "There is no such method");
      }
      return { ok: true, value: await dispatch(handlers, request.method, request.input) };
    } catch (error) {
      if (isWaykeyError(error)) {
        const { code, message, keyFault } = error;
        return { ok: false, code, message, keyFault };
      }
      const name = error instanceof Error ? error.name : typeof error;
      const message = `Something unforeseen: ${name}`;
      return { ok: false, code: "internal/unexpected", message, keyFault: null };
    }
  };
}
