// The private key of a passkey in PKCS #8 (RFC 5958), as programs exchange it: on P-256 with RFC 5915 inside it, or
// an Ed25519 seed by RFC 8410. Read and written without a library: one form of DER is all there is to it. A public
// key that is stated must be the private one's.

import { type Bytes, concatBytes, copyBytes, equalBytes } from "../bytes/bytes.ts";
import { decodeHex } from "../bytes/hex.ts";
import { WaykeyError } from "../errors.ts";
import { ed25519PublicKey } from "./ed25519.ts";
import { isP256PrivateKey, p256PublicKey } from "./p256.ts";

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;
const PUBLIC_KEY = 0xa1;
const IMPLICIT_PUBLIC_KEY = 0x81;
/** id-ecPublicKey, 1.2.840.10045.2.1 */
const EC_PUBLIC_KEY = new Uint8Array([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]);
/** id-Ed25519, 1.3.101.112 */
const ED25519 = new Uint8Array([0x2b, 0x65, 0x70]);
/** secp256r1, 1.2.840.10045.3.1.7 */
const P256 = new Uint8Array([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]);

/** Version 0, id-ecPublicKey on secp256r1, and in an octet string version 1 and the key's own. */
const P256_PRIVATE = decodeHex(
  "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420",
);
/** A bit string without unused bits, of an uncompressed point. */
const P256_PUBLIC = decodeHex("a14403420004");
/** Version 0, id-Ed25519, and an octet string within one. */
const ED25519_PRIVATE = decodeHex("302e020100300506032b657004220420");
const ED25519_SEED_LENGTH = 32;

type Element = { readonly tag: number; readonly content: Bytes };

/** By its COSE algorithm (RFC 9053 §2): ES256, the scalar; EdDSA, the seed. 32 bytes either way. */
export type PasskeyKey = { readonly algorithm: -7 | -8; readonly privateKey: Bytes };

/**
 * @throws WaykeyError `entry/passkey-kind` for a key of another kind; `entry/passkey-key` for one that is damaged, or
 *   whose public key is another one's
 */
export function parsePkcs8(pkcs8: Bytes): PasskeyKey {
  const [info, ...after] = readElements(pkcs8);
  const [version, algorithm, key, ...options] = readElements(contentOf(info, SEQUENCE));
  if (after.length > 0 || version?.tag !== INTEGER) throw damaged();
  const [kind, curve] = readElements(contentOf(algorithm, SEQUENCE));
  const oid = contentOf(kind, OBJECT_IDENTIFIER);
  const inner = contentOf(key, OCTET_STRING);
  if (equalBytes(oid, ED25519) && curve === undefined) {
    return { algorithm: -8, privateKey: parseEd25519(inner, options) };
  }
  const isP256 =
    equalBytes(oid, EC_PUBLIC_KEY) &&
    curve?.tag === OBJECT_IDENTIFIER &&
    equalBytes(curve.content, P256);
  if (isP256) return { algorithm: -7, privateKey: parseP256(inner) };
  throw new WaykeyError("entry/passkey-kind", "The key is neither on P-256 nor Ed25519's");
}

/** RFC 5915 §3 */
function parseP256(inner: Bytes): Bytes {
  const [ecKey] = readElements(inner);
  const [version, scalar, ...options] = readElements(contentOf(ecKey, SEQUENCE));
  if (version?.tag !== INTEGER) throw damaged();
  const privateKey = copyBytes(contentOf(scalar, OCTET_STRING));
  if (!isP256PrivateKey(privateKey)) throw damaged();
  const stated = options.find(({ tag }) => tag === PUBLIC_KEY);
  if (stated !== undefined) checkPublicKey(stated.content, privateKey);
  return privateKey;
}

/** RFC 8410 §7; of RFC 5958's options the public key alone says something. */
function parseEd25519(inner: Bytes, options: readonly Element[]): Bytes {
  const [seed, ...after] = readElements(inner);
  const privateKey = copyBytes(contentOf(seed, OCTET_STRING));
  if (privateKey.length !== ED25519_SEED_LENGTH || after.length > 0) throw damaged();
  const stated = options.find(({ tag }) => tag === IMPLICIT_PUBLIC_KEY)?.content;
  // No unused bits, and the key.
  const own = concatBytes(new Uint8Array([0]), ed25519PublicKey(privateKey));
  if (stated !== undefined && !equalBytes(stated, own)) throw damaged();
  return privateKey;
}

function checkPublicKey(stated: Bytes, privateKey: Bytes): void {
  const [bits] = readElements(stated);
  const { x, y } = p256PublicKey(privateKey);
  // No unused bits, an uncompressed point.
  const own = concatBytes(new Uint8Array([0, 4]), x, y);
  if (!equalBytes(contentOf(bits, BIT_STRING), own)) throw damaged();
}

function contentOf(element: Element | undefined, tag: number): Bytes {
  if (element?.tag !== tag) throw damaged();
  return element.content;
}

/** The elements that follow one another. */
function readElements(der: Bytes): readonly Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < der.length;) {
    const tag = der[at] ?? 0;
    let length = der[at + 1] ?? der.length;
    at += 2;
    if (length === 0x81) length = der[at++] ?? der.length;
    else if (length > 0x81) throw damaged();
    if (at + length > der.length) throw damaged();
    elements.push({ tag, content: der.subarray(at, at + length) });
    at += length;
  }
  return elements;
}

function damaged(): WaykeyError {
  return new WaykeyError("entry/passkey-key", "The passkey's key is damaged");
}

/**
 * @param privateKey the scalar, 32 bytes big-endian
 * @throws WaykeyError `webauthn/key` for what is no scalar
 */
export function formatP256Pkcs8(privateKey: Bytes): Bytes {
  const { x, y } = p256PublicKey(privateKey);
  return concatBytes(P256_PRIVATE, privateKey, P256_PUBLIC, x, y);
}

/** @param seed 32 bytes (RFC 8032) */
export function formatEd25519Pkcs8(seed: Bytes): Bytes {
  if (seed.length !== ED25519_SEED_LENGTH) throw new RangeError("seed must be 32 bytes");
  return concatBytes(ED25519_PRIVATE, seed);
}
