// A passkey as the ceremonies see it: what creating one yields, and what signing with one needs.

import type { Bytes } from "../bytes/bytes.ts";
import type { ES256 } from "./cose-algorithms.ts";
import type { Attachment } from "./json-types.ts";
import type { RpId } from "./rp-id.ts";

/** The part of a credential source (WebAuthn §4) that an assertion needs. */
export type SigningPasskey = {
  readonly credentialId: Bytes;
  readonly userHandle: Bytes;
  /** P-256 scalar, 32 bytes big-endian. */
  readonly privateKey: Bytes;
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
  readonly algorithm: typeof ES256;
  readonly transports: readonly string[];
};
