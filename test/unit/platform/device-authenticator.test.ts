import { beforeEach, describe, expect, it, vi } from "vitest";
import { deviceAuthenticator } from "../../../lib/platform/device-authenticator.ts";
import { decodeBase64url, encodeBase64url } from "../../../lib/bytes/base64url.ts";
import type { DeviceChallenge, DeviceUnlockQuestion } from "../../../lib/app/views.ts";

const world = vi.hoisted(() => ({
  address: "chrome-extension://aaaabbbb/",
  firefoxVersion: "150.0",
  hasAccess: true,
}));

vi.mock("webextension-polyfill", () => ({
  default: {
    runtime: {
      getURL: () => world.address,
      getBrowserInfo: () => Promise.resolve({ name: "Firefox", version: world.firefoxVersion }),
    },
    permissions: { contains: () => Promise.resolve(world.hasAccess) },
  },
}));

const bytes = (...values: number[]) => new Uint8Array(values).buffer;

type Prf = NonNullable<AuthenticationExtensionsClientOutputs["prf"]>;

class FakeCredential {
  readonly #prf: Prf | undefined;
  constructor(prf?: Prf) {
    this.#prf = prf;
  }
  getClientExtensionResults() {
    return this.#prf === undefined ? {} : { prf: this.#prf };
  }
  static isUserVerifyingPlatformAuthenticatorAvailable = vi.fn<() => Promise<boolean>>();
  readonly rawId = bytes(1);
  readonly response = {
    clientDataJSON: bytes(2),
    authenticatorData: bytes(3),
    signature: bytes(4),
    getPublicKey: () => bytes(5),
    getPublicKeyAlgorithm: () => -7,
    getAuthenticatorData: () => bytes(3),
  };
}

const create = vi.fn<(options: CredentialCreationOptions) => Promise<unknown>>();
const get = vi.fn<(options: CredentialRequestOptions) => Promise<unknown>>();

const OUTPUT = new Uint8Array(32).fill(7).buffer;
const OUTPUT_TEXT = encodeBase64url(new Uint8Array(OUTPUT));
const SALT = encodeBase64url(new Uint8Array(32).fill(9));
const QUESTION: DeviceUnlockQuestion = {
  rpId: null,
  credentials: [
    { credentialId: "AQ", prfSalt: SALT },
    { credentialId: "_w", prfSalt: OUTPUT_TEXT },
  ],
};

const CHALLENGE: DeviceChallenge = { challenge: "AAEC", rpId: null, credentialIds: ["_w"] };

beforeEach(() => {
  Object.assign(world, {
    address: "chrome-extension://aaaabbbb/",
    firefoxVersion: "150.0",
    hasAccess: true,
  });
  vi.stubGlobal("PublicKeyCredential", FakeCredential);
  vi.stubGlobal("navigator", { credentials: { create, get } });
  FakeCredential.isUserVerifyingPlatformAuthenticatorAvailable.mockResolvedValue(true);
  create.mockReset().mockResolvedValue(new FakeCredential());
  get.mockReset().mockResolvedValue(new FakeCredential());
});

describe("the device's authenticator", () => {
  it("is there where the browser says so", async () => {
    expect(await deviceAuthenticator.isAvailable()).toBe(true);
    FakeCredential.isUserVerifyingPlatformAuthenticatorAvailable.mockResolvedValue(false);
    expect(await deviceAuthenticator.isAvailable()).toBe(false);
    vi.stubGlobal("PublicKeyCredential", undefined);
    Reflect.deleteProperty(globalThis, "PublicKeyCredential");
    expect(await deviceAuthenticator.isAvailable()).toBe(false);
  });

  it.each([
    ["149.0.2", true, false],
    ["150.0", true, true],
    ["153.1.0", true, true],
    ["153.1.0", false, false],
  ])("in Firefox %s, with access to Headway: %s, is there: %s", async (version, access, there) => {
    Object.assign(world, {
      address: "moz-extension://aaaa/",
      firefoxVersion: version,
      hasAccess: access,
    });
    expect(await deviceAuthenticator.isAvailable()).toBe(there);
  });

  it("makes a credential of the platform, under the user's verification", async () => {
    expect(await deviceAuthenticator.register(CHALLENGE, "Waykey on this device")).toEqual({
      credentialId: "AQ",
      publicKey: "BQ",
      algorithm: -7,
      clientDataJSON: "Ag",
      authenticatorData: "Aw",
      prf: null,
    });
    const options = create.mock.calls[0]?.[0].publicKey;
    expect(options).toMatchObject({
      rp: { name: "Waykey" },
      challenge: new Uint8Array([0, 1, 2]),
      authenticatorSelection: {
        authenticatorAttachment: "platform",
        userVerification: "required",
        residentKey: "discouraged",
      },
      excludeCredentials: [{ type: "public-key", id: new Uint8Array([255]) }],
      attestation: "none",
    });
    expect(options?.rp).not.toHaveProperty("id");
    expect(options?.pubKeyCredParams.map(({ alg }) => alg)).toEqual([-7, -8, -257]);
    expect(options?.user).toMatchObject({ name: "Waykey on this device" });
    expect(options?.user.id.byteLength).toBe(16);
  });

  it("signs a challenge with the enrolled credentials alone", async () => {
    expect(await deviceAuthenticator.verify({ ...CHALLENGE, rpId: "headway.co" })).toEqual({
      credentialId: "AQ",
      clientDataJSON: "Ag",
      authenticatorData: "Aw",
      signature: "BA",
    });
    expect(get.mock.calls[0]?.[0].publicKey).toMatchObject({
      rpId: "headway.co",
      challenge: new Uint8Array([0, 1, 2]),
      allowCredentials: [{ type: "public-key", id: new Uint8Array([255]) }],
      userVerification: "required",
    });
  });

  it("asks for the RP ID that the worker names, and for none where it names none", async () => {
    await deviceAuthenticator.register({ ...CHALLENGE, rpId: "headway.co" }, "x");
    expect(create.mock.calls[0]?.[0].publicKey?.rp.id).toBe("headway.co");
    await deviceAuthenticator.verify(CHALLENGE);
    expect(get.mock.calls[0]?.[0].publicKey).not.toHaveProperty("rpId");
  });

  it("turns every refusal into one code and keeps the cause", async () => {
    const cause = new DOMException("declined", "NotAllowedError");
    create.mockRejectedValue(cause);
    get.mockRejectedValue(cause);
    const wanted = { name: "WaykeyError", code: "verification/device", cause };
    await expect(deviceAuthenticator.register(CHALLENGE, "x")).rejects.toMatchObject(wanted);
    await expect(deviceAuthenticator.verify(CHALLENGE)).rejects.toMatchObject(wanted);
    await expect(deviceAuthenticator.unlock(QUESTION)).rejects.toMatchObject(wanted);
  });

  it("takes nothing that is not a credential of the right kind", async () => {
    create.mockResolvedValue(null);
    get.mockResolvedValue({ type: "password" });
    const wanted = { code: "verification/device" };
    await expect(deviceAuthenticator.register(CHALLENGE, "x")).rejects.toMatchObject(wanted);
    await expect(deviceAuthenticator.verify(CHALLENGE)).rejects.toMatchObject(wanted);
    await expect(deviceAuthenticator.unlock(QUESTION)).rejects.toMatchObject(wanted);
  });
});

/** The salt that the last `create` was asked to evaluate. */
function saltOfCreate(): string {
  const first = create.mock.calls.at(-1)?.[0].publicKey?.extensions?.prf?.eval?.first;
  if (!(first instanceof Uint8Array)) throw new TypeError("No salt was given");
  return encodeBase64url(first);
}

describe("the device's PRF at the enrolment", () => {
  it("is taken from the credential's making where the device answers at once", async () => {
    create.mockResolvedValue(new FakeCredential({ enabled: true, results: { first: OUTPUT } }));
    const { prf } = await deviceAuthenticator.register(CHALLENGE, "x");
    expect(prf).toEqual({ salt: saltOfCreate(), output: OUTPUT_TEXT });
    expect(saltOfCreate()).toHaveLength(43);
    expect(get).not.toHaveBeenCalled();
  });

  it("has a new salt for every credential", async () => {
    await deviceAuthenticator.register(CHALLENGE, "x");
    const first = saltOfCreate();
    await deviceAuthenticator.register(CHALLENGE, "x");
    expect(saltOfCreate()).not.toBe(first);
  });

  it("is asked for once more, of this credential alone, where the device has it but did not answer", async () => {
    create.mockResolvedValue(new FakeCredential({ enabled: true }));
    get.mockResolvedValue(new FakeCredential({ results: { first: OUTPUT } }));
    const { prf } = await deviceAuthenticator.register({ ...CHALLENGE, rpId: "headway.co" }, "x");
    expect(prf).toEqual({ salt: saltOfCreate(), output: OUTPUT_TEXT });
    expect(get).toHaveBeenCalledOnce();
    const options = get.mock.calls[0]?.[0].publicKey;
    expect(options).toMatchObject({
      rpId: "headway.co",
      allowCredentials: [{ type: "public-key", id: new Uint8Array([1]) }],
      userVerification: "required",
    });
    const salts = options?.extensions?.prf?.evalByCredential ?? {};
    expect(Object.keys(salts)).toEqual(["AQ"]);
    expect(salts["AQ"]?.first).toEqual(decodeBase64url(saltOfCreate()));
  });

  it.each([
    ["has none", { enabled: false }],
    ["says nothing of it", undefined],
    ["answers with the wrong length", { enabled: false, results: { first: bytes(1, 2, 3) } }],
  ])("is null where the device %s, and the device is asked no more", async (_, prf) => {
    create.mockResolvedValue(new FakeCredential(prf));
    expect((await deviceAuthenticator.register(CHALLENGE, "x")).prf).toBeNull();
    expect(get).not.toHaveBeenCalled();
  });

  it("is null where the user declines the second question; the device verifies all the same", async () => {
    create.mockResolvedValue(new FakeCredential({ enabled: true }));
    get.mockRejectedValue(new DOMException("declined", "NotAllowedError"));
    expect(await deviceAuthenticator.register(CHALLENGE, "x")).toMatchObject({
      credentialId: "AQ",
      prf: null,
    });
  });

  it("is left out for a device that fails over it, and for no other refusal", async () => {
    create.mockRejectedValueOnce(new DOMException("prf", "UnknownError"));
    expect((await deviceAuthenticator.register(CHALLENGE, "x")).prf).toBeNull();
    expect(
      create.mock.calls.map(([options]) => options.publicKey?.extensions !== undefined),
    ).toEqual([true, false]);
    create.mockReset().mockRejectedValue(new DOMException("declined", "NotAllowedError"));
    await expect(deviceAuthenticator.register(CHALLENGE, "x")).rejects.toMatchObject({
      code: "verification/device",
    });
    expect(create).toHaveBeenCalledOnce();
  });
});

describe("the device at a locked vault", () => {
  it("is asked with the salt of each enrolled credential, and answers with what one gave", async () => {
    get.mockResolvedValue(new FakeCredential({ results: { first: OUTPUT } }));
    expect(await deviceAuthenticator.unlock({ ...QUESTION, rpId: "headway.co" })).toEqual({
      method: "device",
      credentialId: "AQ",
      prfOutput: OUTPUT_TEXT,
    });
    const options = get.mock.calls[0]?.[0].publicKey;
    expect(options).toMatchObject({
      rpId: "headway.co",
      allowCredentials: [
        { type: "public-key", id: new Uint8Array([1]) },
        { type: "public-key", id: new Uint8Array([255]) },
      ],
      userVerification: "required",
      extensions: {
        prf: {
          evalByCredential: {
            AQ: { first: decodeBase64url(SALT) },
            _w: { first: decodeBase64url(OUTPUT_TEXT) },
          },
        },
      },
    });
    expect(options?.challenge.byteLength).toBe(32);
  });

  it("takes an output that comes as a view of a larger buffer", async () => {
    const view = new Uint8Array(40).fill(7).subarray(4, 36);
    get.mockResolvedValue(new FakeCredential({ results: { first: view } }));
    expect((await deviceAuthenticator.unlock(QUESTION)).prfOutput).toBe(OUTPUT_TEXT);
  });

  it.each([
    ["no PRF", undefined],
    ["no output", { enabled: true }],
    ["an output of the wrong length", { results: { first: bytes(1) } }],
  ])("fails where the answer has %s", async (_, prf) => {
    get.mockResolvedValue(new FakeCredential(prf));
    await expect(deviceAuthenticator.unlock(QUESTION)).rejects.toMatchObject({
      code: "verification/device",
    });
  });

  it("is not asked where no credential is enrolled", async () => {
    await expect(
      deviceAuthenticator.unlock({ ...QUESTION, credentials: [] }),
    ).rejects.toMatchObject({ code: "verification/device" });
    expect(get).not.toHaveBeenCalled();
  });
});
