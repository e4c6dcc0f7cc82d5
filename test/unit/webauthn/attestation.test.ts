import { describe, expect, it } from "vitest";
import { decodeHex, encodeHex } from "../../../lib/bytes/hex.ts";
import { p256PublicKey } from "../../../lib/crypto/p256.ts";
import { WAYKEY_AAGUID, waykeyAaguidBytes } from "../../../lib/webauthn/aaguid.ts";
import { encodeNoneAttestation } from "../../../lib/webauthn/attestation.ts";
import { encodeAuthenticatorData, FLAG } from "../../../lib/webauthn/authenticator-data.ts";
import { encodeCoseKey } from "../../../lib/webauthn/cose-key.ts";
import { resolveRpId } from "../../../lib/webauthn/rp-id.ts";
import { SPEC_EXAMPLES } from "../../vectors/webauthn-level-3.ts";

/** Where the flags lie in the examples: after the head of the map and the RP ID's hash. */
const FLAGS_AT = 30 + 32;

describe("encodeNoneAttestation", () => {
  it.each(SPEC_EXAMPLES)("writes $name's registration example byte for byte", (example) => {
    const { aaguid, attestationObject, credentialId } = example.registration;
    const flags = decodeHex(attestationObject)[FLAGS_AT] ?? 0;
    const authenticatorData = encodeAuthenticatorData({
      rpId: resolveRpId("https://example.org", undefined),
      userPresent: (flags & FLAG.UP) !== 0,
      userVerified: (flags & FLAG.UV) !== 0,
      backupEligible: (flags & FLAG.BE) !== 0,
      backupState: (flags & FLAG.BS) !== 0,
      attestedCredential: {
        aaguid: decodeHex(aaguid),
        credentialId: decodeHex(credentialId),
        publicKey: encodeCoseKey(p256PublicKey(decodeHex(example.privateKey))),
      },
    });
    expect(encodeHex(encodeNoneAttestation(authenticatorData))).toBe(attestationObject);
  });
});

describe("the AAGUID", () => {
  it("is a fixed random UUID", () => {
    expect(WAYKEY_AAGUID).toBe("8882489d-dcf3-42a1-8e94-22d3dcbc96ae");
    expect(WAYKEY_AAGUID).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  });

  it("has the UUID's bytes, fresh at each call", () => {
    waykeyAaguidBytes().fill(0);
    expect(encodeHex(waykeyAaguidBytes())).toBe("8882489ddcf342a18e9422d3dcbc96ae");
  });
});
