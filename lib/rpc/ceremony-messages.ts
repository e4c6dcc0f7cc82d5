// What travels for one WebAuthn call: page shim <-> bridge over a MessagePort, and bridge <-> worker
// over an extension port. Only plain JSON data; who is asking is never in a message, the browser
// says that of the sender.

import type {
  AuthenticationResponseJSON,
  CreationOptionsJSON,
  RegistrationResponseJSON,
  RequestOptionsJSON,
} from "../webauthn/json-types.ts";

/** The DOMException names a ceremony can end in (WebAuthn §5.1.3, §5.1.4). */
export type CeremonyErrorName =
  | "NotAllowedError"
  | "InvalidStateError"
  | "NotSupportedError"
  | "SecurityError"
  | "ConstraintError"
  | "UnknownError";

export type CeremonyOutcome =
  /** The browser's own WebAuthn shall answer, with the page's original arguments. */
  | { readonly kind: "native" }
  | { readonly kind: "created"; readonly response: RegistrationResponseJSON }
  | { readonly kind: "asserted"; readonly response: AuthenticationResponseJSON }
  | { readonly kind: "error"; readonly name: CeremonyErrorName };

export type CeremonyCall =
  | { readonly kind: "create"; readonly options: CreationOptionsJSON }
  | { readonly kind: "get"; readonly options: RequestOptionsJSON };

/** Page shim to bridge. `id` counts the calls of one document. */
export type ShimMessage =
  | { readonly type: "call"; readonly id: number; readonly call: CeremonyCall }
  | { readonly type: "abort"; readonly id: number }
  | { readonly type: "has-vault"; readonly id: number };

/** Bridge to page shim. `heard` comes at once for every message, or the bridge is gone. */
export type BridgeMessage =
  | { readonly type: "heard"; readonly id: number }
  | { readonly type: "outcome"; readonly id: number; readonly outcome: CeremonyOutcome }
  | { readonly type: "has-vault"; readonly id: number; readonly value: boolean };

/** The name of the extension port that carries one ceremony. */
export const CEREMONY_PORT = "ceremony";

/** Bridge to worker, over the port named CEREMONY_PORT. The first message is `start` or `resume`. */
export type CeremonyRequest =
  | { readonly type: "start"; readonly build: string; readonly call: CeremonyCall }
  | { readonly type: "resume"; readonly build: string; readonly ceremonyId: string }
  | { readonly type: "abort" };

/** Worker to bridge. `accepted` must come within one second of `start`, or the call goes native. */
export type CeremonyReply =
  | { readonly type: "accepted"; readonly ceremonyId: string }
  | { readonly type: "outcome"; readonly outcome: CeremonyOutcome };
