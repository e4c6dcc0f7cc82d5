// A passkey as the ceremonies see it: what creating one yields, and what signing with one needs.

import type { Bytes } from "../bytes/bytes.ts";
import type { PasskeyAlgorithm } from "./cose-algorithms.ts";
import type { Attachment } from "./json-types.ts";
import type { PrfSecrets } from "./prf.ts";
import type { RpId } from "./rp-id.ts";

/** The part of a credential source (WebAuthn §4) that an assertion needs. */
export type SigningPasskey = {
  readonly credentialId: Bytes;
  readonly userHandle: Bytes;
  readonly algorithm: PasskeyAlgorithm;
  /** 32 bytes: a P-256 scalar, big-endian, or an Ed25519 seed. */
  readonly privateKey: Bytes;
  /** Null for a passkey made without them, which cannot answer the `prf` extension. */
  readonly prfSecrets: PrfSecrets | null;
  /** What the site keeps in it, at most 2,048 bytes; null: nothing was ever written. */
  readonly largeBlob: Bytes | null;
  /** What it was created as, and answers as for ever. */
  readonly attachment: Attachment;
  readonly backupEligible: boolean;
  readonly backupState: boolean;
};

export type NewPasskey = SigningPasskey & {
  readonly rpId: RpId;
  readonly rpName: string;
  readonly userName: string;
  readonly userDisplayName: string;
  readonly transports: readonly string[];
};
