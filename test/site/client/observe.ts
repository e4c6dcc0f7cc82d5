// Runs one WebAuthn call of a page and writes down everything that a site could see of its outcome, as
// plain JSON: what the promise did, classes, keys and their order, types and sizes of all values, and
// the bytes themselves for those who verify them. It judges nothing.

import { base64urlOf } from "./base64url.ts";

export type Described =
  string | number | boolean | null | readonly Described[] | { readonly [name: string]: Described };

export type Observation = {
  /** "resolved", "rejected", "thrown" (no promise at all) or "pending" (given up by the observer). */
  readonly end: string;
  readonly seen: Described;
  /** What getters and the like of the options noted, in order. */
  readonly notes: readonly string[];
  /** Attributes and methods read one by one, bytes in base64url; null unless resolved. */
  readonly credential: object | null;
};

export type Notes = { note(what: string): void };

/** "ArrayBuffer(32)" and the like; text, numbers and truth values as they are. */
function describe(value: unknown): Described {
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "string") return value;
  if (value === undefined) return "undefined";
  if (value instanceof ArrayBuffer) return `ArrayBuffer(${value.byteLength})`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}(${value.byteLength})`;
  if (Array.isArray(value)) return value.map(describe);
  if (typeof value !== "object") return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, describe(item)]));
}

/** As `describe`, but of long text only the length: for base64url whose content is random. */
function describeLengths(value: unknown): Described {
  if (typeof value === "string" && value.length > 16) return `text(${value.length})`;
  if (Array.isArray(value)) return value.map(describe);
  if (typeof value !== "object" || value === null || value instanceof ArrayBuffer) {
    return describe(value);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      // Chromium adds a member to some client data, and a signature in DER has no fixed length.
      name === "clientDataJSON" || name === "signature" ? typeof item : describeLengths(item),
    ]),
  );
}

function attempt(read: () => unknown): Described {
  try {
    return describe(read());
  } catch (error) {
    return `throws ${(error as Error).name}`;
  }
}

function enumerableNames(value: object): string[] {
  const names: string[] = [];
  for (const name in value) names.push(name);
  return names.toSorted();
}

function describeObject(value: object): Described {
  return {
    tag: Object.prototype.toString.call(value),
    constructor: value.constructor.name,
    ownKeys: Reflect.ownKeys(value).map(String),
    names: enumerableNames(value),
  };
}

function describeClientData(buffer: ArrayBuffer): Described {
  const text = new TextDecoder().decode(buffer);
  const { other_keys_can_be_added_here: _greased, ...parsed } = JSON.parse(text) as Record<
    string,
    unknown
  >;
  return { keys: Object.keys(parsed), ...(describe(parsed) as object) };
}

function describeAuthenticatorData(buffer: ArrayBuffer): Described {
  const bytes = new Uint8Array(buffer);
  const flags = bytes[32] ?? 0;
  const counter = new DataView(buffer).getUint32(33);
  const named = { UP: 1, UV: 4, BE: 8, BS: 16, AT: 64, ED: 128 };
  return {
    flags: Object.entries(named).flatMap(([name, bit]) => ((flags & bit) === 0 ? [] : [name])),
    counterIsZero: counter === 0,
  };
}

function describeCredential(credential: PublicKeyCredential): Described {
  const { response } = credential;
  const shared = {
    object: describeObject(credential),
    isCredential: credential instanceof Credential,
    isPublicKeyCredential: credential instanceof PublicKeyCredential,
    id: typeof credential.id,
    idIsRawId: credential.id === base64urlOf(credential.rawId),
    rawId: attempt(() => credential.rawId),
    type: attempt(() => credential.type),
    attachment: attempt(() => credential.authenticatorAttachment),
    isSameRawId: credential.rawId === credential.rawId,
    isSameResponse: credential.response === credential.response,
    extensions: attempt(() => credential.getClientExtensionResults()),
    areSameExtensions:
      credential.getClientExtensionResults() === credential.getClientExtensionResults(),
    json: attempt(() => describeLengths(credential.toJSON())),
    stringified: attempt(() => Object.keys(JSON.parse(JSON.stringify(credential)) as object)),
    cloned: attempt(() => structuredClone(credential)),
    assigned: attempt(() => {
      (credential as { id: string }).id = "changed";
      return credential.id === "changed";
    }),
    response: describeObject(response),
    clientData: describeClientData(response.clientDataJSON),
    isSameClientData: response.clientDataJSON === response.clientDataJSON,
  };
  if (response instanceof AuthenticatorAttestationResponse) {
    return {
      ...shared,
      isAttestation: true,
      attestationObject: response.attestationObject instanceof ArrayBuffer,
      authenticatorData: describeAuthenticatorData(response.getAuthenticatorData()),
      isSameAuthenticatorData: response.getAuthenticatorData() === response.getAuthenticatorData(),
      publicKey: attempt(() => response.getPublicKey()),
      algorithm: attempt(() => response.getPublicKeyAlgorithm()),
      transports: attempt(() => response.getTransports()),
      areSameTransports: response.getTransports() === response.getTransports(),
    };
  }
  const assertion = response as AuthenticatorAssertionResponse;
  return {
    ...shared,
    isAssertion: response instanceof AuthenticatorAssertionResponse,
    authenticatorData: describeAuthenticatorData(assertion.authenticatorData),
    signature: assertion.signature instanceof ArrayBuffer,
    userHandle: attempt(() => assertion.userHandle),
  };
}

function describeError(error: unknown): Described {
  if (!(error instanceof Error)) return { value: describe(error), isError: false };
  return {
    isError: true,
    name: error.name,
    isDomException: error instanceof DOMException,
    isTypeError: error instanceof TypeError,
    code: error instanceof DOMException ? error.code : null,
    hasMessage: error.message !== "",
  };
}

/**
 * Calls `navigator.credentials[kind]` with what `build` makes and observes the outcome.
 * @param read turns a credential into JSON with its bytes
 * @param patienceMs after that the call counts as pending
 */
export async function observe(
  kind: "create" | "get",
  build: (notes: Notes) => unknown,
  read: (credential: Credential | null) => object,
  patienceMs: number,
): Promise<Observation> {
  const notes: string[] = [];
  let promise: Promise<unknown>;
  try {
    const options = build({ note: (what) => notes.push(what) });
    promise = navigator.credentials[kind](options as never);
  } catch (error) {
    return { end: "thrown", seen: describeError(error), notes, credential: null };
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<"pending">((resolve) => {
    timer = setTimeout(() => resolve("pending"), patienceMs);
  });
  try {
    const value = await Promise.race([promise, patience]);
    if (value === "pending") return { end: "pending", seen: null, notes, credential: null };
    if (!(value instanceof PublicKeyCredential)) {
      return { end: "resolved", seen: describe(value), notes, credential: null };
    }
    const credential = read(value);
    return { end: "resolved", seen: describeCredential(value), notes, credential };
  } catch (error) {
    return { end: "rejected", seen: describeError(error), notes, credential: null };
  } finally {
    clearTimeout(timer);
  }
}
