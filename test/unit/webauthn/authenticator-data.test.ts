import { createHash } from "node:crypto";
import { parseAuthenticatorData } from "@simplewebauthn/server/helpers";
import { describe, expect, it } from "vitest";
import { decodeHex, encodeHex } from "../../../lib/bytes/hex.ts";
import { p256PublicKey } from "../../../lib/crypto/p256.ts";
import {
  type AuthenticatorData,
  encodeAuthenticatorData,
} from "../../../lib/webauthn/authenticator-data.ts";
import { FLAG } from "../../../lib/webauthn/authenticator-flags.ts";
import { encodeP256CoseKey } from "../../../lib/webauthn/cose-key.ts";
import { resolveRpId } from "../../../lib/webauthn/rp-id.ts";
import { SPEC_EXAMPLES } from "../../vectors/webauthn-level-3.ts";

const rpId = await resolveRpId("https://example.org", undefined);
const none: AuthenticatorData = {
  rpId,
  userPresent: false,
  userVerified: false,
  backupEligible: false,
  backupState: false,
};
const attestedCredential = {
  aaguid: new Uint8Array(16).fill(1),
  credentialId: Uint8Array.of(2, 3),
  publicKey: encodeP256CoseKey(p256PublicKey(new Uint8Array(32).fill(4))),
};

describe("encodeAuthenticatorData", () => {
  it.each(SPEC_EXAMPLES)("writes $name's assertion example byte for byte", ({ assertion }) => {
    const flags = decodeHex(assertion.authenticatorData)[32] ?? 0;
    const data = encodeAuthenticatorData({
      rpId,
      userPresent: (flags & FLAG.UP) !== 0,
      userVerified: (flags & FLAG.UV) !== 0,
      backupEligible: (flags & FLAG.BE) !== 0,
      backupState: (flags & FLAG.BS) !== 0,
    });
    expect(encodeHex(data)).toBe(assertion.authenticatorData);
  });

  it("hashes the RP ID", () => {
    const data = encodeAuthenticatorData(none);
    const expected = createHash("sha256").update("example.org").digest("hex");
    expect(encodeHex(data)).toBe(`${expected}0000000000`);
  });

  it.each([
    ["user present", { userPresent: true }, 0x01],
    ["user verified", { userVerified: true }, 0x04],
    ["backup eligible", { backupEligible: true }, 0x08],
    ["backed up", { backupEligible: true, backupState: true }, 0x18],
    ["attested", { attestedCredential }, 0x40],
    ["extended", { extensions: new Map([["x", true]]) }, 0x80],
  ])("sets the bits of %s alone", (_what, members, flags) => {
    expect(encodeAuthenticatorData({ ...none, ...members })[32]).toBe(flags);
  });

  it("lays out credential and extensions so that an independent parser finds them", () => {
    const data = encodeAuthenticatorData({
      ...none,
      userPresent: true,
      attestedCredential: { ...attestedCredential, credentialId: new Uint8Array(1023).fill(9) },
      extensions: new Map([["credProtect", 2]]),
    });
    const parsed = parseAuthenticatorData(data);
    expect(parsed.counter).toBe(0);
    expect(parsed.aaguid).toEqual(attestedCredential.aaguid);
    expect(parsed.credentialID).toEqual(new Uint8Array(1023).fill(9));
    expect(parsed.credentialPublicKey).toEqual(attestedCredential.publicKey);
    expect(parsed.extensionsData).toEqual({ credProtect: 2 });
    expect(parsed.flags).toMatchObject({ up: true, uv: false, at: true, ed: true });
  });

  it.each<[string, AuthenticatorData]>([
    ["a backup state without eligibility", { ...none, backupState: true }],
    [
      "an AAGUID of 15 bytes",
      { ...none, attestedCredential: { ...attestedCredential, aaguid: new Uint8Array(15) } },
    ],
    [
      "an empty credential ID",
      { ...none, attestedCredential: { ...attestedCredential, credentialId: new Uint8Array(0) } },
    ],
    [
      "a credential ID of 1,024 bytes",
      {
        ...none,
        attestedCredential: { ...attestedCredential, credentialId: new Uint8Array(1024) },
      },
    ],
  ])("refuses %s", (_what, data) => {
    expect(() => encodeAuthenticatorData(data)).toThrow(RangeError);
  });
});
