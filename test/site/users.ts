// Accounts of one role. Passwords are hashed by scrypt at a cost fit for tests; an unknown e-mail
// costs the same work as a wrong password, so the two cannot be told apart.

import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { Role } from "./hosts.ts";
import type { Method } from "./methods.ts";
import type { Channel } from "./phone.ts";
import type { StoredCredential } from "./stored-credential.ts";
import type { Totp } from "./totp.ts";

export interface User {
  readonly role: Role;
  readonly email: string;
  /** The WebAuthn user.id: 32 random bytes, fixed for the account. */
  readonly handle: Uint8Array<ArrayBuffer>;
  readonly salt: Buffer;
  readonly passwordHash: Buffer;
  totp: Totp | null;
  phone: { readonly number: string; channel: Channel } | null;
  credentials: StoredCredential[];
  recoveryHash: Buffer | null;
  lastMethod: Method | null;
  /** Methods other than the recovery code, in the order of their first enrolment. */
  enrolled: Method[];
  exemptionGrantedAt: number | null;
}

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const weekMs = 7 * 86_400_000;

/** Hashes with Node's default scrypt cost (N 16384, r 8, p 1) to 32 bytes. */
function hashPassword(password: string, salt: Buffer): Promise<Buffer> {
  return derive(password.normalize("NFKC"), salt, 32);
}

export function normalEmail(text: string): string {
  return text.trim().toLowerCase();
}

export class UserStore {
  readonly role: Role;
  readonly #byEmail = new Map<string, User>();

  constructor(role: Role) {
    this.role = role;
  }

  all(): readonly User[] {
    return [...this.#byEmail.values()];
  }

  find(email: string): User | null {
    return this.#byEmail.get(normalEmail(email)) ?? null;
  }

  /** Makes an account, or gives null when the e-mail is taken. */
  async create(email: string, password: string): Promise<User | null> {
    const key = normalEmail(email);
    const salt = randomBytes(16);
    const passwordHash = await hashPassword(password, salt);
    if (this.#byEmail.has(key)) return null;
    const user: User = {
      role: this.role,
      email: key,
      handle: Uint8Array.from(randomBytes(32)),
      salt,
      passwordHash,
      totp: null,
      phone: null,
      credentials: [],
      recoveryHash: null,
      lastMethod: null,
      enrolled: [],
      exemptionGrantedAt: null,
    };
    this.#byEmail.set(key, user);
    return user;
  }

  /** The account whose password this is, or null. */
  async authenticate(email: string, password: string): Promise<User | null> {
    const user = this.find(email);
    const hash = await hashPassword(password, user?.salt ?? Buffer.alloc(16));
    if (user === null) return null;
    return timingSafeEqual(hash, user.passwordHash) ? user : null;
  }
}

/** True when the user has this method, the recovery code included. */
export function hasMethod(user: User, method: Method): boolean {
  if (method === "recovery") return user.recoveryHash !== null;
  return user.enrolled.includes(method);
}

/** The method to challenge first: the last used, else the first enrolled, else none. */
export function defaultMethod(user: User): Method | null {
  const last = user.lastMethod;
  if (last !== null && user.enrolled.includes(last)) return last;
  return user.enrolled[0] ?? null;
}

/** True during the week after support granted an exemption. */
export function isExempt(user: User, nowMs: number): boolean {
  return user.exemptionGrantedAt !== null && nowMs - user.exemptionGrantedAt < weekMs;
}

/** Removes every method, the recovery code and any exemption. */
export function resetMethods(user: User): void {
  user.totp = null;
  user.phone = null;
  user.credentials = [];
  user.recoveryHash = null;
  user.lastMethod = null;
  user.enrolled = [];
  user.exemptionGrantedAt = null;
}
