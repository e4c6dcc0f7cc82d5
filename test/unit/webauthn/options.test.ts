import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { parseCreationOptions, parseRequestOptions } from "../../../lib/webauthn/options.ts";

const CHALLENGE = Uint8Array.of(1, 2, 3);
const base = {
  rp: { name: "Headway" },
  user: { id: encodeBase64url(Uint8Array.of(7)), name: "me@x.co", displayName: "Me" },
  challenge: encodeBase64url(CHALLENGE),
  pubKeyCredParams: [{ type: "public-key", alg: -7 }],
};
const request = { challenge: base.challenge };
const ID = encodeBase64url(Uint8Array.of(5, 5));
const size = (bytes: number) => encodeBase64url(new Uint8Array(bytes));

describe("parseCreationOptions", () => {
  it("settles the defaults", () => {
    expect(parseCreationOptions(base)).toEqual({
      rp: { id: undefined, name: "Headway" },
      user: { id: Uint8Array.of(7), name: "me@x.co", displayName: "Me" },
      challenge: CHALLENGE,
      algorithms: [-7],
      timeoutMs: 300_000,
      excludeCredentials: [],
      authenticatorAttachment: undefined,
      userVerification: "preferred",
      extensions: {
        credProps: false,
        prf: null,
        largeBlob: false,
        credBlob: false,
        hmacCreateSecret: false,
        nativeOnly: false,
      },
    });
  });

  it("reads everything that is given", () => {
    const options = parseCreationOptions({
      ...base,
      rp: { id: "headway.co", name: "Headway" },
      timeout: 400_000,
      excludeCredentials: [{ type: "public-key", id: ID, transports: ["usb", "telepathy"] }],
      authenticatorSelection: {
        authenticatorAttachment: "cross-platform",
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "discouraged",
      },
      hints: ["security-key", "crystal-ball"],
      attestation: "direct",
      extensions: { credProps: true, prf: {} },
    });
    expect(options).toMatchObject({
      rp: { id: "headway.co" },
      timeoutMs: 400_000,
      excludeCredentials: [{ id: Uint8Array.of(5, 5) }],
      authenticatorAttachment: "cross-platform",
      userVerification: "discouraged",
      extensions: { credProps: true, prf: { eval: null }, nativeOnly: false },
    });
  });

  it("takes unknown enumeration values as absent", () => {
    const authenticatorSelection = {
      authenticatorAttachment: "implant",
      residentKey: "maybe",
      requireResidentKey: true,
      userVerification: "sometimes",
    };
    const attestation = "unheard-of";
    expect(parseCreationOptions({ ...base, authenticatorSelection, attestation })).toMatchObject({
      authenticatorAttachment: undefined,
      userVerification: "preferred",
    });
  });

  it("takes an empty list of algorithms for ES256 and RS256", () => {
    expect(parseCreationOptions({ ...base, pubKeyCredParams: [] }).algorithms).toEqual([-7, -257]);
  });

  it("does not take a list of unknown types for an empty one", () => {
    const pubKeyCredParams = [{ type: "password", alg: -7 }];
    expect(parseCreationOptions({ ...base, pubKeyCredParams }).algorithms).toEqual([]);
  });

  it("keeps the order of the algorithms", () => {
    const pubKeyCredParams = [-8, -257, -7].map((alg) => ({ type: "public-key", alg }));
    expect(parseCreationOptions({ ...base, pubKeyCredParams }).algorithms).toEqual([-8, -257, -7]);
  });

  it("drops excluded credentials of unknown types", () => {
    const excludeCredentials = [{ type: "other", id: ID }];
    expect(parseCreationOptions({ ...base, excludeCredentials }).excludeCredentials).toEqual([]);
  });

  it.each<[readonly string[], string | undefined, string | undefined]>([
    [[], undefined, undefined],
    [[], "platform", "platform"],
    [["client-device"], undefined, "platform"],
    [["security-key"], undefined, "cross-platform"],
    [["hybrid"], undefined, "cross-platform"],
    [["client-device"], "cross-platform", "platform"],
    [["security-key"], "platform", "cross-platform"],
    [["hybrid", "client-device"], "platform", "cross-platform"],
    [["client-device", "security-key", "hybrid"], undefined, "platform"],
    [["crystal-ball"], "platform", "platform"],
    [["crystal-ball", "security-key"], "platform", "cross-platform"],
    [["crystal-ball"], "implant", undefined],
  ])("lets the hints %j win over the attachment %s: %s", (hints, attachment, expected) => {
    const authenticatorSelection = { authenticatorAttachment: attachment };
    const options = parseCreationOptions({ ...base, hints, authenticatorSelection });
    expect(options.authenticatorAttachment).toBe(expected);
  });

  it("takes what just fits", () => {
    const options = parseCreationOptions({
      ...base,
      rp: { name: "n".repeat(65_536) },
      user: { ...base.user, id: size(64) },
      challenge: size(65_536),
      pubKeyCredParams: Array.from({ length: 1024 }, () => base.pubKeyCredParams[0]),
      excludeCredentials: [{ type: "public-key", id: size(1023) }],
    });
    expect(options.user.id).toHaveLength(64);
    expect(options.challenge).toHaveLength(65_536);
    expect(options.excludeCredentials[0]?.id).toHaveLength(1023);
  });

  it.each<[field: string, input: unknown]>([
    ["options", null],
    ["options", "text"],
    ["rp", { ...base, rp: undefined }],
    ["rp.name", { ...base, rp: {} }],
    ["rp.id", { ...base, rp: { id: 1, name: "x" } }],
    ["rp.name", { ...base, rp: { name: "n".repeat(65_537) } }],
    ["user", { ...base, user: null }],
    ["user.id", { ...base, user: { ...base.user, id: "" } }],
    ["user.id", { ...base, user: { ...base.user, id: size(65) } }],
    ["user.id", { ...base, user: { ...base.user, id: "not base64url!" } }],
    ["user.displayName", { ...base, user: { ...base.user, displayName: undefined } }],
    ["challenge", { ...base, challenge: undefined }],
    ["challenge", { ...base, challenge: CHALLENGE }],
    ["challenge", { ...base, challenge: size(65_537) }],
    ["challenge", { ...base, challenge: "AA==" }],
    ["pubKeyCredParams", { ...base, pubKeyCredParams: undefined }],
    ["pubKeyCredParams", { ...base, pubKeyCredParams: { length: 1 } }],
    ["pubKeyCredParams", { ...base, pubKeyCredParams: Array.from({ length: 1025 }, () => ({})) }],
    ["pubKeyCredParams.0.alg", { ...base, pubKeyCredParams: [{ type: "public-key", alg: "-7" }] }],
    ["pubKeyCredParams.0.alg", { ...base, pubKeyCredParams: [{ type: "public-key", alg: 0.5 }] }],
    ["timeout", { ...base, timeout: -1 }],
    ["timeout", { ...base, timeout: 2 ** 32 }],
    ["timeout", { ...base, timeout: Number.POSITIVE_INFINITY }],
    ["timeout", { ...base, timeout: Number.NaN }],
    ["timeout", { ...base, timeout: "60000" }],
    [
      "excludeCredentials",
      { ...base, excludeCredentials: Array.from({ length: 1025 }, () => null) },
    ],
    ["excludeCredentials.0.id", { ...base, excludeCredentials: [{ type: "x", id: size(1024) }] }],
    ["excludeCredentials.0.type", { ...base, excludeCredentials: [{ id: ID }] }],
    ["authenticatorSelection", { ...base, authenticatorSelection: 1 }],
    ["hints.0", { ...base, hints: [1] }],
    ["extensions", { ...base, extensions: "prf" }],
  ])("refuses a bad %s by name", (field, input) => {
    expect(() => parseCreationOptions(input)).toThrow(
      expect.objectContaining({
        code: "webauthn/options",
        message: `The options' field "${field}" is not valid`,
      }),
    );
  });
});

describe("parseRequestOptions", () => {
  it("settles the defaults", () => {
    expect(parseRequestOptions(request)).toEqual({
      challenge: CHALLENGE,
      timeoutMs: 300_000,
      rpId: undefined,
      allowCredentials: null,
      userVerification: "preferred",
      extensions: { prf: null, largeBlob: null, getCredBlob: false, nativeOnly: false },
    });
  });

  it("tells no list from a list of unknown types", () => {
    const allow = (allowCredentials: unknown) =>
      parseRequestOptions({ ...request, allowCredentials }).allowCredentials;
    expect(allow([])).toBeNull();
    expect(allow([{ type: "other", id: ID }])).toEqual([]);
    expect(
      allow([
        { type: "other", id: ID },
        { type: "public-key", id: ID },
      ]),
    ).toHaveLength(1);
  });

  it("reads everything that is given", () => {
    expect(
      parseRequestOptions({
        ...request,
        timeout: 1,
        rpId: "headway.co",
        allowCredentials: [{ type: "public-key", id: ID, transports: ["internal"] }],
        userVerification: "required",
        hints: ["hybrid"],
        extensions: { appid: "https://headway.co" },
      }),
    ).toEqual({
      challenge: CHALLENGE,
      timeoutMs: 300_000,
      rpId: "headway.co",
      allowCredentials: [{ id: Uint8Array.of(5, 5) }],
      userVerification: "required",
      extensions: { prf: null, largeBlob: null, getCredBlob: false, nativeOnly: true },
    });
  });

  it.each<[field: string, input: unknown]>([
    ["options", undefined],
    ["challenge", {}],
    ["rpId", { ...request, rpId: null }],
    ["allowCredentials", { ...request, allowCredentials: "all" }],
    [
      "allowCredentials",
      { ...request, allowCredentials: Array.from({ length: 1025 }, () => ({})) },
    ],
    ["allowCredentials.0.id", { ...request, allowCredentials: [{ type: "public-key", id: 5 }] }],
    ["userVerification", { ...request, userVerification: true }],
  ])("refuses a bad %s by name", (field, input) => {
    expect(() => parseRequestOptions(input)).toThrow(
      expect.objectContaining({
        code: "webauthn/options",
        message: `The options' field "${field}" is not valid`,
      }),
    );
  });
});

describe("the options", () => {
  it("are read once each, getters included", () => {
    const reads = new Map<string, number>();
    const counted = (target: object, path: string): object =>
      new Proxy(target, {
        get(object, key, receiver): unknown {
          const name = `${path}.${String(key)}`;
          reads.set(name, (reads.get(name) ?? 0) + 1);
          const value: unknown = Reflect.get(object, key, receiver);
          return typeof value === "object" && value !== null && !Array.isArray(value)
            ? counted(value, name)
            : value;
        },
      });
    parseCreationOptions(counted({ ...base, timeout: 1, extensions: { credProps: true } }, ""));
    expect(reads.get(".challenge")).toBe(1);
    expect([...reads].filter(([, count]) => count > 1)).toEqual([]);
  });
});

describe("the time of a request", () => {
  it.each([
    [undefined, 300_000],
    [0, 300_000],
    [300_000, 300_000],
    [300_001, 300_001],
    [600_000, 600_000],
    [600_001, 600_000],
    [4_294_967_295, 600_000],
  ])("makes of %s ms %d ms", (requested, expected) => {
    expect(parseRequestOptions({ ...request, timeout: requested }).timeoutMs).toBe(expected);
  });
});
