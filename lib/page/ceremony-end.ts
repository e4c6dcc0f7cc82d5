// Settles the page's promise with what Waykey answered: a credential of the page's realm, or a
// DOMException of it with a constant message.

import type { CeremonyErrorName, ShimOutcome } from "../rpc/ceremony-messages.ts";
import { NativeDOMException } from "./capture.ts";
import { buildCredential, type CredentialPrototypes } from "./credential.ts";

export type Settle = {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/** The credentials that were built here, which the browser does not take for its own: few, since a person allows each. */
export type OwnCredentials = unknown[];

export type EndContext = {
  readonly prototypes: CredentialPrototypes;
  readonly ownCredentials: OwnCredentials;
};

export function makeError(error: {
  readonly name: CeremonyErrorName;
  readonly message: string;
}): DOMException {
  return new NativeDOMException(error.message, error.name);
}

export function endCeremony(
  context: EndContext,
  outcome: Exclude<ShimOutcome, { kind: "native" }>,
  settle: Settle,
): void {
  const { prototypes } = context;
  if (outcome.kind === "error") {
    settle.reject(makeError(outcome));
    return;
  }
  try {
    const credential = buildCredential(prototypes, outcome);
    const { ownCredentials } = context;
    ownCredentials[ownCredentials.length] = credential;
    settle.resolve(credential);
  } catch {
    // The page has left no memory for it.
    settle.reject(makeError({ name: "UnknownError", message: "" }));
  }
}
