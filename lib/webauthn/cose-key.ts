// The COSE_Key of a passkey's public key (RFC 9053 §7.1.1 and §7.2, WebAuthn §5.8.5): P-256 always
// uncompressed, and Ed25519.

import type { Bytes } from "../bytes/bytes.ts";
import { type CborMap, encodeCbor } from "../cbor/encode.ts";
import type { P256PublicKey } from "../crypto/p256.ts";
import { EDDSA, ES256 } from "./cose-algorithms.ts";

const LABEL = { kty: 1, alg: 3, crv: -1, x: -2, y: -3 } as const;
const KTY_OKP = 1;
const KTY_EC2 = 2;
const CRV_P256 = 1;
const CRV_ED25519 = 6;

/** 77 bytes of canonical CBOR. */
export function encodeP256CoseKey({ x, y }: P256PublicKey): Bytes {
  const key: CborMap = new Map<number, number | Uint8Array>([
    [LABEL.kty, KTY_EC2],
    [LABEL.alg, ES256],
    [LABEL.crv, CRV_P256],
    [LABEL.x, x],
    [LABEL.y, y],
  ]);
  return encodeCbor(key);
}

/** @param x the public key's 32 bytes @returns 42 bytes of canonical CBOR */
export function encodeEd25519CoseKey(x: Uint8Array): Bytes {
  const key: CborMap = new Map<number, number | Uint8Array>([
    [LABEL.kty, KTY_OKP],
    [LABEL.alg, EDDSA],
    [LABEL.crv, CRV_ED25519],
    [LABEL.x, x],
  ]);
  return encodeCbor(key);
}
