// What the site keeps of a WebAuthn credential (Web Authentication Level 3, "credential record").

import type { KeyKind } from "./methods.ts";

export interface StoredCredential {
  readonly kind: KeyKind;
  /** base64url */
  readonly id: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  readonly transports: string[];
  readonly aaguid: string;
  readonly format: string;
  /** The authenticatorAttachment the client reported, if any. */
  readonly attachment: string | null;
  readonly userVerified: boolean;
  readonly backupEligible: boolean;
  backedUp: boolean;
}
