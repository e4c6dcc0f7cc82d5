// Builds the objects that create() and get() resolve with, in the page's own realm (WebAuthn Level 3
// §5.1, §5.2). Every native attribute and method is shadowed on a prototype of its own between the
// object and the native one, so that `instanceof` holds and nothing ends in "Illegal invocation".

import type {
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
} from "../webauthn/json-types.ts";
import { bare, isObject, type Natives, type PageWindow } from "./capture.ts";
import { decodePlainBase64url } from "./plain-base64url.ts";

/** The native prototypes and what is on them, taken before the page ran. */
export type CredentialPrototypes = {
  readonly credential: ShadowedPrototype;
  readonly attestation: ShadowedPrototype;
  readonly assertion: ShadowedPrototype;
};

type ShadowedPrototype = { readonly prototype: object; readonly attributes: readonly string[] };

type Members = {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly methods: Readonly<Record<string, () => unknown>>;
};

export function captureCredentialPrototypes(window: PageWindow): CredentialPrototypes {
  return {
    credential: attributesOf(window.PublicKeyCredential.prototype),
    attestation: attributesOf(window.AuthenticatorAttestationResponse.prototype),
    assertion: attributesOf(window.AuthenticatorAssertionResponse.prototype),
  };
}

/** What create() resolves with. @throws TypeError if a byte string is not base64url */
export function buildRegistration(
  natives: Natives,
  prototypes: CredentialPrototypes,
  json: RegistrationResponseJSON,
): object {
  const { response } = json;
  const authenticatorData = decodePlainBase64url(natives, response.authenticatorData);
  const publicKey = decodePlainBase64url(natives, response.publicKey);
  const built = buildObject(natives, prototypes.attestation, {
    attributes: {
      clientDataJSON: decodePlainBase64url(natives, response.clientDataJSON),
      attestationObject: decodePlainBase64url(natives, response.attestationObject),
    },
    methods: {
      getTransports: () => copyJson(natives, response.transports),
      getAuthenticatorData: () => authenticatorData,
      getPublicKey: () => publicKey,
      getPublicKeyAlgorithm: () => response.publicKeyAlgorithm,
    },
  });
  return buildCredential(natives, prototypes, json, built);
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
  return buildCredential(natives, prototypes, json, built);
}

function buildCredential(
  natives: Natives,
  prototypes: CredentialPrototypes,
  json: RegistrationResponseJSON | AuthenticationResponseJSON,
  response: object,
): object {
  return buildObject(natives, prototypes.credential, {
    attributes: {
      id: json.id,
      rawId: decodePlainBase64url(natives, json.rawId),
      type: json.type,
      response,
      authenticatorAttachment: json.authenticatorAttachment,
    },
    methods: {
      getClientExtensionResults: () => copyJson(natives, json.clientExtensionResults),
      toJSON: () => copyJson(natives, json),
    },
  });
}

function buildObject(natives: Natives, native: ShadowedPrototype, members: Members): object {
  const shadow = natives.create(native.prototype);
  // An attribute that this code does not know answers null, as one without a value would.
  for (let i = 0; i < native.attributes.length; i++) {
    defineAttribute(natives, shadow, native.attributes[i] ?? "", null);
  }
  for (const name in members.attributes) {
    if (natives.hasOwn(members.attributes, [name]) === true) {
      defineAttribute(natives, shadow, name, members.attributes[name]);
    }
  }
  for (const name in members.methods) {
    const answer = members.methods[name];
    if (natives.hasOwn(members.methods, [name]) !== true || answer === undefined) continue;
    const methods = {
      [name]() {
        return answer();
      },
    };
    const descriptor = commonDescriptor(natives);
    descriptor.value = methods[name];
    descriptor.writable = true;
    natives.defineProperty(shadow, name, descriptor);
  }
  return natives.create(shadow);
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

/** Accessors of a native prototype and of those above it, up to Object's. */
function attributesOf(prototype: object): ShadowedPrototype {
  const attributes: string[] = [];
  let level: object | null = prototype;
  while (level !== null && level !== Object.prototype) {
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (descriptor.get !== undefined) attributes.push(name);
    }
    level = Object.getPrototypeOf(level) as object | null;
  }
  return { prototype, attributes };
}

/** A fresh copy of JSON data as ordinary objects and arrays of the page. */
function copyJson(natives: Natives, value: unknown): unknown {
  if (!isObject(value)) return value;
  const isList = natives.isArray(value);
  const source = value as Record<string, unknown>;
  const copy: object = isList ? [] : {};
  for (const name in source) {
    if (natives.hasOwn(source, [name]) !== true) continue;
    const descriptor = commonDescriptor(natives);
    descriptor.value = copyJson(natives, source[name]);
    descriptor.writable = true;
    natives.defineProperty(copy, name, descriptor);
  }
  return copy;
}
