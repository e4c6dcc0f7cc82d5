import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { getAssertion } from "../../../lib/webauthn/get-assertion.ts";
import { makeCredential } from "../../../lib/webauthn/make-credential.ts";
import { assertionRequest, creationRequest, random } from "./ceremony-fixtures.ts";

type Extensions = Readonly<Record<string, unknown>>;

const { passkey } = makeCredential(creationRequest(), random);
const ownId = encodeBase64url(passkey.credentialId);
const allowCredentials = [{ type: "public-key", id: ownId }];

const assert = (extensions: Extensions, kept = passkey) =>
  getAssertion(assertionRequest(kept, { allowCredentials, extensions }, { userVerified: true }));
const outputs = (extensions: Extensions, kept = passkey) =>
  assert(extensions, kept).response.clientExtensionResults;

/** The value by node:crypto. */
function prf(secret: Uint8Array, input: Uint8Array): string {
  const salt = createHash("sha256").update("WebAuthn PRF\0").update(input).digest();
  return createHmac("sha256", secret).update(salt).digest("base64url");
}

describe("the extension outputs of a creation", () => {
  it.each<[Extensions, Extensions]>([
    [{}, {}],
    [{ credProps: true }, { credProps: { rk: true } }],
    [{ credProps: false }, {}],
    [{ prf: {} }, { prf: { enabled: true } }],
    [{ largeBlob: {} }, { largeBlob: { supported: true } }],
    [{ largeBlob: { support: "required" } }, { largeBlob: { supported: true } }],
    [{ credBlob: "AA" }, { credBlob: false }],
    [{ hmacCreateSecret: true }, { hmacCreateSecret: false }],
    [{ minPinLength: true, unknown: true }, {}],
    [{ credentialProtectionPolicy: "userVerificationRequired" }, {}],
  ])("answer %j with %j", (extensions, expected) => {
    const { response } = makeCredential(creationRequest({ extensions }), random);
    expect(response.clientExtensionResults).toEqual(expected);
  });

  it("evaluate prf at once, by the secret for verified users", () => {
    const extensions = { prf: { eval: { first: "AQID", second: "" } } };
    const made = makeCredential(creationRequest({ extensions }, { userVerified: true }), random);
    const secret = made.passkey.prfSecrets?.verified ?? random(1);
    const first = prf(secret, Uint8Array.of(1, 2, 3));
    const second = prf(secret, new Uint8Array(0));
    expect(made.response.clientExtensionResults).toEqual({
      prf: { enabled: true, results: { first, second } },
    });
    const kept = { ...made.passkey, credentialId: passkey.credentialId };
    expect(outputs(extensions, kept)).toEqual({
      prf: { results: { first, second } },
    });
  });

  it("leave the authenticator data without extensions", () => {
    const extensions = { prf: {}, credProps: true, largeBlob: {} };
    const { response } = makeCredential(creationRequest({ extensions }), random);
    const data = Buffer.from(response.response.authenticatorData, "base64url");
    expect((data[32] ?? 0) & 0x80).toBe(0);
  });
});

describe("the extension outputs of an assertion", () => {
  it.each<[Extensions, Extensions]>([
    [{}, {}],
    [{ prf: {} }, { prf: {} }],
    [{ largeBlob: {} }, {}],
    [{ largeBlob: { read: true } }, { largeBlob: {} }],
    [{ largeBlob: { read: false } }, {}],
    [{ largeBlob: { write: "AQ" } }, { largeBlob: { written: true } }],
    [{ getCredBlob: true }, { getCredBlob: "" }],
    [{ unknown: true }, {}],
  ])("answer %j with %j", (extensions, expected) => {
    expect(outputs(extensions)).toEqual(expected);
  });

  it("evaluate prf for this credential first", () => {
    const secret = passkey.prfSecrets?.verified;
    const results = (byte: number) => ({
      prf: { results: { first: prf(secret ?? random(1), Uint8Array.of(byte)) } },
    });
    const forAll = { eval: { first: "AQ" } };
    const forThis = { evalByCredential: { [ownId]: { first: "Ag" } } };
    expect(outputs({ prf: forAll })).toEqual(results(1));
    expect(outputs({ prf: forThis })).toEqual(results(2));
    expect(outputs({ prf: { ...forAll, ...forThis } })).toEqual(results(2));
  });

  it("give no value of the evaluation of another credential", () => {
    const other = encodeBase64url(random(32));
    const list = [...allowCredentials, { type: "public-key", id: other }];
    const extensions = { prf: { evalByCredential: { [other]: { first: "Ag" } } } };
    const request = assertionRequest(
      passkey,
      { allowCredentials: list, extensions },
      { userVerified: true },
    );
    expect(getAssertion(request).response.clientExtensionResults).toEqual({ prf: {} });
  });

  it("give no prf values for a passkey without secrets", () => {
    const without = { ...passkey, prfSecrets: null };
    expect(outputs({ prf: { eval: { first: "AQ" } } }, without)).toEqual({ prf: {} });
  });

  it("read the blob that is kept, an empty one too", () => {
    for (const largeBlob of [Uint8Array.of(1, 2, 3), new Uint8Array(0)]) {
      expect(outputs({ largeBlob: { read: true } }, { ...passkey, largeBlob })).toEqual({
        largeBlob: { blob: encodeBase64url(largeBlob) },
      });
    }
    const kept = { ...passkey, largeBlob: Uint8Array.of(1) };
    expect(outputs({ largeBlob: {} }, kept)).toEqual({});
    expect(outputs({}, kept)).toEqual({});
  });

  it("hand over what is to be kept before the page hears of it", () => {
    const blob = random(2048);
    const made = assert({ largeBlob: { write: encodeBase64url(blob) } });
    expect(made.largeBlob).toEqual(blob);
    expect(made.response.clientExtensionResults).toEqual({ largeBlob: { written: true } });
    expect(assert({ largeBlob: { write: "" } }).largeBlob).toEqual(new Uint8Array(0));
    expect(assert({ largeBlob: { read: true } })).not.toHaveProperty("largeBlob");
  });

  it("say that a blob of more than 2,048 bytes is not written", () => {
    const made = assert({ largeBlob: { write: encodeBase64url(random(2049)) } });
    expect(made).not.toHaveProperty("largeBlob");
    expect(made.response.clientExtensionResults).toEqual({ largeBlob: { written: false } });
  });
});
