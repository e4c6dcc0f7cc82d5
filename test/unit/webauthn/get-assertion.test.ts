import { createPublicKey, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { decodeBase64url, encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { concatBytes } from "../../../lib/bytes/bytes.ts";
import { decodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { sha256 } from "../../../lib/crypto/sha256.ts";
import { getAssertion } from "../../../lib/webauthn/get-assertion.ts";
import { makeCredential } from "../../../lib/webauthn/make-credential.ts";
import { parseOrigin } from "../../../lib/webauthn/rp-id.ts";
import {
  assertionRequest,
  CHALLENGE,
  creationRequest,
  ORIGIN,
  random,
  USER_HANDLE,
} from "./ceremony-fixtures.ts";
import { verifyAssertion, verifyRegistration } from "./relying-party.ts";

const { passkey, response: registration } = makeCredential(creationRequest(), random);
const registered = await verifyRegistration(registration, { requireUserVerification: true });

describe("getAssertion", () => {
  it.each([
    [true, "required", 0x1d],
    [true, "preferred", 0x1d],
    [true, "discouraged", 0x1d],
    [false, "preferred", 0x19],
    [false, "discouraged", 0x19],
    [false, undefined, 0x19],
  ])("convinces a relying party: verified %s, %s", async (userVerified, asked, flags) => {
    const options = asked === undefined ? {} : { userVerification: asked };
    const { response } = getAssertion(assertionRequest(passkey, options, { userVerified }));
    const info = await verifyAssertion(response, registered, {
      requireUserVerification: userVerified,
    });
    expect(info).toMatchObject({
      credentialID: encodeBase64url(passkey.credentialId),
      newCounter: 0,
      userVerified,
      credentialDeviceType: "multiDevice",
      credentialBackedUp: true,
    });
    expect(decodeBase64url(response.response.authenticatorData)[32]).toBe(flags);
  });

  it("does not pass for verified where it was not", async () => {
    const { response } = getAssertion(assertionRequest(passkey, {}, { userVerified: false }));
    const expected = { requireUserVerification: true };
    await expect(verifyAssertion(response, registered, expected)).rejects.toThrow("verif");
  });

  it("convinces a relying party with EdDSA", async () => {
    const pubKeyCredParams = [{ type: "public-key", alg: -8 }];
    const made = makeCredential(creationRequest({ pubKeyCredParams }), random);
    const expected = { requireUserVerification: true };
    const info = await verifyRegistration(made.response, expected);
    const { response } = getAssertion(assertionRequest(made.passkey));
    await expect(verifyAssertion(response, info, expected)).resolves.toMatchObject({
      credentialID: made.response.id,
    });
    const signature = encodeBase64url(random(64));
    const forged = { ...response, response: { ...response.response, signature } };
    await expect(verifyAssertion(forged, info, expected)).rejects.toThrow("verif");
  });

  it("verifies with Node's own ECDSA", () => {
    const { response } = getAssertion(assertionRequest(passkey)).response;
    const key = createPublicKey({
      key: Buffer.from(decodeBase64url(registration.response.publicKey)),
      format: "der",
      type: "spki",
    });
    const signed = concatBytes(
      decodeBase64url(response.authenticatorData),
      sha256(decodeBase64url(response.clientDataJSON)),
    );
    expect(verify("sha256", signed, key, decodeBase64url(response.signature))).toBe(true);
  });

  it("keeps flags and counter the same over 100 assertions", () => {
    const seen = new Set(
      Array.from({ length: 100 }, (_, index) => {
        const challenge = encodeBase64url(Uint8Array.of(index));
        return getAssertion(assertionRequest(passkey, { challenge })).response.response
          .authenticatorData;
      }),
    );
    expect(seen.size).toBe(1);
  });

  it("carries the backup flags the passkey was kept with", () => {
    const kept = { ...passkey, backupEligible: false, backupState: false };
    const { response } = getAssertion(assertionRequest(kept)).response;
    expect(decodeBase64url(response.authenticatorData)[32]).toBe(0x05);
  });

  it("always gives the user handle, and answers as what it was created as", () => {
    const id = encodeBase64url(passkey.credentialId);
    const allowCredentials = [{ type: "public-key", id, transports: ["usb"] }];
    const kept = { ...passkey, attachment: "cross-platform" } as const;
    const { response } = getAssertion(assertionRequest(kept, { allowCredentials }));
    expect(response.response.userHandle).toBe(encodeBase64url(USER_HANDLE));
    expect(response).toMatchObject({ id, rawId: id, authenticatorAttachment: "cross-platform" });
    expect(response.clientExtensionResults).toEqual({});
  });

  it("says in the client data who asked", async () => {
    const topOrigin = parseOrigin("https://headway.co");
    const { response } = getAssertion(
      assertionRequest(passkey, {}, { crossOrigin: true, topOrigin }),
    );
    const clientData: unknown = JSON.parse(
      decodeUtf8(decodeBase64url(response.response.clientDataJSON)),
    );
    expect(clientData).toEqual({
      type: "webauthn.get",
      challenge: CHALLENGE,
      origin: ORIGIN,
      crossOrigin: true,
      topOrigin,
    });
    const expected = { requireUserVerification: true, topOrigin };
    await expect(verifyAssertion(response, registered, expected)).resolves.toBeDefined();
  });

  it("refuses to skip a verification that is required", () => {
    const options = { userVerification: "required" };
    const request = assertionRequest(passkey, options, { userVerified: false });
    expect(() => getAssertion(request)).toThrow(
      expect.objectContaining({ code: "ceremony/verification" }),
    );
  });

  it.each([
    ["only other IDs", [{ type: "public-key", id: encodeBase64url(new Uint8Array(32)) }]],
    ["only unknown types", [{ type: "other", id: encodeBase64url(passkey.credentialId) }]],
  ])("refuses a passkey that the site did not allow: %s", (_what, allowCredentials) => {
    expect(() => getAssertion(assertionRequest(passkey, { allowCredentials }))).toThrow(
      expect.objectContaining({ code: "ceremony/choice" }),
    );
  });

  it("refuses a damaged private key", () => {
    const damaged = { ...passkey, privateKey: new Uint8Array(32) };
    expect(() => getAssertion(assertionRequest(damaged))).toThrow(
      expect.objectContaining({ code: "webauthn/key" }),
    );
  });
});
