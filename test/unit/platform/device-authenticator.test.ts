import { beforeEach, describe, expect, it, vi } from "vitest";
import { deviceAuthenticator } from "../../../lib/platform/device-authenticator.ts";
import type { DeviceChallenge } from "../../../lib/app/views.ts";

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

class FakeCredential {
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
  });

  it("takes nothing that is not a credential of the right kind", async () => {
    create.mockResolvedValue(null);
    get.mockResolvedValue({ type: "password" });
    const wanted = { code: "verification/device" };
    await expect(deviceAuthenticator.register(CHALLENGE, "x")).rejects.toMatchObject(wanted);
    await expect(deviceAuthenticator.verify(CHALLENGE)).rejects.toMatchObject(wanted);
  });
});
