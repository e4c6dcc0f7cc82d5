import { createPublicKey } from "node:crypto";
import { decodeCBOR } from "@levischuck/tiny-cbor";
import { parseAuthenticatorData } from "@simplewebauthn/server/helpers";
import { describe, expect, it } from "vitest";
import { decodeBase64url, encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { decodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { p256PublicKey } from "../../../lib/crypto/p256.ts";
import { WAYKEY_AAGUID } from "../../../lib/webauthn/aaguid.ts";
import { makeCredential } from "../../../lib/webauthn/make-credential.ts";
import { parseOrigin } from "../../../lib/webauthn/rp-id.ts";
import { CHALLENGE, creationRequest, ORIGIN, random, USER_HANDLE } from "./ceremony-fixtures.ts";
import { verifyRegistration } from "./relying-party.ts";

const MATRIX = [true, false].flatMap((userVerified) =>
  (["platform", "cross-platform", undefined] as const).flatMap((attachment) =>
    (["required", "preferred", "discouraged"] as const)
      .filter((userVerification) => userVerified || userVerification !== "required")
      .map((userVerification) => ({ userVerified, attachment, userVerification })),
  ),
);

describe("makeCredential", () => {
  it.each(MATRIX)(
    "convinces a relying party: verified $userVerified, $attachment, $userVerification",
    async ({ userVerified, attachment, userVerification }) => {
      const selection = {
        userVerification,
        ...(attachment === undefined ? {} : { authenticatorAttachment: attachment }),
      };
      const { passkey, response } = makeCredential(
        creationRequest({ authenticatorSelection: selection }, { userVerified }),
        random,
      );
      const info = await verifyRegistration(response, { requireUserVerification: userVerified });
      expect(info).toMatchObject({
        fmt: "none",
        aaguid: WAYKEY_AAGUID,
        userVerified,
        credentialDeviceType: "multiDevice",
        credentialBackedUp: true,
        credential: { id: encodeBase64url(passkey.credentialId), counter: 0 },
      });
      expect(response.authenticatorAttachment).toBe(attachment ?? "platform");
      expect(passkey.attachment).toBe(attachment ?? "platform");
      const transports = attachment === "cross-platform" ? ["hybrid"] : ["internal"];
      expect(response.response.transports).toEqual(transports);
      expect(passkey.transports).toEqual(transports);
    },
  );

  it("yields the passkey to be kept", () => {
    const { passkey } = makeCredential(creationRequest(), random);
    expect(passkey).toEqual({
      credentialId: expect.objectContaining({ length: 32 }) as Uint8Array,
      rpId: "headway.co",
      rpName: "Headway",
      userHandle: USER_HANDLE,
      userName: "me@x.co",
      userDisplayName: "Me",
      algorithm: -7,
      privateKey: expect.objectContaining({ length: 32 }) as Uint8Array,
      prfSecrets: {
        verified: expect.objectContaining({ length: 32 }) as Uint8Array,
        unverified: expect.objectContaining({ length: 32 }) as Uint8Array,
      },
      largeBlob: null,
      attachment: "platform",
      transports: ["internal"],
      backupEligible: true,
      backupState: true,
    });
  });

  it("gives the flags of presence, verification, backup and attestation, and no others", () => {
    for (const [userVerified, flags] of [
      [true, 0x5d],
      [false, 0x59],
    ] as const) {
      const { response } = makeCredential(creationRequest({}, { userVerified }), random);
      expect(decodeBase64url(response.response.authenticatorData)[32]).toBe(flags);
    }
  });

  it("writes an attestation object that an independent decoder reads", () => {
    const { passkey, response } = makeCredential(creationRequest(), random);
    const authData = decodeBase64url(response.response.authenticatorData);
    const object = decodeCBOR(decodeBase64url(response.response.attestationObject));
    const expected = new Map<string, unknown>([
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", authData],
    ]);
    expect(object).toEqual(expected);
    expect([...(object as typeof expected).keys()]).toEqual([...expected.keys()]);
    const parsed = parseAuthenticatorData(authData);
    const { x, y } = p256PublicKey(passkey.privateKey);
    const cose = new Map<number, unknown>([[1, 2], [3, -7], [-1, 1], [-2, x], [-3, y]]); // prettier-ignore
    expect(decodeCBOR(parsed.credentialPublicKey ?? new Uint8Array(0))).toEqual(cose);
    expect(parsed.credentialID).toEqual(passkey.credentialId);
    expect(parsed.counter).toBe(0);
  });

  it("gives the public key as SPKI that Node imports", () => {
    const { passkey, response } = makeCredential(creationRequest(), random);
    const key = createPublicKey({
      key: Buffer.from(decodeBase64url(response.response.publicKey)),
      format: "der",
      type: "spki",
    });
    const { x, y } = p256PublicKey(passkey.privateKey);
    expect(key.export({ format: "jwk" })).toEqual({
      kty: "EC",
      crv: "P-256",
      x: encodeBase64url(x),
      y: encodeBase64url(y),
    });
    expect(response.response.publicKeyAlgorithm).toBe(-7);
  });

  it("says in the client data who asked", () => {
    const topOrigin = parseOrigin("https://headway.co");
    const request = creationRequest({}, { crossOrigin: true, topOrigin });
    const { response } = makeCredential(request, random);
    const clientData: unknown = JSON.parse(
      decodeUtf8(decodeBase64url(response.response.clientDataJSON)),
    );
    expect(clientData).toEqual({
      type: "webauthn.create",
      challenge: CHALLENGE,
      origin: ORIGIN,
      crossOrigin: true,
      topOrigin: "https://headway.co",
    });
  });

  it.each(["none", "indirect", "direct", "enterprise"])(
    "attests nothing where %s is preferred",
    async (attestation) => {
      const { response } = makeCredential(creationRequest({ attestation }), random);
      const info = await verifyRegistration(response, { requireUserVerification: true });
      expect(info.fmt).toBe("none");
    },
  );

  it.each<[readonly number[], number]>([
    [[-257, -7, -8], -7],
    [[-257, -8, -7], -8],
    [[-8], -8],
    [[], -7],
  ])("takes of the algorithms %j the first it has: %d", async (algs, expected) => {
    const pubKeyCredParams = algs.map((alg) => ({ type: "public-key", alg }));
    const { passkey, response } = makeCredential(creationRequest({ pubKeyCredParams }), random);
    expect(passkey.algorithm).toBe(expected);
    expect(response.response.publicKeyAlgorithm).toBe(expected);
    const info = await verifyRegistration(response, { requireUserVerification: true });
    const key = decodeCBOR(info.credential.publicKey) as Map<number, unknown>;
    expect(key.get(3)).toBe(expected);
  });

  it("answers as what the hints ask for", () => {
    const { passkey, response } = makeCredential(
      creationRequest({
        hints: ["security-key"],
        authenticatorSelection: { authenticatorAttachment: "platform" },
      }),
      random,
    );
    expect(passkey.attachment).toBe("cross-platform");
    expect(response.authenticatorAttachment).toBe("cross-platform");
  });

  it.each([
    ["other algorithms", [{ type: "public-key", alg: -257 }]],
    ["ours under an unknown type", [-7, -8].map((alg) => ({ type: "other", alg }))],
  ])("refuses a site that takes only %s", (_what, pubKeyCredParams) => {
    expect(() => makeCredential(creationRequest({ pubKeyCredParams }), random)).toThrow(
      expect.objectContaining({ code: "webauthn/algorithm" }),
    );
  });

  it("refuses to skip a verification that is required", () => {
    const authenticatorSelection = { userVerification: "required" };
    const request = creationRequest({ authenticatorSelection }, { userVerified: false });
    expect(() => makeCredential(request, random)).toThrow(
      expect.objectContaining({ code: "ceremony/verification" }),
    );
  });

  it("makes another credential and key each time, for the same user too", () => {
    const made = Array.from(
      { length: 20 },
      () => makeCredential(creationRequest(), random).passkey,
    );
    expect(new Set(made.map(({ credentialId }) => encodeBase64url(credentialId))).size).toBe(20);
    expect(new Set(made.map(({ privateKey }) => encodeBase64url(privateKey))).size).toBe(20);
    const secrets = made.flatMap(({ prfSecrets }) => Object.values(prfSecrets ?? {}));
    expect(new Set(secrets.map(encodeBase64url)).size).toBe(40);
  });

  it("cuts names to what the vault keeps, and never through a character", () => {
    const name = `${"n".repeat(1023)}\u{1f600}`;
    const { passkey } = makeCredential(
      creationRequest({ rp: { name }, user: { id: "AQ", name: "short", displayName: name } }),
      random,
    );
    expect(passkey).toMatchObject({
      rpName: "n".repeat(1023),
      userName: "short",
      userDisplayName: "n".repeat(1023),
    });
  });
});
