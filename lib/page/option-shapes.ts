// The dictionaries of a WebAuthn call as far as this version uses them (Credential Management §2.3,
// WebAuthn Level 3 §5.1.10, §5.4, §5.5, §5.8.3, §5.10, §10; CTAP 2.2 §12). Members not named here are
// left to the browser, and so are those named that a browser does not read. Made when a call is: most pages make none.

import { setPrototypeOf } from "./capture.ts";
import type { DictionaryShape, RecordShape, SequenceShape, Shape } from "./options-recorder.ts";

function dictionary(
  members: Readonly<Record<string, Shape>>,
  others: DictionaryShape["others"] = "ignored",
): DictionaryShape {
  return { kind: "dictionary", members: setPrototypeOf(members, null), others };
}

const sequence = (of: Shape): SequenceShape => ({ kind: "sequence", of });

const record = (of: Shape): RecordShape => ({ kind: "record", of });

const descriptors = (): SequenceShape =>
  sequence(dictionary({ type: "text", id: "bytes", transports: sequence("text") }));

function extensions(): DictionaryShape {
  const prfValues = dictionary({ first: "bytes", second: "bytes" });
  return dictionary(
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
      prf: dictionary({ eval: prfValues, evalByCredential: record(prfValues) }),
    },
    "marked",
  );
}

/** PublicKeyCredentialCreationOptions. */
export const creationShape = (): DictionaryShape =>
  dictionary({
    rp: dictionary({ id: "text", name: "text" }),
    user: dictionary({ id: "bytes", name: "text", displayName: "text" }),
    challenge: "bytes",
    pubKeyCredParams: sequence(dictionary({ type: "text", alg: "long" })),
    timeout: "unsigned-long",
    excludeCredentials: descriptors(),
    authenticatorSelection: dictionary({
      authenticatorAttachment: "text",
      residentKey: "text",
      requireResidentKey: "boolean",
      userVerification: "text",
    }),
    hints: sequence("text"),
    attestation: "text",
    attestationFormats: sequence("text"),
    extensions: extensions(),
  });

/** PublicKeyCredentialRequestOptions. */
export const requestShape = (): DictionaryShape =>
  dictionary({
    challenge: "bytes",
    timeout: "unsigned-long",
    rpId: "text",
    allowCredentials: descriptors(),
    userVerification: "text",
    hints: sequence("text"),
    extensions: extensions(),
  });

/** Other kinds of credential are marked: such calls are the browser's. */
const call = (publicKey: DictionaryShape): DictionaryShape =>
  dictionary({ mediation: "text", publicKey, signal: "signal" }, "marked");

/** CredentialCreationOptions. */
export const createShape = (): DictionaryShape => call(creationShape());

/** CredentialRequestOptions. */
export const getShape = (): DictionaryShape => call(requestShape());

/** The options of each signal method of PublicKeyCredential (WebAuthn Level 3 §5.1.10), by its name. */
export const SIGNAL_SHAPES = {
  signalUnknownCredential: () => dictionary({ rpId: "text", credentialId: "text" }),
  signalAllAcceptedCredentials: () =>
    dictionary({
      rpId: "text",
      userId: "text",
      allAcceptedCredentialIds: sequence("text"),
    }),
  signalCurrentUserDetails: () =>
    dictionary({
      rpId: "text",
      userId: "text",
      name: "text",
      displayName: "text",
    }),
};
