// A passkey of a Proton Pass export. Its key is a COSE key (RFC 9052 §7) within MessagePack, which stands in MessagePack with the
// version of that form (passkey_handling and protonpasskey of proton-pass-common). The public key in it must be the
// private one's.

import { encodeBase64url } from "../../bytes/base64url.ts";
import { type Bytes, equalBytes } from "../../bytes/bytes.ts";
import { encodeUtf8 } from "../../bytes/utf8.ts";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { hmacSha256 } from "../../crypto/hmac.ts";
import { isP256PrivateKey, p256PublicKey } from "../../crypto/p256.ts";
import { formatEd25519Pkcs8, formatP256Pkcs8 } from "../../crypto/pkcs8.ts";
import { WaykeyError } from "../../errors.ts";
import { bytesOfBase64 } from "./encoded.ts";
import { entryOrRefusal, type ForeignEntry } from "./entry.ts";
import { at, listAt, textAt } from "./json.ts";
import { parseMessagePack } from "./message-pack.ts";
import { nameOf } from "./otp-fields.ts";
import { entryOfPasskey, type PasskeyFields } from "./passkey.ts";

const KNOWN_VERSION = 1;
/** Labels of the parameters of a COSE key (RFC 9053 §7). */
const [X, Y, D] = [-2, -3, -4];
const KEY_LENGTH = 32;

export function readProtonPasskey(passkey: unknown): ForeignEntry {
  const [rpId, userName] = [textAt(passkey, "rpId"), textAt(passkey, "userName")];
  return entryOrRefusal(nameOf(rpId, userName), () => {
    const packed = unpack(textAt(passkey, "content"));
    return entryOfPasskey({
      rpId: textAt(packed, "rid") || rpId,
      rpName: textAt(passkey, "rpName"),
      credentialId: bytesOf(at(packed, "cid")),
      userHandle: encodeBase64url(bytesOf(at(packed, "uhd"))),
      userName,
      userDisplayName: textAt(passkey, "userDisplayName"),
      key: pkcs8Of(at(packed, "key")),
      counter: Number(textAt(packed, "cnt") || "0"),
      ...readPrfKeys(packed),
    });
  });
}

/** @throws WaykeyError `entry/passkey-kind` for a version that is not known; `entry/unreadable` */
function unpack(content: string): unknown {
  const outer = parseMessagePack(bytesOfBase64(content));
  if (at(outer, "v") !== KNOWN_VERSION) {
    throw new WaykeyError(
      "entry/passkey-kind",
      "The passkey is packed in a form that is not known",
    );
  }
  return parseMessagePack(bytesOf(at(outer, "c")));
}

/** In base64url. @throws WaykeyError `entry/passkey-kind`, `entry/passkey-key` */
function pkcs8Of(key: unknown): string {
  const parameters = new Map(
    listAt(key, "par").map((pair) => {
      const [label, value] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
      return [at(label, "c"), at(value, "t") === "bytes" ? bytesOf(at(value, "c")) : null] as const;
    }),
  );
  const [x, y, d] = [X, Y, D].map((label) => parameters.get(label) ?? null);
  const kind = [textAt(key, "kty", "c"), textAt(key, "alg", "c")].join(" ");
  if (kind !== "EC2 ES256" && kind !== "OKP EdDSA") {
    throw new WaykeyError("entry/passkey-kind", "The key is neither on P-256 nor Ed25519's");
  }
  if (d?.length !== KEY_LENGTH) throw damagedKey();
  if (kind === "OKP EdDSA") {
    if (!isEqual(x, ed25519PublicKey(d))) throw damagedKey();
    return encodeBase64url(formatEd25519Pkcs8(d));
  }
  if (!isP256PrivateKey(d)) throw damagedKey();
  const own = p256PublicKey(d);
  if (!isEqual(x, own.x) || !isEqual(y, own.y)) throw damagedKey();
  return encodeBase64url(formatP256Pkcs8(d));
}

/** Proton keeps a key for verified users alone; the other one, which no site has had values of, is made from it. */
function readPrfKeys(packed: unknown): Pick<PasskeyFields, "prfKeys"> {
  const secret = at(packed, "ext", "hmac_secret");
  if (secret === undefined || secret === null) return {};
  const verified = bytesOf(at(secret, "cred_with_uv"));
  const other = at(secret, "cred_without_uv") ?? null;
  const unverified = other === null ? hmacSha256(verified, UNVERIFIED) : bytesOf(other);
  return {
    prfKeys: { verified: encodeBase64url(verified), unverified: encodeBase64url(unverified) },
  };
}

const UNVERIFIED = encodeUtf8("prf without user verification");

/** Proton packs bytes as lists of numbers; nothing for what are none. */
function bytesOf(value: unknown): Bytes {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const isByte = (each: unknown) =>
    Number.isInteger(each) && Number(each) >= 0 && Number(each) <= 255;
  return new Uint8Array(list.every(isByte) ? list.map(Number) : []);
}

function isEqual(stated: Bytes | null | undefined, own: Bytes): boolean {
  return stated !== null && stated !== undefined && equalBytes(stated, own);
}

function damagedKey(): WaykeyError {
  return new WaykeyError("entry/passkey-key", "The passkey's key is damaged");
}
