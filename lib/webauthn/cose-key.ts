// The COSE_Key of a P-256 public key (RFC 9053 §7.1.1, WebAuthn §5.8.5): always uncompressed.

import type { Bytes } from "../bytes/bytes.ts";
import { type CborMap, encodeCbor } from "../cbor/encode.ts";
import type { P256PublicKey } from "../crypto/p256.ts";
import { ES256 } from "./cose-algorithms.ts";

const LABEL = { kty: 1, alg: 3, crv: -1, x: -2, y: -3 } as const;
const KTY_EC2 = 2;
const CRV_P256 = 1;

/** 77 bytes of canonical CBOR. */
export function encodeCoseKey({ x, y }: P256PublicKey): Bytes {
  const key: CborMap = new Map<number, number | Uint8Array>([
    [LABEL.kty, KTY_EC2],
    [LABEL.alg, ES256],
    [LABEL.crv, CRV_P256],
    [LABEL.x, x],
    [LABEL.y, y],
  ]);
  return encodeCbor(key);
}
