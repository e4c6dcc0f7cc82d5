import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { parseCreationOptions, parseRequestOptions } from "../../../lib/webauthn/options.ts";
import { CREATION, REQUEST } from "./ceremony-fixtures.ts";

type Extensions = Readonly<Record<string, unknown>>;

const id = (byte: number) => encodeBase64url(new Uint8Array(32).fill(byte));
const descriptor = (byte: number, type = "public-key") => ({ type, id: id(byte) });
const create = (extensions: Extensions) =>
  parseCreationOptions({ ...CREATION, extensions }).extensions;
const get = (extensions: Extensions, allowCredentials: readonly object[] = [descriptor(1)]) =>
  parseRequestOptions({ ...REQUEST, allowCredentials, extensions }).extensions;
const refusal = (code: string): unknown => expect.objectContaining({ code });

const NO_CREATION = {
  credProps: false,
  prf: null,
  largeBlob: false,
  credBlob: false,
  hmacCreateSecret: false,
  nativeOnly: false,
};
const NO_REQUEST = { prf: null, largeBlob: null, getCredBlob: false, nativeOnly: false };
const FIRST = { first: Uint8Array.of(0), second: null };
const BOTH = { first: Uint8Array.of(0), second: Uint8Array.of(1) };

const evalBy = (...names: readonly string[]) => ({
  prf: { evalByCredential: Object.fromEntries(names.map((name) => [name, { first: "AA" }])) },
});

describe("the extension inputs of a creation", () => {
  it.each<[Extensions, object]>([
    [{}, {}],
    [{ unknown: true, minPinLength: true, uvm: true }, {}],
    [{ credProps: true }, { credProps: true }],
    [{ credProps: false }, {}],
    [{ prf: {} }, { prf: { eval: null } }],
    [{ prf: { eval: { first: "AA" } } }, { prf: { eval: FIRST } }],
    [{ prf: { eval: { first: "AA", second: "AQ" }, more: 1 } }, { prf: { eval: BOTH } }],
    [{ largeBlob: {} }, { largeBlob: true }],
    [{ largeBlob: { support: "required" } }, { largeBlob: true }],
    [{ largeBlob: { support: "preferred" } }, { largeBlob: true }],
    [{ largeBlob: { support: "anything" } }, { largeBlob: true }],
    [{ credBlob: "AAAA" }, { credBlob: true }],
    [{ credBlob: true }, { credBlob: true }],
    [{ hmacCreateSecret: true }, { hmacCreateSecret: true }],
    [{ credentialProtectionPolicy: "userVerificationRequired" }, {}],
    [
      {
        credentialProtectionPolicy: "userVerificationRequired",
        enforceCredentialProtectionPolicy: false,
      },
      {},
    ],
    [
      {
        credentialProtectionPolicy: "userVerificationOptional",
        enforceCredentialProtectionPolicy: true,
      },
      {},
    ],
    [
      {
        credentialProtectionPolicy: "userVerificationRequired",
        enforceCredentialProtectionPolicy: true,
      },
      { nativeOnly: true },
    ],
    [
      {
        credentialProtectionPolicy: "userVerificationOptionalWithCredentialIDList",
        enforceCredentialProtectionPolicy: true,
      },
      { nativeOnly: true },
    ],
    [{ appidExclude: "https://headway.co" }, { nativeOnly: true }],
    [{ payment: true }, { nativeOnly: true }],
    [{ remoteClientDataJSON: true }, { nativeOnly: true }],
    [{ remoteDesktopClientOverride: true }, { nativeOnly: true }],
  ])("are read from %j", (extensions, expected) => {
    expect(create(extensions)).toEqual({ ...NO_CREATION, ...expected });
  });

  it.each<[Extensions]>([
    [{ appid: "https://headway.co" }],
    [{ appid: "" }],
    [{ prf: { evalByCredential: {} } }],
    [{ prf: { evalByCredential: { Zm9v: { first: "AA" } } } }],
    [{ largeBlob: { read: true } }],
    [{ largeBlob: { read: false } }],
    [{ largeBlob: { write: "" } }],
  ])("are out of place: %j", (extensions) => {
    expect(() => create(extensions)).toThrow(refusal("webauthn/not-supported"));
  });

  it.each<[Extensions]>([
    [{ credProps: 1 }],
    [{ prf: true }],
    [{ prf: { eval: {} } }],
    [{ prf: { eval: { first: "A" } } }],
    [{ prf: { eval: { first: "AA==" } } }],
    [{ prf: { eval: { first: "AA", second: 1 } } }],
    [{ prf: { eval: { first: encodeBase64url(new Uint8Array(65_537)) } } }],
    [{ largeBlob: { support: 1 } }],
    [{ largeBlob: { write: "A" } }],
  ])("are not valid: %j", (extensions) => {
    expect(() => create(extensions)).toThrow(refusal("webauthn/options"));
  });
});

describe("the extension inputs of a request", () => {
  it.each<[Extensions, object]>([
    [{}, {}],
    [{ unknown: true, minPinLength: true }, {}],
    [{ prf: {} }, { prf: { eval: null, evalByCredential: new Map() } }],
    [{ prf: { evalByCredential: {} } }, { prf: { eval: null, evalByCredential: new Map() } }],
    [
      { prf: { eval: { first: "AA", second: "AQ" } } },
      { prf: { eval: BOTH, evalByCredential: new Map() } },
    ],
    [
      { prf: { eval: { first: "AA" }, evalByCredential: { [id(1)]: { first: "AA" } } } },
      { prf: { eval: FIRST, evalByCredential: new Map([[id(1), FIRST]]) } },
    ],
    [{ largeBlob: {} }, { largeBlob: { read: false, write: null } }],
    [{ largeBlob: { read: true } }, { largeBlob: { read: true, write: null } }],
    [{ largeBlob: { read: false } }, { largeBlob: { read: false, write: null } }],
    [{ largeBlob: { write: "AA" } }, { largeBlob: { read: false, write: Uint8Array.of(0) } }],
    [{ getCredBlob: true }, { getCredBlob: true }],
    [{ getCredBlob: false }, {}],
    [{ appid: "https://headway.co" }, { nativeOnly: true }],
    [{ appidExclude: "https://headway.co" }, {}],
    [{ payment: true }, { nativeOnly: true }],
    [{ remoteClientDataJSON: true }, { nativeOnly: true }],
    [{ remoteDesktopClientOverride: true }, { nativeOnly: true }],
  ])("are read from %j", (extensions, expected) => {
    expect(get(extensions)).toEqual({ ...NO_REQUEST, ...expected });
  });

  it.each<[string, Extensions, readonly object[]]>([
    ["credProps", { credProps: true }, [descriptor(1)]],
    ["evaluations without an allow list", evalBy(id(1)), []],
    ["evaluations without an allow list, of no credential", evalBy("="), []],
    ["largeBlob.support", { largeBlob: { support: "preferred" } }, [descriptor(1)]],
    ["reading and writing", { largeBlob: { read: true, write: "AA" } }, [descriptor(1)]],
    ["writing and not reading", { largeBlob: { read: false, write: "AA" } }, [descriptor(1)]],
    ["writing to no named credential", { largeBlob: { write: "AA" } }, []],
    ["writing to one of two", { largeBlob: { write: "AA" } }, [descriptor(1), descriptor(2)]],
  ])("are out of place: %s", (_what, extensions, allowCredentials) => {
    expect(() => get(extensions, allowCredentials)).toThrow(refusal("webauthn/not-supported"));
  });

  it.each([
    ["empty", ""],
    ["padded", `${id(1)}=`],
    [
      "of the other base64 alphabet",
      encodeBase64url(new Uint8Array(32).fill(255)).replaceAll("_", "/"),
    ],
    ["of stray bits", `${id(1).slice(0, -1)}R`],
    ["of another credential", id(9)],
    ["the beginning of the ID", id(1).slice(0, 4)],
    ["a member of every object", "constructor"],
    ["no base64url at all", "\u0000"],
  ])("refuse an evaluation whose name is %s", (_what, name) => {
    expect(() => get(evalBy(id(1), name))).toThrow(refusal("webauthn/syntax"));
  });

  it("refuse an evaluation named __proto__", () => {
    const extensions: unknown = JSON.parse(
      '{"prf":{"evalByCredential":{"__proto__":{"first":"AA"}}}}',
    );
    expect(() => get(extensions as Extensions)).toThrow(refusal("webauthn/syntax"));
  });

  it("may name a credential of an unknown type", () => {
    const { prf } = get(evalBy(id(2)), [descriptor(1), descriptor(2, "other")]);
    expect([...(prf?.evalByCredential.keys() ?? [])]).toEqual([id(2)]);
  });

  it.each<[Extensions]>([
    [{ prf: true }],
    [{ prf: { evalByCredential: [] } }],
    [{ prf: { evalByCredential: { [id(1)]: {} } } }],
    [{ prf: { evalByCredential: { [id(1)]: { first: "=" } } } }],
    [{ largeBlob: { read: "yes" } }],
    [{ getCredBlob: 1 }],
  ])("are not valid: %j", (extensions) => {
    expect(() => get(extensions)).toThrow(refusal("webauthn/options"));
  });
});

describe("what prf asks of the user", () => {
  const ofCreation = (extensions: Extensions) =>
    parseCreationOptions({
      ...CREATION,
      authenticatorSelection: { userVerification: "discouraged" },
      extensions,
    }).userVerification;
  const ofRequest = (extensions: Extensions) =>
    parseRequestOptions({
      ...REQUEST,
      allowCredentials: [descriptor(1)],
      userVerification: "discouraged",
      extensions,
    }).userVerification;

  it("is verification, whatever the site asks for, where something is evaluated", () => {
    const forAll = { prf: { eval: { first: "AA" } } };
    expect(ofCreation(forAll)).toBe("required");
    expect(ofRequest(forAll)).toBe("required");
    expect(ofRequest(evalBy(id(1)))).toBe("required");
  });

  it("is nothing where nothing is evaluated", () => {
    expect(ofCreation({ prf: {} })).toBe("discouraged");
    expect(ofRequest({ prf: {} })).toBe("discouraged");
    expect(ofRequest({ prf: { evalByCredential: {} } })).toBe("discouraged");
  });
});
