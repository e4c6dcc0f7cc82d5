// Options, ports and ready-made requests that the ceremony tests share.

import { randomBytes } from "node:crypto";
import type { RandomBytes } from "../../../lib/crypto/random-bytes.ts";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { copyBytes } from "../../../lib/bytes/bytes.ts";
import type { CreationOptionsJSON, RequestOptionsJSON } from "../../../lib/webauthn/json-types.ts";
import type { GetAssertionRequest } from "../../../lib/webauthn/get-assertion.ts";
import type { MakeCredentialRequest } from "../../../lib/webauthn/make-credential.ts";
import { parseCreationOptions, parseRequestOptions } from "../../../lib/webauthn/options.ts";
import type { SigningPasskey } from "../../../lib/webauthn/passkey.ts";
import { parseOrigin, resolveRpId } from "../../../lib/webauthn/rp-id.ts";

export const ORIGIN = "https://sigmund.headway.co";
export const RP_ID = "headway.co";
export const CHALLENGE = encodeBase64url(new Uint8Array(32).fill(0xc5));
export const USER_HANDLE = Uint8Array.of(1, 2, 3);

export const random: RandomBytes = (length) => copyBytes(randomBytes(length));

const RESOLVED_RP_ID = await resolveRpId(ORIGIN, RP_ID);

export const CREATION: CreationOptionsJSON = {
  rp: { id: RP_ID, name: "Headway" },
  user: { id: encodeBase64url(USER_HANDLE), name: "me@x.co", displayName: "Me" },
  challenge: CHALLENGE,
  pubKeyCredParams: [{ type: "public-key", alg: -7 }],
};

export const REQUEST: RequestOptionsJSON = { challenge: CHALLENGE, rpId: RP_ID };

export function creationRequest(
  options: Partial<CreationOptionsJSON> = {},
  members: Partial<MakeCredentialRequest> = {},
): MakeCredentialRequest {
  return {
    options: parseCreationOptions({ ...CREATION, ...options }),
    origin: parseOrigin(ORIGIN),
    rpId: RESOLVED_RP_ID,
    crossOrigin: false,
    userPresent: true,
    userVerified: true,
    ...members,
  };
}

export function assertionRequest(
  passkey: SigningPasskey,
  options: Partial<RequestOptionsJSON> = {},
  members: Partial<GetAssertionRequest> = {},
): GetAssertionRequest {
  return {
    options: parseRequestOptions({ ...REQUEST, ...options }),
    origin: parseOrigin(ORIGIN),
    rpId: RESOLVED_RP_ID,
    crossOrigin: false,
    passkey,
    userPresent: true,
    userVerified: true,
    ...members,
  };
}
