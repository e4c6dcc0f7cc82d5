// A relying party that is not our code: @simplewebauthn/server. It throws on whatever it refuses.

import {
  type VerifiedAuthenticationResponse,
  type VerifiedRegistrationResponse,
  type VerifyAuthenticationResponseOpts,
  type VerifyRegistrationResponseOpts,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type {
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
} from "../../../lib/webauthn/json-types.ts";
import { CHALLENGE, ORIGIN, RP_ID } from "./ceremony-fixtures.ts";

type RegistrationInfo = NonNullable<VerifiedRegistrationResponse["registrationInfo"]>;
type AuthenticationInfo = VerifiedAuthenticationResponse["authenticationInfo"];

type Expected = {
  readonly requireUserVerification: boolean;
  readonly challenge?: string;
  readonly topOrigin?: string;
};

/** Hands a response over as a browser's page would post it: through JSON. */
function posted(response: unknown): unknown {
  return JSON.parse(JSON.stringify(response));
}

export async function verifyRegistration(
  response: RegistrationResponseJSON,
  expected: Expected,
): Promise<RegistrationInfo> {
  const result = await verifyRegistrationResponse({
    response: posted(response) as VerifyRegistrationResponseOpts["response"],
    expectedChallenge: expected.challenge ?? CHALLENGE,
    expectedOrigin: ORIGIN,
    expectedRPID: RP_ID,
    requireUserVerification: expected.requireUserVerification,
    supportedAlgorithmIDs: [-7, -8],
  });
  if (!result.verified) throw new Error("The registration does not verify");
  return result.registrationInfo;
}

export async function verifyAssertion(
  response: AuthenticationResponseJSON,
  registered: RegistrationInfo,
  expected: Expected,
): Promise<AuthenticationInfo> {
  const result = await verifyAuthenticationResponse({
    response: posted(response) as VerifyAuthenticationResponseOpts["response"],
    expectedChallenge: expected.challenge ?? CHALLENGE,
    expectedOrigin: ORIGIN,
    expectedRPID: RP_ID,
    credential: registered.credential,
    requireUserVerification: expected.requireUserVerification,
    ...(expected.topOrigin === undefined ? {} : { expectedTopOrigin: expected.topOrigin }),
  });
  if (!result.verified) throw new Error("The assertion does not verify");
  return result.authenticationInfo;
}
