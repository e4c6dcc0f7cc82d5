// What "Allow" does: proves that it is the user in the way on the screen, and sends the decision with
// the proof. The worker checks the proof; nothing here decides anything.

import { useState } from "preact/hooks";
import type { CeremonyView, VerificationMethod, VerificationProof } from "../../lib/app/views.ts";
import { isWaykeyError } from "../../lib/errors.ts";
import { usePorts } from "../ports-context.tsx";
import { type Action, useAction } from "../use-action.ts";
import { useRpc } from "../use-rpc.tsx";

/** Mostly the window is gone by then. */
const BUSY_AFTER_MS = 150;

export type Allow = {
  /** The ways there are, best first; empty if the user need not be verified. */
  readonly methods: readonly VerificationMethod[];
  /** The one on the screen. */
  readonly method: VerificationMethod | null;
  /** Whether the user chose it, or was led to it, after the start. */
  readonly isSwitched: boolean;
  readonly switchTo: (method: VerificationMethod) => void;
  readonly isPinBlocked: boolean;
  /** `secret` is the PIN or the password. */
  readonly action: Action<readonly [passkeyId: string | null, secret: string]>;
};

export function useAllow(view: CeremonyView, onView: (view: CeremonyView) => void): Allow {
  const { call } = useRpc();
  const { device } = usePorts();
  const [chosen, setChosen] = useState<VerificationMethod | null>(null);
  const [blocked, setBlocked] = useState(false);
  const isPinBlocked = view.pinBlocked || blocked;
  const methods = view.verification.filter((method) => method !== "pin" || !isPinBlocked);
  const method = methods.find((candidate) => candidate === chosen) ?? methods[0] ?? null;

  const prove = async (method: VerificationMethod, secret: string): Promise<VerificationProof> => {
    if (method === "password") return { method, password: secret };
    if (method === "pin") return { method, pin: secret };
    const challenge = await call("verification.challenge", null);
    return { method, assertion: await device.verify(challenge) };
  };

  const action = useAction(async (passkeyId: string | null, secret: string) => {
    try {
      // Where nothing is to be proven the decision goes out at once.
      const proof = method === null ? null : await prove(method, secret);
      onView(await call("ceremony.allow", { id: view.id, passkeyId, proof }));
    } catch (error) {
      // An earlier verification no longer counts: the ways to give another come with the view.
      if (isWaykeyError(error, "ceremony/verification")) {
        onView(await call("ceremony.show", { id: view.id }));
      }
      if (!isWaykeyError(error, "verification/pin-blocked")) throw error;
      setBlocked(true);
      setChosen("password");
    }
  }, BUSY_AFTER_MS);

  return {
    methods,
    method,
    isSwitched: chosen !== null,
    switchTo: (next) => {
      action.clear();
      setChosen(next);
    },
    isPinBlocked,
    action,
  };
}
