// The pseudo-random function extension (WebAuthn §10.1.4). Of CTAP's two hmac-secret keys sites get the
// one for verified users alone; the other is made and kept so that the passkey is whole elsewhere too.

import { encodeBase64url } from "../bytes/base64url.ts";
import { type Bytes, concatBytes } from "../bytes/bytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { hmacSha256 } from "../crypto/hmac.ts";
import type { RandomBytes } from "../crypto/random-bytes.ts";
import { sha256 } from "../crypto/sha256.ts";

/** 32 bytes each. */
export type PrfSecrets = { readonly verified: Bytes; readonly unverified: Bytes };

/** One or two inputs of any length. */
export type PrfInputs = { readonly first: Bytes; readonly second: Bytes | null };

/** Base64url of 32 bytes each; as many as there were inputs. */
export type PrfResultsJSON = { readonly first: string; readonly second?: string };

const SECRET_BYTES = 32;
const CONTEXT = concatBytes(encodeUtf8("WebAuthn PRF"), Uint8Array.of(0));

export function createPrfSecrets(random: RandomBytes): PrfSecrets {
  return { verified: random(SECRET_BYTES), unverified: random(SECRET_BYTES) };
}

/** For a user who was verified. HMAC-SHA-256(secret, SHA-256("WebAuthn PRF" ‖ 0x00 ‖ input)) for each input. */
export function evaluatePrf({ verified }: PrfSecrets, inputs: PrfInputs): PrfResultsJSON {
  const evaluate = (input: Bytes) =>
    encodeBase64url(hmacSha256(verified, sha256(concatBytes(CONTEXT, input))));
  const first = evaluate(inputs.first);
  return inputs.second === null ? { first } : { first, second: evaluate(inputs.second) };
}
