// Builds the objects that create() and get() resolve with, in the page's own realm (WebAuthn Level 3
// §5.1, §5.2). Every native attribute and method is shadowed on a prototype of its own between the
// object and the native one, so that `instanceof` holds and nothing ends in "Illegal invocation".
// Members that the browser's own interfaces lack are not there either.

import type {
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
} from "../webauthn/json-types.ts";
import { bare, type Natives, type PageWindow } from "./capture.ts";
import { buildExtensionResults, copyJson } from "./extension-results.ts";
import { decodePlainBase64url } from "./plain-base64url.ts";

/** The native prototypes and what is on them, taken before the page ran. */
export type CredentialPrototypes = {
  readonly credential: ShadowedPrototype;
  readonly attestation: ShadowedPrototype;
  readonly assertion: ShadowedPrototype;
};

type ShadowedPrototype = {
  readonly prototype: object;
  /** Of the prototype and of those above it, in the browser's order. */
  readonly names: readonly string[];
  /** Which of the names are attributes. Without a prototype. */
  readonly attributes: Readonly<Record<string, true>>;
};

type Members = {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly methods: Readonly<Record<string, () => unknown>>;
};

export function captureCredentialPrototypes(window: PageWindow): CredentialPrototypes {
  return {
    credential: shadowOf(window.PublicKeyCredential.prototype),
    attestation: shadowOf(window.AuthenticatorAttestationResponse.prototype),
    assertion: shadowOf(window.AuthenticatorAssertionResponse.prototype),
  };
}

/** What create() resolves with. @throws TypeError if a byte string is not base64url */
export function buildRegistration(
  natives: Natives,
  prototypes: CredentialPrototypes,
  json: RegistrationResponseJSON,
): object {
  const { response } = json;
  const clientDataJSON = decodePlainBase64url(natives, response.clientDataJSON);
  const attestationObject = decodePlainBase64url(natives, response.attestationObject);
  const authenticatorData = decodePlainBase64url(natives, response.authenticatorData);
  const publicKey = decodePlainBase64url(natives, response.publicKey);
  const built = buildObject(natives, prototypes.attestation, {
    attributes: { clientDataJSON, attestationObject },
    methods: {
      getTransports: () => copyJson(natives, response.transports),
      getAuthenticatorData: () => authenticatorData,
      getPublicKey: () => publicKey,
      getPublicKeyAlgorithm: () => response.publicKeyAlgorithm,
    },
  });
  return buildCredential(natives, prototypes, json, built, () => ({
    attestationObject: response.attestationObject,
    authenticatorData: response.authenticatorData,
    clientDataJSON: response.clientDataJSON,
    publicKey: response.publicKey,
    publicKeyAlgorithm: response.publicKeyAlgorithm,
    transports: copyJson(natives, response.transports),
  }));
}

/** What get() resolves with. @throws TypeError if a byte string is not base64url */
export function buildAssertion(
  natives: Natives,
  prototypes: CredentialPrototypes,
  json: AuthenticationResponseJSON,
): object {
  const { response } = json;
  const built = buildObject(natives, prototypes.assertion, {
    attributes: {
      clientDataJSON: decodePlainBase64url(natives, response.clientDataJSON),
      authenticatorData: decodePlainBase64url(natives, response.authenticatorData),
      signature: decodePlainBase64url(natives, response.signature),
      userHandle: decodePlainBase64url(natives, response.userHandle),
    },
    methods: {},
  });
  return buildCredential(natives, prototypes, json, built, () => ({
    authenticatorData: response.authenticatorData,
    clientDataJSON: response.clientDataJSON,
    signature: response.signature,
    userHandle: response.userHandle,
  }));
}

/** `toJSON` has the members in the order of WebIDL (§3.2.17): by name in each dictionary. */
function buildCredential(
  natives: Natives,
  prototypes: CredentialPrototypes,
  json: RegistrationResponseJSON | AuthenticationResponseJSON,
  response: object,
  responseJson: () => object,
): object {
  const extensions = buildExtensionResults(natives, json.clientExtensionResults);
  return buildObject(natives, prototypes.credential, {
    attributes: {
      id: json.id,
      rawId: decodePlainBase64url(natives, json.rawId),
      type: json.type,
      response,
      authenticatorAttachment: json.authenticatorAttachment,
    },
    methods: {
      getClientExtensionResults: () => extensions.asObjects(),
      toJSON: () => ({
        authenticatorAttachment: json.authenticatorAttachment,
        clientExtensionResults: extensions.asJson(),
        id: json.id,
        rawId: json.rawId,
        response: responseJson(),
        type: json.type,
      }),
    },
  });
}

function buildObject(natives: Natives, native: ShadowedPrototype, members: Members): object {
  const shadow = natives.create(native.prototype);
  const { attributes, methods } = members;
  for (let i = 0; i < native.names.length; i++) {
    const name = native.names[i] ?? "";
    if (natives.hasOwn(methods, [name]) === true)
      defineMethod(natives, shadow, name, methods[name]);
    else if (natives.hasOwn(attributes, [name]) === true) {
      defineAttribute(natives, shadow, name, attributes[name]);
    } else if (native.attributes[name] === true) {
      // An attribute that this code does not know answers null, as one without a value would.
      defineAttribute(natives, shadow, name, null);
    }
  }
  // Behind a proxy without traps, which cannot be cloned either (HTML, StructuredSerialize).
  return natives.proxy(natives.create(shadow), bare(natives));
}

function defineMethod(
  natives: Natives,
  target: object,
  name: string,
  answer: (() => unknown) | undefined,
): void {
  const methods = {
    [name]() {
      return answer?.();
    },
  };
  const descriptor = commonDescriptor(natives);
  descriptor.value = methods[name];
  descriptor.writable = true;
  natives.defineProperty(target, name, descriptor);
}

function defineAttribute(natives: Natives, target: object, name: string, value: unknown): void {
  const descriptor = commonDescriptor(natives);
  descriptor.get = () => value;
  natives.defineProperty(target, name, descriptor);
}

function commonDescriptor(natives: Natives): PropertyDescriptor {
  const descriptor = bare(natives) as PropertyDescriptor;
  descriptor.configurable = true;
  descriptor.enumerable = true;
  return descriptor;
}

/** To be called before any code of the page. */
function shadowOf(prototype: object): ShadowedPrototype {
  const names: string[] = [];
  const attributes = Object.create(null) as Record<string, true>;
  let level: object | null = prototype;
  while (level !== null && level !== Object.prototype) {
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (name === "constructor" || names.includes(name)) continue;
      names.push(name);
      if (descriptor.get !== undefined) attributes[name] = true;
    }
    level = Object.getPrototypeOf(level) as object | null;
  }
  return { prototype, names, attributes };
}
