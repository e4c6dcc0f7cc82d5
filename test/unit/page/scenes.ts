// Scenes whose ports are closed after each test, and the options most calls of a page have.

import { afterEach } from "vitest";
import type { CeremonyCall, CeremonyOutcome } from "../../../lib/rpc/ceremony-messages.ts";
import { type ShimScene, startScene } from "./fake-bridge.ts";

/** To be called once in a test file; the answer starts a scene. */
export function useScenes(): typeof startScene {
  const scenes: ShimScene[] = [];
  afterEach(() => {
    for (const { bridge } of scenes.splice(0)) bridge.close();
  });
  return (...args) => {
    const started = startScene(...args);
    scenes.push(started);
    return started;
  };
}

export const creation = (more: object = {}): Record<string, unknown> => ({
  rp: { name: "Headway", id: "headway.co" },
  user: { id: new Uint8Array([1, 2, 3]), name: "pat@example.com", displayName: "Pat" },
  challenge: new Uint8Array([0xfb, 0xff]).buffer,
  pubKeyCredParams: [{ type: "public-key", alg: -7 }],
  ...more,
});

export const request = (more: object = {}): Record<string, unknown> => ({
  challenge: new Uint8Array([9]),
  ...more,
});

/** Answers the next message of the shim, which must be a call. */
export async function answerNext(
  { bridge }: Pick<ShimScene, "bridge">,
  outcome: CeremonyOutcome,
): Promise<{ readonly id: number; readonly call: CeremonyCall }> {
  const message = await bridge.next();
  if (message.type !== "call") throw new TypeError("the shim sent no call");
  const { id, call } = message;
  if (call === null) throw new TypeError("the call is not whole");
  bridge.answer({ type: "outcome", id, outcome });
  return { id, call };
}
