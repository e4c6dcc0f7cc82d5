// What travels for a WebAuthn call: page shim <-> bridge over a MessagePort, and bridge <-> worker over
// an extension port. Only plain JSON data; who is asking is never in a message, the browser says that
// of the sender. The one thing about the caller that the bridge adds is `crossOrigin`, which the
// browser tells the isolated world and not the worker.

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
  | "SyntaxError"
  | "UnknownError";

export type CeremonyOutcome =
  /** The browser's own WebAuthn shall answer, with the page's original arguments. */
  | { readonly kind: "native" }
  | { readonly kind: "created"; readonly response: RegistrationResponseJSON }
  | { readonly kind: "asserted"; readonly response: AuthenticationResponseJSON }
  | { readonly kind: "error"; readonly name: CeremonyErrorName };

/**
 * `conditional` (WebAuthn §5.1.3, §5.1.4): a `get` waits in the bridge until the user asks for it in
 * the toolbar popup, while the browser's own runs beside it; a `create` is granted or not, at once and
 * without asking.
 */
export type Mediation = "modal" | "conditional";

export type CeremonyCall =
  | {
      readonly kind: "create";
      readonly mediation: Mediation;
      readonly options: CreationOptionsJSON;
    }
  | { readonly kind: "get"; readonly mediation: Mediation; readonly options: RequestOptionsJSON };

/** The three signal methods (WebAuthn §5.1.10), with arguments the browser itself has accepted. */
export type PasskeySignal =
  | { readonly kind: "unknown-credential"; readonly rpId: string; readonly credentialId: string }
  | {
      readonly kind: "all-accepted-credentials";
      readonly rpId: string;
      readonly userId: string;
      readonly allAcceptedCredentialIds: readonly string[];
    }
  | {
      readonly kind: "current-user-details";
      readonly rpId: string;
      readonly userId: string;
      readonly name: string;
      readonly displayName: string;
    };

/** The same as the page's script tells it: which method, and what the browser read of its options. */
export type RawSignal = {
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
};

/** What the shim finds of its own override, in the order in which trouble is looked for. */
export type OverrideState =
  /** The page's Permissions Policy forbids to make passkeys, to use them, or both. */
  | "not-allowed"
  /** Our functions are where a page's call finds them. */
  | "in-place"
  /** Something else, a page's script or another extension, stands before ours and can be undone. */
  | "replaced"
  /** As `replaced`, and defined so that nothing can put ours there. */
  | "locked";

/** PublicKeyCredentialClientCapabilities (WebAuthn §5.1.7). */
export type Capabilities = Readonly<Record<string, boolean>>;

/** Page shim to bridge, as it is parsed. `id` counts the messages of one document that want an answer. */
export type ShimMessage =
  /** Null: one that Waykey can't serve. */
  | { readonly type: "call"; readonly id: number; readonly call: CeremonyCall | null }
  | { readonly type: "abort"; readonly id: number }
  /** Sent while a ceremony waits: only `heard` is wanted. */
  | { readonly type: "ping"; readonly id: number }
  /** With the browser's own capabilities, if Waykey's are to be added to them. */
  | { readonly type: "has-vault"; readonly id: number; readonly capabilities: Capabilities | null }
  | { readonly type: "signal"; readonly id: number; readonly signal: PasskeySignal | null }
  /** The answer to the bridge's `check` of that id. */
  | { readonly type: "checked"; readonly id: number; readonly state: OverrideState };

/** Plain data in which `{ $bytes: base64 }` stands for an ArrayBuffer. */
export type DataWithBytes = unknown;

/** An object of WebAuthn's interfaces, by the names of its members: what each attribute is, what each method answers. */
export type ObjectParts = {
  readonly attributes: Readonly<Record<string, DataWithBytes>>;
  readonly methods: Readonly<Record<string, DataWithBytes>>;
};

/** What the page's promise is to be settled with, so that the shim has nothing to convert but bytes. */
export type ShimOutcome =
  | { readonly kind: "native" }
  | {
      readonly kind: "created" | "asserted";
      /** All of PublicKeyCredential but its `response`. */
      readonly credential: ObjectParts;
      readonly response: ObjectParts;
    }
  | { readonly kind: "error"; readonly name: CeremonyErrorName; readonly message: string };

/**
 * Bridge to page shim. `heard` comes at once for every message but `checked`, or the bridge is gone.
 * `check` asks for a `checked`; its ids are the bridge's own.
 */
export type BridgeMessage =
  | { readonly type: "heard"; readonly id: number }
  | { readonly type: "outcome"; readonly id: number; readonly outcome: ShimOutcome }
  | {
      readonly type: "has-vault";
      readonly id: number;
      readonly value: boolean;
      readonly capabilities: Capabilities | null;
    }
  | { readonly type: "check"; readonly id: number };

/** The name of the extension port that carries one ceremony. */
export const CEREMONY_PORT = "ceremony";

/** Bridge to worker, over the port named CEREMONY_PORT. The first message is `start` or `resume`. */
export type CeremonyRequest =
  | {
      readonly type: "start";
      readonly build: string;
      readonly call: CeremonyCall;
      /** Whether any frame above the caller's is of another origin. */
      readonly crossOrigin: boolean;
    }
  | { readonly type: "resume"; readonly build: string; readonly ceremonyId: string }
  | { readonly type: "abort" };

/** Worker to bridge. `accepted` must come within one second of `start`, or the call goes native. */
export type CeremonyReply =
  | { readonly type: "accepted"; readonly ceremonyId: string }
  | { readonly type: "outcome"; readonly outcome: CeremonyOutcome };
