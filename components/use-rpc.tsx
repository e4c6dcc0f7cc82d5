// The user interface's only link to the worker. It also counts the calls that were refused because
// the vault is locked, so that the screen can go back to asking for the password.

import { type ComponentChildren, createContext } from "preact";
import { useContext, useMemo, useState } from "preact/hooks";
import { isWaykeyError } from "../lib/errors.ts";
import type { RpcClient } from "../lib/rpc/protocol.ts";

export type Rpc = {
  readonly call: RpcClient["call"];
  /** Grows with every call refused as locked. */
  readonly lockedCount: number;
};

const RpcContext = createContext<Rpc | null>(null);

export function RpcProvider(props: { client: RpcClient; children: ComponentChildren }) {
  const { client } = props;
  const [lockedCount, setLockedCount] = useState(0);
  const call = useMemo<RpcClient["call"]>(
    () => async (method, input) => {
      try {
        return await client.call(method, input);
      } catch (error) {
        if (isWaykeyError(error, "vault/locked")) setLockedCount((count) => count + 1);
        throw error;
      }
    },
    [client],
  );
  const rpc = useMemo(() => ({ call, lockedCount }), [call, lockedCount]);
  return <RpcContext.Provider value={rpc}>{props.children}</RpcContext.Provider>;
}

/** @throws TypeError outside an RpcProvider */
export function useRpc(): Rpc {
  const rpc = useContext(RpcContext);
  if (rpc === null) throw new TypeError("useRpc is called outside an RpcProvider");
  return rpc;
}
