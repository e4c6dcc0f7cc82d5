// What the stand-in site knows: its accounts by role, the messages it sent and the record of every
// verdict it gave. Tests read it; the routes write it.

import { roles } from "./hosts.ts";
import type { Role } from "./hosts.ts";
import type { PhoneMessage } from "./phone.ts";
import { PhoneNetwork } from "./phone.ts";
import type { StoredCredential } from "./stored-credential.ts";
import { UserStore } from "./users.ts";

export type SiteEventName =
  | "signup"
  | "password"
  | "otp"
  | "sms"
  | "voice"
  | "webauthn-create"
  | "webauthn-get"
  | "recovery"
  | "signed-in"
  | "signed-out"
  | "enrolled"
  | "reset";

export interface SiteEvent {
  readonly at: number;
  readonly host: string;
  readonly email: string;
  readonly what: SiteEventName;
  readonly ok: boolean;
  readonly detail?: string;
}

export class SiteState {
  readonly events: SiteEvent[] = [];
  readonly phones = new PhoneNetwork();
  readonly #now: () => number;
  readonly #stores: Readonly<Record<Role, UserStore>> = {
    client: new UserStore("client"),
    provider: new UserStore("provider"),
  };

  constructor(now: () => number) {
    this.#now = now;
  }

  users(role: Role): UserStore {
    return this.#stores[role];
  }

  credentials(role: Role, email: string): readonly StoredCredential[] {
    return this.users(role).find(email)?.credentials ?? [];
  }

  /** The base32 secret of the account's authenticator app, or null. */
  totpSecret(role: Role, email: string): string | null {
    return this.users(role).find(email)?.totp?.secret ?? null;
  }

  /**
   * Plays that time has gone by since the account's last code: the next one is taken though it is of the
   * same time step.
   * @throws {RangeError} when the account has no authenticator app.
   */
  forgetUsedStep(role: Role, email: string): void {
    const totp = this.users(role).find(email)?.totp ?? null;
    if (totp === null) throw new RangeError(`email: no authenticator app of ${email}`);
    totp.lastStep = -1;
  }

  /** Texts and calls, oldest first; of one number (`+1…`) or of all. */
  phoneMessages(number?: string): readonly PhoneMessage[] {
    const { messages } = this.phones;
    return number === undefined ? messages : messages.filter((sent) => sent.number === number);
  }

  /**
   * Plays Headway support: lets a provider sign in without a second factor for one week.
   * @throws {RangeError} when there is no such provider.
   */
  grantExemption(email: string): void {
    const user = this.users("provider").find(email);
    if (user === null) throw new RangeError(`email: no provider ${email}`);
    user.exemptionGrantedAt = this.#now();
  }

  record(event: Omit<SiteEvent, "at">): void {
    this.events.push({ at: this.#now(), ...event });
  }

  /** The state as JSON, without passwords, secrets, keys or hashes. */
  summary(): object {
    const describe = (role: Role) =>
      this.users(role)
        .all()
        .map((user) => ({
          email: user.email,
          enrolled: user.enrolled,
          hasRecoveryCode: user.recoveryHash !== null,
          phone: user.phone?.number ?? null,
          exemptionGrantedAt: user.exemptionGrantedAt,
          credentials: user.credentials.map((credential) => {
            const { publicKey, ...rest } = credential;
            return { ...rest, publicKeyLength: publicKey.length };
          }),
        }));
    return {
      events: this.events,
      users: Object.fromEntries(roles.map((role) => [role, describe(role)])),
      messages: this.phones.messages,
    };
  }
}
