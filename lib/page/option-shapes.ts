// The dictionaries of a WebAuthn call as far as this version uses them (Credential Management §2.3,
// WebAuthn Level 3 §5.1.10, §5.4, §5.5, §5.8.3, §5.10, §10; CTAP 2.2 §12). Members not named here are
// left to the browser, and so are those named that a browser does not read.

import type { DictionaryShape, RecordShape, SequenceShape, Shape } from "./options-recorder.ts";

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

const record = (of: Shape): RecordShape => ({ kind: "record", of });

const PRF_VALUES = dictionary({ first: "bytes", second: "bytes" });

const EXTENSIONS = dictionary(
  {
    appid: "text",
    appidExclude: "text",
    credBlob: "bytes",
    credProps: "boolean",
    credentialProtectionPolicy: "text",
    enforceCredentialProtectionPolicy: "boolean",
    getCredBlob: "boolean",
    hmacCreateSecret: "boolean",
    largeBlob: dictionary({ read: "boolean", support: "text", write: "bytes" }),
    minPinLength: "boolean",
    prf: dictionary({ eval: PRF_VALUES, evalByCredential: record(PRF_VALUES) }),
  },
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
  attestationFormats: sequence("text"),
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

/** The options of each signal method of PublicKeyCredential (WebAuthn Level 3 §5.1.10), by its name. */
export const SIGNAL_SHAPES = {
  signalUnknownCredential: dictionary({ rpId: "text", credentialId: "text" }),
  signalAllAcceptedCredentials: dictionary({
    rpId: "text",
    userId: "text",
    allAcceptedCredentialIds: sequence("text"),
  }),
  signalCurrentUserDetails: dictionary({
    rpId: "text",
    userId: "text",
    name: "text",
    displayName: "text",
  }),
};
