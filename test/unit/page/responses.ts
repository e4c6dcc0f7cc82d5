// Responses of the right shape, with bytes that mean nothing.

import type {
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
} from "../../../lib/webauthn/json-types.ts";

export const REGISTRATION: RegistrationResponseJSON = {
  id: "AQIDBA",
  rawId: "AQIDBA",
  type: "public-key",
  authenticatorAttachment: "platform",
  response: {
    clientDataJSON: "e30",
    authenticatorData: "AAAA",
    transports: ["internal"],
    publicKey: "MFkw",
    publicKeyAlgorithm: -7,
    attestationObject: "o2Nm",
  },
  clientExtensionResults: { credProps: { rk: true } },
};

export const ASSERTION: AuthenticationResponseJSON = {
  id: "AQIDBA",
  rawId: "AQIDBA",
  type: "public-key",
  authenticatorAttachment: "cross-platform",
  response: {
    clientDataJSON: "e30",
    authenticatorData: "AAAA",
    signature: "MEUC",
    userHandle: "CQk",
  },
  clientExtensionResults: {},
};
