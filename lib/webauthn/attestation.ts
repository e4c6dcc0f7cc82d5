// The attestation object (WebAuthn §6.5.4) in the one format Waykey gives, `none` (§8.7), whatever
// conveyance the site prefers. The AAGUID stays in place: Level 3 no longer blanks it out.

import type { Bytes } from "../bytes/bytes.ts";
import { type CborValue, encodeCbor } from "../cbor/encode.ts";

/** @param authenticatorData with attested credential data */
export function encodeNoneAttestation(authenticatorData: Uint8Array): Bytes {
  return encodeCbor(
    new Map<string, CborValue>([
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", authenticatorData],
    ]),
  );
}
