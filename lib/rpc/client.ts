// The extension pages' side of the protocol: sends a request, checks the shape of the answer, and
// turns a failure back into a WaykeyError.

import { ERROR_CODES, WaykeyError, type ErrorCode } from "../errors.ts";
import type { InputOf, MethodName, OutputOf, RpcClient, RpcResponse } from "./protocol.ts";

function isErrorCode(code: unknown): code is ErrorCode {
  return (ERROR_CODES as readonly unknown[]).includes(code);
}

function isRpcResponse(answer: unknown): answer is RpcResponse {
  if (typeof answer !== "object" || answer === null || !("ok" in answer)) return false;
  if (answer.ok === true) return "value" in answer;
  return "code" in answer && isErrorCode(answer.code) && "message" in answer;
}

/**
 * A client over `send`, which delivers one message to the worker and resolves with its answer.
 * Calls reject with a WaykeyError; `rpc/unreachable` when the worker gave no answer.
 */
export function createRpcClient(
  build: string,
  send: (message: unknown) => Promise<unknown>,
): RpcClient {
  return {
    async call<M extends MethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M>> {
      let answer: unknown;
      try {
        answer = await send({ build, method, input });
      } catch (cause) {
        throw new WaykeyError("rpc/unreachable", "Waykey's worker gave no answer", { cause });
      }
      if (!isRpcResponse(answer)) {
        throw new WaykeyError("rpc/unreachable", "Waykey's worker gave no answer");
      }
      if (!answer.ok) {
        throw new WaykeyError(answer.code, answer.message, { keyFault: answer.keyFault });
      }
      return answer.value as OutputOf<M>;
    },
  };
}
