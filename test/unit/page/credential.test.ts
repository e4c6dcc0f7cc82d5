import { describe, expect, it } from "vitest";
import { buildCredential, captureCredentialPrototypes } from "../../../lib/page/credential.ts";
import { shimOutcome } from "../../../lib/page/shim-outcome.ts";
import type { CeremonyOutcome, ShimOutcome } from "../../../lib/rpc/ceremony-messages.ts";
import type { AuthenticationResponseJSON } from "../../../lib/webauthn/json-types.ts";
import { createFakeWindow } from "./fake-window.ts";
import { ASSERTION, REGISTRATION } from "./responses.ts";

const { window } = createFakeWindow();
const prototypes = captureCredentialPrototypes(window);

/** As the shim builds it of what the bridge makes of the worker's answer. */
function built(outcome: CeremonyOutcome): PublicKeyCredential {
  const told = JSON.parse(JSON.stringify(shimOutcome(outcome))) as ShimOutcome;
  if (told.kind !== "created" && told.kind !== "asserted") throw new TypeError(told.kind);
  return buildCredential(prototypes, told) as PublicKeyCredential;
}
const assertionOf = (response: AuthenticationResponseJSON): PublicKeyCredential =>
  built({ kind: "asserted", response });
const registration = (): PublicKeyCredential => built({ kind: "created", response: REGISTRATION });
const assertion = (): PublicKeyCredential => assertionOf(ASSERTION);

const UNREADABLE = { kind: "error", name: "UnknownError" };

const bytesOf = (buffer: ArrayBuffer): number[] => [...new Uint8Array(buffer)];

/** Every name that `for…in` and the prototypes know, up to Object's. */
function allNames(object: object): string[] {
  const names = new Set<string>();
  for (
    let level = object;
    level !== Object.prototype;
    level = Object.getPrototypeOf(level) as object
  ) {
    for (const name of Object.getOwnPropertyNames(level)) names.add(name);
  }
  names.delete("constructor");
  return [...names];
}

describe("a credential that was built", () => {
  it("is an instance of the page's classes", () => {
    expect(registration()).toBeInstanceOf(window.PublicKeyCredential);
    expect(registration().response).toBeInstanceOf(window.AuthenticatorAttestationResponse);
    expect(assertion().response).toBeInstanceOf(window.AuthenticatorAssertionResponse);
    expect(registration().rawId).toBeInstanceOf(window.ArrayBuffer);
  });

  it("has its attributes on a prototype and none of its own", () => {
    const credential = registration();
    // As a browser's own, it cannot be cloned.
    expect(() => structuredClone(credential)).toThrow(DOMException);
    expect(() => structuredClone(credential.response)).toThrow(DOMException);
    expect(Object.getOwnPropertyNames(credential)).toEqual([]);
    expect(Object.getOwnPropertyNames(credential.response)).toEqual([]);
    const prototype = Object.getPrototypeOf(credential) as object;
    const descriptors = Object.getOwnPropertyDescriptors(prototype) as Record<string, unknown>;
    expect(descriptors["id"]).toMatchObject({
      configurable: true,
      enumerable: true,
      get: expect.any(Function) as unknown,
      set: undefined,
    });
  });

  it("shadows every native attribute and method, also those this code does not know", () => {
    for (const object of [
      registration(),
      registration().response,
      assertion(),
      assertion().response,
    ]) {
      for (const name of allNames(object)) {
        const read = (): unknown => {
          const value: unknown = Reflect.get(object, name);
          return typeof value === "function" ? Reflect.apply(value, object, []) : value;
        };
        expect(read).not.toThrow();
      }
    }
    expect(Reflect.get(registration(), "somethingNew")).toBeNull();
  });

  it("has its values whatever the page has made of the native attributes since", () => {
    const { window: other } = createFakeWindow();
    const captured = captureCredentialPrototypes(other);
    for (const name of ["id", "rawId", "response"]) {
      const descriptor = { value: "the page's", configurable: true };
      Object.defineProperty(other.PublicKeyCredential.prototype, name, descriptor);
    }
    const told = JSON.parse(
      JSON.stringify(shimOutcome({ kind: "asserted", response: ASSERTION })),
    ) as Extract<ShimOutcome, { kind: "asserted" }>;
    const { id, rawId, response } = buildCredential(captured, told) as PublicKeyCredential;
    expect(id).toBe(ASSERTION.id);
    expect([typeof rawId, typeof response]).toEqual(["object", "object"]);
  });

  it("answers with the same buffer each time", () => {
    const credential = registration();
    const response = credential.response as AuthenticatorAttestationResponse;
    expect(credential.rawId).toBe(credential.rawId);
    expect(credential.response).toBe(response);
    expect(response.clientDataJSON).toBe(response.clientDataJSON);
    expect(response.attestationObject).toBe(response.attestationObject);
  });

  it("carries the values of a registration", () => {
    const credential = registration();
    const response = credential.response as AuthenticatorAttestationResponse;
    expect(credential).toMatchObject({
      id: "AQIDBA",
      type: "public-key",
      authenticatorAttachment: "platform",
    });
    expect(bytesOf(credential.rawId)).toEqual([1, 2, 3, 4]);
    expect(bytesOf(response.clientDataJSON)).toEqual([0x7b, 0x7d]);
    expect(bytesOf(response.attestationObject)).toEqual([0xa3, 0x63, 0x66]);
    expect(bytesOf(response.getAuthenticatorData())).toEqual([0, 0, 0]);
    expect(bytesOf(response.getPublicKey() ?? new ArrayBuffer(0))).toEqual([0x30, 0x59, 0x30]);
    expect(response.getPublicKeyAlgorithm()).toBe(-7);
    expect(response.getTransports()).toEqual(["internal"]);
    expect(credential.getClientExtensionResults()).toEqual({ credProps: { rk: true } });
  });

  it("carries the values of an assertion", () => {
    const response = assertion().response as AuthenticatorAssertionResponse;
    expect(assertion().authenticatorAttachment).toBe("cross-platform");
    expect(bytesOf(response.signature)).toEqual([0x30, 0x45, 0x02]);
    expect(bytesOf(response.authenticatorData)).toEqual([0, 0, 0]);
    expect(bytesOf(response.userHandle ?? new ArrayBuffer(0))).toEqual([9, 9]);
  });

  it("turns into JSON as the specification has it", () => {
    expect(registration().toJSON()).toEqual(REGISTRATION);
    expect(JSON.parse(JSON.stringify(registration()))).toEqual(REGISTRATION);
    expect(JSON.parse(JSON.stringify(assertion()))).toEqual(ASSERTION);
  });

  it("has its members in the order of a browser, in itself and as JSON", () => {
    const names = (object: object): string[] => {
      const found: string[] = [];
      for (const name in object) found.push(name);
      return found;
    };
    const { PublicKeyCredential: Native } = window;
    const natively = Object.getOwnPropertyNames(Native.prototype).filter(
      (name) => name !== "constructor",
    );
    expect(Object.getOwnPropertyNames(Object.getPrototypeOf(registration()) as object)).toEqual([
      ...natively,
      "id",
      "type",
    ]);
    expect(Object.getOwnPropertyNames(registration())).toEqual([]);
    expect(names(registration().toJSON() as object)).toEqual([
      "authenticatorAttachment",
      "clientExtensionResults",
      "id",
      "rawId",
      "response",
      "type",
    ]);
    const { response } = registration().toJSON() as { response: object };
    expect(names(response)).toEqual([
      "attestationObject",
      "authenticatorData",
      "clientDataJSON",
      "publicKey",
      "publicKeyAlgorithm",
      "transports",
    ]);
  });

  it("has the results of prf and largeBlob as buffers, and as base64url in JSON", () => {
    const clientExtensionResults = {
      prf: { results: { second: "AgI", first: "AQ" }, enabled: true },
      credProps: { rk: true },
      largeBlob: { blob: "AwME" },
      other: { first: "AQ", blob: "AQ" },
    };
    const credential = assertionOf({ ...ASSERTION, clientExtensionResults });
    type Results = {
      prf: { enabled: boolean; results: { first: ArrayBuffer; second: ArrayBuffer } };
      largeBlob: { blob: ArrayBuffer };
    };
    const results = credential.getClientExtensionResults() as unknown as Results;
    const again = credential.getClientExtensionResults() as unknown as Results;
    expect(Object.keys(results)).toEqual(["credProps", "largeBlob", "other", "prf"]);
    expect(Object.keys(results.prf)).toEqual(["enabled", "results"]);
    expect(Object.keys(results.prf.results)).toEqual(["first", "second"]);
    expect(results.prf.results.first).toBeInstanceOf(window.ArrayBuffer);
    expect(bytesOf(results.prf.results.first)).toEqual([1]);
    expect(bytesOf(results.prf.results.second)).toEqual([2, 2]);
    expect(bytesOf(results.largeBlob.blob)).toEqual([3, 3, 4]);
    expect(results).toMatchObject({ other: { first: "AQ", blob: "AQ" } });
    expect(again).not.toBe(results);
    expect(again.prf.results.first).toBe(results.prf.results.first);
    expect(credential.toJSON()).toMatchObject({ clientExtensionResults });
  });

  it("is not built of extension results that cannot be read", () => {
    for (const bad of [{ prf: { results: { first: "!" } } }, { largeBlob: { blob: "a" } }]) {
      const response = { ...ASSERTION, clientExtensionResults: bad };
      expect(shimOutcome({ kind: "asserted", response })).toMatchObject(UNREADABLE);
    }
  });

  it("hands out fresh lists and objects that the page may change", () => {
    const credential = registration();
    const response = credential.response as AuthenticatorAttestationResponse;
    response.getTransports().push("usb");
    Object.assign(credential.getClientExtensionResults(), { credProps: null });
    Object.assign(credential.toJSON(), { id: "other" });
    expect(response.getTransports()).toEqual(["internal"]);
    expect(credential.getClientExtensionResults()).toEqual({ credProps: { rk: true } });
    expect(credential.toJSON()).toEqual(REGISTRATION);
  });

  it("names its methods as the native ones", () => {
    const method = Reflect.get(registration(), "toJSON") as { name: string; length: number };
    expect([method.name, method.length]).toEqual(["toJSON", 0]);
  });

  it("is not built of bytes that cannot be read", () => {
    for (const rawId of ["a", "AA=="]) {
      const response = { ...ASSERTION, rawId };
      expect(shimOutcome({ kind: "asserted", response })).toMatchObject(UNREADABLE);
    }
  });

  it("keeps a key named __proto__ a key", () => {
    const clientExtensionResults = JSON.parse('{"__proto__":{"polluted":1}}') as object;
    const credential = assertionOf({
      ...ASSERTION,
      clientExtensionResults: clientExtensionResults as Record<string, unknown>,
    });
    const results = credential.getClientExtensionResults();
    expect(Object.keys(results)).toEqual(["__proto__"]);
    expect(Reflect.get(results, "polluted")).toBeUndefined();
  });
});
