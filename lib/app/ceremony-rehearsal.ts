// A passkey of nobody's, made and signed with and thrown away: what the first ceremony of a worker would wait for, tables
// of the curve and code to be compiled, is there then.

import { encodeBase64url } from "../bytes/base64url.ts";
import type { RandomBytes } from "../crypto/random-bytes.ts";
import { ES256 } from "../webauthn/cose-algorithms.ts";
import { getAssertion } from "../webauthn/get-assertion.ts";
import { makeCredential } from "../webauthn/make-credential.ts";
import { parseCreationOptions, parseRequestOptions } from "../webauthn/options.ts";
import { parseOrigin, resolveRpId } from "../webauthn/rp-id.ts";

const CHALLENGE = encodeBase64url(new Uint8Array(32));
const USER = { id: "AA", name: "", displayName: "" };

let isDone = false;

/**
 * Some tens of milliseconds, once in a worker's life.
 * @param from an origin that has asked for a ceremony
 */
export async function rehearse(from: string, random: RandomBytes): Promise<void> {
  if (isDone) return;
  isDone = true;
  const origin = parseOrigin(from);
  const rpId = await resolveRpId(origin, undefined);
  // Nobody is there, and what is signed says so.
  const asked = { origin, rpId, crossOrigin: false, userPresent: false, userVerified: false };
  const pubKeyCredParams = [{ type: "public-key", alg: ES256 }];
  const creation = { rp: { name: "" }, user: USER, challenge: CHALLENGE, pubKeyCredParams };
  const { passkey } = makeCredential({ ...asked, options: parseCreationOptions(creation) }, random);
  getAssertion({ ...asked, options: parseRequestOptions({ challenge: CHALLENGE }), passkey });
  passkey.privateKey.fill(0);
}
