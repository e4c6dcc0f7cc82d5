// The AAGUID that names Waykey as the kind of authenticator (WebAuthn §6.5.2). It is a random UUID,
// the same in every installation and version, so it tells a site which product it deals with and
// nothing about the person.

import type { Bytes } from "../bytes/bytes.ts";
import { decodeHex } from "../bytes/hex.ts";

export const WAYKEY_AAGUID = "8882489d-dcf3-42a1-8e94-22d3dcbc96ae";

/** The AAGUID's 16 bytes. */
export function waykeyAaguidBytes(): Bytes {
  return decodeHex(WAYKEY_AAGUID.replaceAll("-", ""));
}
