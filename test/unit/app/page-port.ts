// The page's end of a ceremony, and what a page asks for.

import type { Requester } from "../../../lib/app/ceremony-state.ts";
import type { ReplyPort } from "../../../lib/app/waiting-pages.ts";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import type {
  CeremonyCall,
  CeremonyOutcome,
  CeremonyReply,
} from "../../../lib/rpc/ceremony-messages.ts";
import type { PasskeyRecord } from "../../../lib/vault/schema.ts";
import type {
  AuthenticationResponseJSON,
  CreationOptionsJSON,
  RegistrationResponseJSON,
  RequestOptionsJSON,
} from "../../../lib/webauthn/json-types.ts";
import type { ScreenAfterFill } from "../../../lib/rpc/page-messages.ts";
import { makeCredential } from "../../../lib/webauthn/make-credential.ts";
import { CREATION, creationRequest, ORIGIN, REQUEST } from "../webauthn/ceremony-fixtures.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";
import { START } from "./kit.ts";

export const PAGE: Requester = {
  tabId: 1,
  frameId: 0,
  documentId: "document-1",
  origin: ORIGIN,
  topOrigin: ORIGIN,
};

/** A screen that follows a fill, of which nothing more is known than its kind. */
export function screen(
  kind: ScreenAfterFill["kind"],
  changes: Partial<ScreenAfterFill> = {},
): ScreenAfterFill {
  return { kind, saysEnrolled: false, isHandedIn: false, ...changes };
}

export const NATIVE: CeremonyOutcome = { kind: "native" };
export const NOT_ALLOWED: CeremonyOutcome = { kind: "error", name: "NotAllowedError" };

export function creation(options: Partial<CreationOptionsJSON> = {}): CeremonyCall {
  return { kind: "create", mediation: "modal", options: { ...CREATION, ...options } };
}

export function request(options: Partial<RequestOptionsJSON> = {}): CeremonyCall {
  return { kind: "get", mediation: "modal", options: { ...REQUEST, ...options } };
}

/** Keeps what the worker says, as the bridge would get it: through JSON. */
export class PagePort implements ReplyPort {
  readonly replies: CeremonyReply[] = [];
  /** The page takes its time for its outcome. */
  isSlow = false;
  readonly #closing = Promise.withResolvers<void>();
  #isOpen = true;

  send(reply: CeremonyReply): void {
    if (!this.#isOpen) return;
    this.replies.push(JSON.parse(JSON.stringify(reply)) as CeremonyReply);
    // As the bridge does, unless it is told to be slow; what is sent after it is kept to be seen.
    if (reply.type === "outcome" && !this.isSlow) this.#closing.resolve();
  }

  /** Nothing more comes of it, as when the worker at the other end has died. */
  close(): void {
    this.#isOpen = false;
    this.#closing.resolve();
  }

  untilClosed(): Promise<void> {
    return this.#closing.promise;
  }

  isOpen(): boolean {
    return this.#isOpen;
  }

  get isAccepted(): boolean {
    return this.replies.some((reply) => reply.type === "accepted");
  }

  /** Undefined while there is none. @throws RangeError if there is more than one */
  get outcome(): CeremonyOutcome | undefined {
    const outcomes = this.replies.filter((reply) => reply.type === "outcome");
    if (outcomes.length > 1) throw new RangeError("a page must get one outcome");
    return outcomes[0]?.outcome;
  }
}

export function created(port: PagePort): RegistrationResponseJSON {
  if (port.outcome?.kind !== "created") throw new RangeError("port must have got a new passkey");
  return port.outcome.response;
}

export function asserted(port: PagePort): AuthenticationResponseJSON {
  if (port.outcome?.kind !== "asserted") throw new RangeError("port must have got a signature");
  return port.outcome.response;
}

/** A passkey that was made at ORIGIN, and the site's view of its registration. */
export function heldPasskey(id: string, change: Partial<PasskeyRecord> = {}) {
  const { passkey, response } = makeCredential(creationRequest(), createSeededRandom(id));
  const record: PasskeyRecord = {
    kind: "passkey",
    id,
    accountId: null,
    ...passkey,
    credentialId: encodeBase64url(passkey.credentialId),
    userHandle: encodeBase64url(passkey.userHandle),
    privateKey: encodeBase64url(passkey.privateKey),
    prfSecrets:
      passkey.prfSecrets === null
        ? null
        : {
            verified: encodeBase64url(passkey.prfSecrets.verified),
            unverified: encodeBase64url(passkey.prfSecrets.unverified),
          },
    largeBlob: null,
    hidden: null,
    transports: [...passkey.transports],
    label: id,
    lastUsedAt: null,
    origins: [ORIGIN],
    createdAt: START,
    updatedAt: START,
    ...change,
  };
  return { record, response };
}
