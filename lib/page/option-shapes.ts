// The dictionaries of a WebAuthn call as far as this version uses them (Credential Management §2.3,
// WebAuthn Level 3 §5.4, §5.5, §5.8.3, §5.10). Members not named here are left to the browser.

import type { DictionaryShape, SequenceShape, Shape } from "./options-recorder.ts";

function dictionary(
  members: Readonly<Record<string, Shape>>,
  others: DictionaryShape["others"] = "ignored",
): DictionaryShape {
  const table = Object.assign(Object.create(null) as Record<string, Shape>, members);
  return { kind: "dictionary", members: table, others };
}

const sequence = (of: Shape): SequenceShape => ({ kind: "sequence", of });

const DESCRIPTORS = sequence(
  dictionary({ type: "text", id: "bytes", transports: sequence("text") }),
);

const EXTENSIONS = dictionary(
  { credProps: "boolean", appid: "text", appidExclude: "text" },
  "marked",
);

/** PublicKeyCredentialCreationOptions. */
export const CREATION_SHAPE = dictionary({
  rp: dictionary({ id: "text", name: "text" }),
  user: dictionary({ id: "bytes", name: "text", displayName: "text" }),
  challenge: "bytes",
  pubKeyCredParams: sequence(dictionary({ type: "text", alg: "long" })),
  timeout: "unsigned-long",
  excludeCredentials: DESCRIPTORS,
  authenticatorSelection: dictionary({
    authenticatorAttachment: "text",
    residentKey: "text",
    requireResidentKey: "boolean",
    userVerification: "text",
  }),
  hints: sequence("text"),
  attestation: "text",
  extensions: EXTENSIONS,
});

/** PublicKeyCredentialRequestOptions. */
export const REQUEST_SHAPE = dictionary({
  challenge: "bytes",
  timeout: "unsigned-long",
  rpId: "text",
  allowCredentials: DESCRIPTORS,
  userVerification: "text",
  hints: sequence("text"),
  extensions: EXTENSIONS,
});

/** CredentialCreationOptions. Other kinds of credential are marked: such calls are the browser's. */
export const CREATE_SHAPE = dictionary(
  { mediation: "text", publicKey: CREATION_SHAPE, signal: "signal" },
  "marked",
);

/** CredentialRequestOptions. */
export const GET_SHAPE = dictionary(
  { mediation: "text", publicKey: REQUEST_SHAPE, signal: "signal" },
  "marked",
);
