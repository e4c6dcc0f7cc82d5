import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import type { CreationOptionsJSON, RequestOptionsJSON } from "../../../lib/webauthn/json-types.ts";
import { parseCreationOptions, parseRequestOptions } from "../../../lib/webauthn/options.ts";
import { resolveRpId } from "../../../lib/webauthn/rp-id.ts";
import { asksForOurs, isExcluded, matchingPasskeys } from "../../../lib/webauthn/routing.ts";
import { CREATION, REQUEST } from "./ceremony-fixtures.ts";

const rpId = await resolveRpId("https://headway.co", undefined);
const id = (byte: number) => encodeBase64url(new Uint8Array(32).fill(byte));
const first = { credentialId: id(1), rpId: "headway.co", hidden: null, note: "first" };
const second = { credentialId: id(2), rpId: "headway.co", hidden: null, note: "second" };
const elsewhere = {
  credentialId: id(3),
  rpId: "sigmund.headway.co",
  hidden: null,
  note: "elsewhere",
};
const hidden = { ...first, credentialId: id(4), hidden: { at: 1, by: "site" }, note: "hidden" };
const held = [first, hidden, second, elsewhere];

const descriptor = (byte: number, members: object = {}) => ({
  type: "public-key",
  id: id(byte),
  ...members,
});

const create = (options: Partial<CreationOptionsJSON>) =>
  parseCreationOptions({ ...CREATION, ...options });
const get = (options: Partial<RequestOptionsJSON>) =>
  parseRequestOptions({ ...REQUEST, ...options });

describe("asksForOurs", () => {
  it.each<[string, Partial<CreationOptionsJSON>, boolean]>([
    ["ES256", {}, true],
    ["the default algorithms", { pubKeyCredParams: [] }, true],
    ["RS256 alone", { pubKeyCredParams: [{ type: "public-key", alg: -257 }] }, false],
    ["unknown types alone", { pubKeyCredParams: [{ type: "other", alg: -7 }] }, false],
    ["EdDSA", { pubKeyCredParams: [{ type: "public-key", alg: -8 }] }, true],
    ["payment", { extensions: { payment: true } }, false],
    [
      "a protection policy that must hold",
      {
        extensions: {
          credentialProtectionPolicy: "userVerificationRequired",
          enforceCredentialProtectionPolicy: true,
        },
      },
      false,
    ],
    ["appidExclude", { extensions: { appidExclude: "https://headway.co" } }, false],
    ["the extensions served", { extensions: { prf: {}, largeBlob: {}, other: true } }, true],
    ["a security key", { hints: ["security-key"] }, true],
  ])("is decided for %s", (_what, options, expected) => {
    expect(asksForOurs(create(options))).toBe(expected);
  });
});

describe("matchingPasskeys", () => {
  it("are all of the RP ID, in their order, when none is named", () => {
    expect(matchingPasskeys(get({}), rpId, held)).toEqual([first, second]);
    expect(matchingPasskeys(get({ allowCredentials: [] }), rpId, held)).toEqual([first, second]);
  });

  it("are only the named ones", () => {
    const allowCredentials = [descriptor(9), descriptor(2)];
    expect(matchingPasskeys(get({ allowCredentials }), rpId, held)).toEqual([second]);
  });

  it("are no hidden ones, named or not", () => {
    const allowCredentials = [descriptor(4)];
    expect(matchingPasskeys(get({ allowCredentials }), rpId, held)).toEqual([]);
    expect(matchingPasskeys(get({}), rpId, [hidden])).toEqual([]);
  });

  it("are found whatever transports and hints the site hands back", () => {
    const allowCredentials = [descriptor(1, { transports: ["usb", "nfc"] })];
    const options = get({ allowCredentials, hints: ["security-key"] });
    expect(matchingPasskeys(options, rpId, held)).toEqual([first]);
  });

  it.each<[string, Partial<RequestOptionsJSON>]>([
    ["only foreign IDs are named", { allowCredentials: [descriptor(9)] }],
    ["only unknown types are named", { allowCredentials: [{ type: "other", id: id(1) }] }],
    ["the ID belongs to another RP ID", { allowCredentials: [descriptor(3)] }],
    [
      "the ID is the beginning of one held",
      { allowCredentials: [{ type: "public-key", id: "AQ" }] },
    ],
    ["the ID is empty", { allowCredentials: [{ type: "public-key", id: "" }] }],
    ["appid is asked for", { extensions: { appid: "https://headway.co" } }],
  ])("are none when %s", (_what, options) => {
    expect(matchingPasskeys(get(options), rpId, held)).toEqual([]);
  });

  it("are none when none is held", () => {
    expect(matchingPasskeys(get({}), rpId, [])).toEqual([]);
  });
});

describe("isExcluded", () => {
  it.each<[string, Partial<CreationOptionsJSON>, boolean]>([
    ["no list", {}, false],
    ["an empty list", { excludeCredentials: [] }, false],
    ["a held ID", { excludeCredentials: [descriptor(9), descriptor(1)] }, true],
    [
      "a held ID with other transports",
      { excludeCredentials: [descriptor(1, { transports: ["usb"] })] },
      true,
    ],
    ["a hidden passkey's ID", { excludeCredentials: [descriptor(4)] }, true],
    ["foreign IDs", { excludeCredentials: [descriptor(9)] }, false],
    ["an ID of another RP ID", { excludeCredentials: [descriptor(3)] }, false],
    ["a held ID of an unknown type", { excludeCredentials: [{ type: "other", id: id(1) }] }, false],
  ])("is decided for %s", (_what, options, expected) => {
    expect(isExcluded(create(options), rpId, held)).toBe(expected);
  });
});
