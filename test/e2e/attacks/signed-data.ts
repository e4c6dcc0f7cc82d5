// What an authenticator's answer says, read byte by byte and by nothing of Waykey's.

import type { LabOutcome } from "../rig/lab.ts";

type Answer = {
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData?: string;
    readonly attestationObject?: string;
  };
};

export type ClientData = {
  readonly type: string;
  readonly origin: string;
  readonly crossOrigin?: boolean;
  readonly topOrigin?: string;
};

function answerOf(outcome: LabOutcome): Answer {
  if (!outcome.ok) throw new Error(`The call failed: ${outcome.error.name}`);
  return outcome.credential as unknown as Answer;
}

export function clientDataOf(outcome: LabOutcome): ClientData {
  const text = answerOf(outcome).response.clientDataJSON;
  return JSON.parse(Buffer.from(text, "base64url").toString()) as ClientData;
}

/** Flags and counter of an assertion (WebAuthn §6.1). */
export function assertionFlagsOf(outcome: LabOutcome): { flags: number; signCount: number } {
  const bytes = Buffer.from(answerOf(outcome).response.authenticatorData ?? "", "base64url");
  return { flags: bytes.readUInt8(32), signCount: bytes.readUInt32BE(33) };
}

export const FLAG = { up: 0x01, uv: 0x04, be: 0x08, bs: 0x10 } as const;
