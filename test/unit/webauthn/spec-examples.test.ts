import { describe, expect, it } from "vitest";
import { decodeBase64url, encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { concatBytes } from "../../../lib/bytes/bytes.ts";
import { decodeHex, encodeHex } from "../../../lib/bytes/hex.ts";
import { decodeUtf8 } from "../../../lib/bytes/utf8.ts";
import { sha256 } from "../../../lib/crypto/sha256.ts";
import { FLAG } from "../../../lib/webauthn/authenticator-flags.ts";
import { getAssertion } from "../../../lib/webauthn/get-assertion.ts";
import { sign } from "../../../lib/webauthn/key-pair.ts";
import { makeCredentialOf } from "../../../lib/webauthn/make-credential.ts";
import { parseOrigin, resolveRpId } from "../../../lib/webauthn/rp-id.ts";
import { type SpecExample, SPEC_EXAMPLES } from "../../vectors/webauthn-level-3.ts";
import { assertionRequest, creationRequest, random, USER_HANDLE } from "./ceremony-fixtures.ts";

const PRF_SECRETS = { verified: random(32), unverified: random(32) };

/** What the caller of a ceremony settles, as the example's flags and client data have it. */
async function settled(authenticatorData: string, clientDataJSON: string) {
  const flags = decodeHex(authenticatorData)[32] ?? 0;
  const clientData = JSON.parse(decodeUtf8(decodeHex(clientDataJSON))) as {
    readonly origin: string;
    readonly crossOrigin: boolean;
    readonly topOrigin?: string;
  };
  const { origin, crossOrigin, topOrigin } = clientData;
  return {
    request: {
      origin: parseOrigin(origin),
      rpId: await resolveRpId(origin, undefined),
      crossOrigin,
      topOrigin: topOrigin === undefined ? undefined : parseOrigin(topOrigin),
      userPresent: (flags & FLAG.UP) !== 0,
      userVerified: (flags & FLAG.UV) !== 0,
    },
    backup: {
      backupEligible: (flags & FLAG.BE) !== 0,
      backupState: (flags & FLAG.BS) !== 0,
    },
    isExtended: "extraData" in clientData,
  };
}

/** The client data as written, held against the example's up to its `extraData`, if it has any. */
function expectClientData(written: string, published: string, isExtended: boolean): void {
  const text = decodeUtf8(decodeBase64url(written));
  const expected = decodeUtf8(decodeHex(published));
  if (isExtended) expect(expected.startsWith(`${text.slice(0, -1)},"extraData":`)).toBe(true);
  else expect(text).toBe(expected);
}

async function create({ registration, ...example }: SpecExample) {
  const { request, backup, isExtended } = await settled(
    registration.authenticatorData,
    registration.clientDataJSON,
  );
  const made = makeCredentialOf(
    creationRequest({ challenge: encodeBase64url(decodeHex(registration.challenge)) }, request),
    {
      algorithm: example.algorithm,
      privateKey: decodeHex(example.privateKey),
      credentialId: decodeHex(registration.credentialId),
      aaguid: decodeHex(registration.aaguid),
      prfSecrets: PRF_SECRETS,
      ...backup,
    },
  );
  return { ...made, isExtended };
}

describe.each(SPEC_EXAMPLES)("the specification's example $name", (example) => {
  it("is registered byte for byte", async () => {
    const { response, isExtended } = await create(example);
    const { authenticatorData, attestationObject, clientDataJSON } = example.registration;
    const written = response.response;
    expect(encodeHex(decodeBase64url(written.authenticatorData))).toBe(authenticatorData);
    if (attestationObject !== null) {
      expect(encodeHex(decodeBase64url(written.attestationObject))).toBe(attestationObject);
    }
    expectClientData(written.clientDataJSON, clientDataJSON, isExtended);
    expect(written.publicKeyAlgorithm).toBe(example.algorithm);
    expect(encodeHex(decodeBase64url(response.rawId))).toBe(example.registration.credentialId);
  });

  it("is signed in with byte for byte", async () => {
    const { authenticatorData, challenge, clientDataJSON, signature } = example.assertion;
    const { request, backup, isExtended } = await settled(authenticatorData, clientDataJSON);
    const { passkey } = await create(example);
    const { response } = getAssertion(
      assertionRequest(
        { ...passkey, userHandle: USER_HANDLE, ...backup },
        { challenge: encodeBase64url(decodeHex(challenge)) },
        request,
      ),
    );
    const written = response.response;
    expect(encodeHex(decodeBase64url(written.authenticatorData))).toBe(authenticatorData);
    expectClientData(written.clientDataJSON, clientDataJSON, isExtended);
    if (!isExtended) expect(encodeHex(decodeBase64url(written.signature))).toBe(signature);
    const signed = concatBytes(decodeHex(authenticatorData), sha256(decodeHex(clientDataJSON)));
    expect(encodeHex(sign(example.algorithm, passkey.privateKey, signed))).toBe(signature);
  });
});

describe("the examples", () => {
  it("are of both algorithms, and some of each are whole without extraData", async () => {
    const all = await Promise.all(
      SPEC_EXAMPLES.map(({ assertion }) =>
        settled(assertion.authenticatorData, assertion.clientDataJSON),
      ),
    );
    const whole = SPEC_EXAMPLES.filter((_example, i) => all[i]?.isExtended === false);
    expect(new Set(whole.map(({ algorithm }) => algorithm))).toEqual(new Set([-7, -8]));
  });
});
