// Cookie sessions of the stand-in site. An identifier is 32 random bytes, belongs to one host and
// is replaced whenever the visitor's rights change; everything half-done (a challenge, a secret
// being enrolled, a WebAuthn ceremony) lives here and nowhere else.

import { randomBytes } from "node:crypto";
import type { BarcodeFormat } from "./barcode.ts";
import type { KeyKind, Method } from "./methods.ts";
import type { PhoneCode } from "./phone.ts";

const makeUps = ["form", "react", "boxes"] as const;
export type MakeUp = (typeof makeUps)[number];

/** The second step of a login: the password was right, a method is being asked for. */
export interface LoginChallenge {
  readonly email: string;
  readonly expiresAt: number;
  method: Method;
  attempts: number;
  phoneCode: PhoneCode | null;
}

/** A WebAuthn challenge (base64url) that is waiting for its one answer. */
export interface Ceremony {
  readonly purpose: "create" | "get" | "lab";
  readonly kind: KeyKind | null;
  readonly challenge: string;
  readonly expiresAt: number;
}

/** A new recovery code that the user has to record; `code` is null once it was shown. */
export interface RecoveryStep {
  code: string | null;
  readonly heading: string;
  readonly next: string;
}

export interface Session {
  readonly host: string;
  id: string;
  csrf: string;
  expiresAt: number;
  makeUp: MakeUp | null;
  barcode: BarcodeFormat;
  /** The signed-in account, or null. */
  email: string | null;
  login: LoginChallenge | null;
  newTotp: { readonly secret: string; attempts: number } | null;
  newPhone: { readonly code: PhoneCode; attempts: number } | null;
  ceremony: Ceremony | null;
  recovery: RecoveryStep | null;
  /** A message for the next page. */
  notice: string | null;
}

const lifeMs = 8 * 3_600_000;

function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

export function isMakeUp(value: unknown): value is MakeUp {
  return makeUps.some((makeUp) => makeUp === value);
}

export class SessionStore {
  readonly #now: () => number;
  readonly #byId = new Map<string, Session>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The session with this identifier on this host, unless it ran out. */
  find(id: string, host: string): Session | null {
    const session = this.#byId.get(id);
    if (session === undefined || session.host !== host) return null;
    if (this.#now() <= session.expiresAt) return session;
    this.#byId.delete(id);
    return null;
  }

  open(host: string): Session {
    const session: Session = {
      host,
      id: randomToken(),
      csrf: randomToken(),
      expiresAt: this.#now() + lifeMs,
      makeUp: null,
      barcode: "svg",
      email: null,
      login: null,
      newTotp: null,
      newPhone: null,
      ceremony: null,
      recovery: null,
      notice: null,
    };
    this.#byId.set(session.id, session);
    return session;
  }

  /** Gives the session a new identifier and CSRF token and forgets whatever was half-done. */
  rotate(session: Session): void {
    this.#byId.delete(session.id);
    session.id = randomToken();
    session.csrf = randomToken();
    session.expiresAt = this.#now() + lifeMs;
    session.email = null;
    session.login = null;
    session.newTotp = null;
    session.newPhone = null;
    session.ceremony = null;
    session.recovery = null;
    session.notice = null;
    this.#byId.set(session.id, session);
  }

  /** Ends every other session of the account that this session is signed in to. */
  endOthers(session: Session): void {
    for (const other of this.#byId.values()) {
      const email = other.email ?? other.login?.email;
      const sameAccount = other.host === session.host && email === session.email;
      if (other !== session && sameAccount) this.#byId.delete(other.id);
    }
  }
}
