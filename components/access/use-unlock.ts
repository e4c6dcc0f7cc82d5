// What "Unlock" does in each way there is, and which ways are open. A way that turns out to be closed
// for now gives place to the password. The worker checks every proof; nothing here decides anything.

import { useState } from "preact/hooks";
import type { LastingProof, UnlockProof, UnlockWay } from "../../lib/app/views.ts";
import { isWaykeyError } from "../../lib/errors.ts";
import { usePorts } from "../ports-context.tsx";
import { type Action, useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";

/** What closes some of the ways, and which. */
const CLOSED_BY = {
  "vault/password-due": ["device", "pin"],
  "policy/password-only": ["device", "pin"],
  "verification/pin-blocked": ["pin"],
  "verification/none": ["pin"],
  "vault/no-slot": ["device"],
  "vault/altered": ["device", "pin"],
} as const satisfies Readonly<Record<string, readonly UnlockWay[]>>;

type Closing = keyof typeof CLOSED_BY;

const CLOSINGS = Object.keys(CLOSED_BY) as readonly Closing[];

export type UseUnlockOptions = {
  /** Those that are set up, quickest first. */
  readonly ways: readonly UnlockWay[];
  /** Rejects if the proof is refused. */
  readonly onUnlock: (proof: UnlockProof) => Promise<void>;
  /** Where the device is asked, if it can't be asked in this window; else null. */
  readonly askDeviceElsewhere: (() => Promise<void>) | null;
};

export type Unlock = {
  /** The ways that are open, quickest first. */
  readonly ways: readonly UnlockWay[];
  /** The one on the screen. */
  readonly way: UnlockWay;
  /** Whether the user chose it, or was led to it, after the start. */
  readonly isSwitched: boolean;
  readonly switchTo: (way: UnlockWay) => void;
  /** Why a quicker way gave place to this one. */
  readonly closing: Closing | null;
  /** `secret` is the password, the PIN or the emergency key. */
  readonly action: Action<readonly [secret: string]>;
  /** What opened a vault whose header was altered: it may be used to reclaim it. */
  readonly altered: LastingProof | null;
  readonly forgetAltered: () => void;
};

function isClosed(way: UnlockWay, closings: readonly Closing[]): boolean {
  return closings.some((closing) => CLOSED_BY[closing].some((closed) => closed === way));
}

function isLasting(proof: UnlockProof | null): proof is LastingProof {
  return proof?.method === "password" || proof?.method === "emergency-key";
}

export function useUnlock(options: UseUnlockOptions): Unlock {
  const { call } = useRpc();
  const { device } = usePorts();
  const [chosen, setChosen] = useState<UnlockWay | null>(null);
  const [closings, setClosings] = useState<readonly Closing[]>([]);
  const [altered, setAltered] = useState<LastingProof | null>(null);
  const ways = options.ways.filter((candidate) => !isClosed(candidate, closings));
  const way = ways.find((candidate) => candidate === chosen) ?? ways[0] ?? "password";

  const prove = async (secret: string): Promise<UnlockProof> => {
    if (way === "password") return { method: way, password: secret };
    if (way === "pin") return { method: way, pin: secret };
    if (way === "emergency-key") return { method: way, emergencyKey: secret };
    return device.unlock(await call("vault.device-question", null));
  };

  const action = useAction(async (secret: string) => {
    if (way === "device" && options.askDeviceElsewhere !== null) {
      await options.askDeviceElsewhere();
      return;
    }
    let proof: UnlockProof | null = null;
    try {
      proof = await prove(secret);
      await options.onUnlock(proof);
    } catch (error) {
      if (isLasting(proof) && isWaykeyError(error, "vault/altered")) {
        setAltered(proof);
        return;
      }
      const closing = CLOSINGS.find((code) => isWaykeyError(error, code));
      if (closing === undefined || !isClosed(way, [closing])) throw error;
      setClosings([...closings, closing]);
      setChosen("password");
    }
  });

  return {
    ways,
    way,
    isSwitched: chosen !== null,
    switchTo: (next) => {
      action.clear();
      setChosen(next);
    },
    closing: closings.at(-1) ?? null,
    action,
    altered,
    forgetAltered: () => setAltered(null),
  };
}
