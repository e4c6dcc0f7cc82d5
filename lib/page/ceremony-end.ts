// Settles the page's promise with what Waykey answered: a credential of the page's realm, or a
// DOMException of it with a constant message.

import type { CeremonyErrorName, CeremonyOutcome } from "../rpc/ceremony-messages.ts";
import type { Natives } from "./capture.ts";
import { buildAssertion, buildRegistration, type CredentialPrototypes } from "./credential.ts";
import { ERROR_MESSAGES } from "./error-messages.ts";

export type Settle = {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/** The credentials that were built here, which the browser does not take for its own. */
export type OwnCredentials = ReturnType<Natives["newWeakSet"]>;

export type EndContext = {
  readonly natives: Natives;
  readonly prototypes: CredentialPrototypes;
  readonly ownCredentials: OwnCredentials;
};

export function makeError(natives: Natives, name: CeremonyErrorName): DOMException {
  return new natives.DOMException(ERROR_MESSAGES[name], name);
}

export function endCeremony(
  context: EndContext,
  outcome: Exclude<CeremonyOutcome, { kind: "native" }>,
  settle: Settle,
): void {
  const { natives, prototypes } = context;
  if (outcome.kind === "error") {
    settle.reject(makeError(natives, outcome.name));
    return;
  }
  let credential: object;
  try {
    credential =
      outcome.kind === "created"
        ? buildRegistration(natives, prototypes, outcome.response)
        : buildAssertion(natives, prototypes, outcome.response);
  } catch {
    // The answer could not be read: the page gets an error of the specification, not ours.
    settle.reject(makeError(natives, "UnknownError"));
    return;
  }
  context.ownCredentials.add(credential);
  settle.resolve(credential);
}
