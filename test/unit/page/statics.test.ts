import { describe, expect, it } from "vitest";
import { startShim } from "../../../lib/page/shim.ts";
import type { ShimScene } from "./fake-bridge.ts";
import { CAPABILITIES, createFakeWindow } from "./fake-window.ts";
import { ASSERTION } from "./responses.ts";
import { answerNext, request, useScenes } from "./scenes.ts";

const scene = useScenes();

const STATICS = [
  "isUserVerifyingPlatformAuthenticatorAvailable",
  "isConditionalMediationAvailable",
  "getClientCapabilities",
  "signalUnknownCredential",
  "signalAllAcceptedCredentials",
  "signalCurrentUserDetails",
] as const;

async function answerHasVault({ bridge }: ShimScene, value: boolean): Promise<void> {
  const { id, type } = await bridge.next();
  expect(type).toBe("has-vault");
  bridge.answer({ type: "has-vault", id, value });
}

describe("the static methods", () => {
  it("keep the descriptors, names and lengths of the native ones, and no others come", () => {
    const patched = scene().window.PublicKeyCredential;
    const native = createFakeWindow().window.PublicKeyCredential;
    expect(Reflect.ownKeys(patched)).toEqual(Reflect.ownKeys(native));
    const shape = (owner: object, name: string): unknown => {
      const descriptor = Object.getOwnPropertyDescriptor(owner, name);
      const method = descriptor?.value as { name: string; length: number };
      return { ...descriptor, value: [method.name, method.length] };
    };
    for (const name of STATICS) {
      expect(Reflect.get(patched, name)).toBeTypeOf("function");
      expect(shape(patched, name)).toEqual(shape(native, name));
    }
  });

  it("are not made where the browser has none", () => {
    const { window } = createFakeWindow();
    for (const name of STATICS) Reflect.deleteProperty(window.PublicKeyCredential, name);
    startShim({ window, channelName: "scene" });
    for (const name of STATICS) expect(window.PublicKeyCredential).not.toHaveProperty(name);
  });
});

describe.each([
  ["isUserVerifyingPlatformAuthenticatorAvailable", false],
  ["isConditionalMediationAvailable", true],
] as const)("%s", (name, native) => {
  it.each([true, false])(
    "is true with a vault and the browser's answer without: %s",
    async (has) => {
      const one = scene();
      const answer = one.window.PublicKeyCredential[name]();
      await answerHasVault(one, has);
      expect(await answer).toBe(has || native);
    },
  );

  it("is the browser's when nobody is at the other end", async () => {
    const { window } = createFakeWindow();
    startShim({ window, channelName: "scene" });
    expect(await window.PublicKeyCredential[name]()).toBe(native);
  });

  it("is the browser's in a frame under another origin that nothing is delegated to", async () => {
    const one = scene(true, { parentOrigin: "https://evil.test" });
    expect(await one.window.PublicKeyCredential[name]()).toBe(native);
    expect(one.bridge.unread()).toBe(0);
  });
});

describe("getClientCapabilities", () => {
  it("is the browser's record with what Waykey can do, sorted by name", async () => {
    const one = scene();
    const answer = one.window.PublicKeyCredential.getClientCapabilities();
    await answerHasVault(one, true);
    const capabilities = await answer;
    expect(Object.entries(capabilities)).toEqual([
      ["conditionalGet", true],
      ["extension:appid", true],
      ["extension:credProps", true],
      ["extension:largeBlob", true],
      ["extension:prf", true],
      ["hybridTransport", false],
      ["passkeyPlatformAuthenticator", true],
      ["userVerifyingPlatformAuthenticator", true],
    ]);
    expect(Object.getPrototypeOf(capabilities)).toBe(Object.prototype);
  });

  it("is the browser's record without a vault, and when the bridge is silent", async () => {
    const one = scene();
    const answer = one.window.PublicKeyCredential.getClientCapabilities();
    await answerHasVault(one, false);
    expect(await answer).toEqual(CAPABILITIES);
    const silent = scene(false);
    const unanswered = silent.window.PublicKeyCredential.getClientCapabilities();
    await silent.bridge.next();
    silent.pass(1000);
    expect(await unanswered).toEqual(CAPABILITIES);
  });
});

describe("a question that the bridge can't answer", () => {
  it("is the browser's when it heard and is gone since", async () => {
    const one = scene();
    const { PublicKeyCredential: statics } = one.window;
    const isAvailable = statics.isUserVerifyingPlatformAuthenticatorAvailable();
    const capabilities = statics.getClientCapabilities();
    expect((await one.bridge.next()).type).toBe("has-vault");
    expect((await one.bridge.next()).type).toBe("has-vault");
    await one.heard();
    one.bridge.fallSilent();
    one.pass(5000);
    one.pass(1000);
    expect(await isAvailable).toBe(false);
    expect(await capabilities).toEqual(CAPABILITIES);
  });

  it("is followed by nothing once it is answered", async () => {
    const one = scene();
    const answer = one.window.PublicKeyCredential.getClientCapabilities();
    await answerHasVault(one, true);
    await answer;
    one.pass(60_000);
    await one.heard();
    expect(one.bridge.unread()).toBe(0);
  });

  it("is the browser's when it is too long, or not to be read, as a page can have it", async () => {
    const record = { ["x".repeat(300_000)]: true };
    const closed = new Proxy(record, {
      ownKeys: () => {
        throw new RangeError("the page's");
      },
    });
    for (const own of [record, closed]) {
      const one = scene(true, {}, ({ window }) => {
        // As if Object.prototype had a `then`, which the browser asks of its record.
        const getClientCapabilities = (): Promise<unknown> => Promise.resolve(own);
        Object.assign(window.PublicKeyCredential, { getClientCapabilities });
      });
      expect(await one.window.PublicKeyCredential.getClientCapabilities()).toBe(own);
    }
  });
});

describe("the signal methods", () => {
  it.each([
    [
      "signalUnknownCredential",
      { rpId: "headway.co", credentialId: "AQID" },
      { kind: "unknown-credential", rpId: "headway.co", credentialId: "AQID" },
    ],
    [
      "signalAllAcceptedCredentials",
      { rpId: "headway.co", userId: "AQ", allAcceptedCredentialIds: new Set(["AQID", "BAUG"]) },
      {
        kind: "all-accepted-credentials",
        rpId: "headway.co",
        userId: "AQ",
        allAcceptedCredentialIds: ["AQID", "BAUG"],
      },
    ],
    [
      "signalCurrentUserDetails",
      { rpId: "headway.co", userId: "AQ", name: "pat", displayName: "Pat" },
      {
        kind: "current-user-details",
        rpId: "headway.co",
        userId: "AQ",
        name: "pat",
        displayName: "Pat",
      },
    ],
  ])(
    "%s: the browser's answer, and what it accepted for the worker",
    async (name, options, signal) => {
      const one = scene();
      const reads: string[] = [];
      const counting = new Proxy(options, {
        get(target, key): unknown {
          reads.push(String(key));
          return Reflect.get(target, key);
        },
      });
      const method = Reflect.get(one.window.PublicKeyCredential, name) as (o: object) => unknown;
      expect(await method(counting)).toBeUndefined();
      expect(one.signals).toHaveLength(1);
      expect(await one.bridge.next()).toEqual({ type: "signal", id: 1, signal });
      expect(reads.toSorted()).toEqual(Object.keys(options).toSorted());
    },
  );

  it("tell nothing of what the browser refuses", async () => {
    const one = scene();
    const { PublicKeyCredential } = one.window;
    const options = { rpId: "headway.co", credentialId: "!" };
    await expect(PublicKeyCredential.signalUnknownCredential(options)).rejects.toThrow(TypeError);
    await one.heard();
  });

  it("tell nothing that is out of bounds, and the link goes on", async () => {
    const one = scene();
    const { PublicKeyCredential } = one.window;
    const rpId = "headway.co";
    const ids = Array.from({ length: 1025 }, () => "AQID");
    for (const allAcceptedCredentialIds of [ids, ["a".repeat(1401)]]) {
      const options = { rpId, userId: "AQ", allAcceptedCredentialIds };
      await PublicKeyCredential.signalAllAcceptedCredentials(options);
    }
    await one.heard();
    expect(one.signals).toHaveLength(2);
  });
});

describe("navigator.credentials.store", () => {
  it("refuses a credential of Waykey as any public key credential", async () => {
    const one = scene();
    const made = one.container.get({ publicKey: request() });
    await answerNext(one, { kind: "asserted", response: ASSERTION });
    const credential = await made;
    await expect(one.container.store(credential)).rejects.toMatchObject({
      name: "NotSupportedError",
    });
    await expect(one.container.store(credential)).rejects.toBeInstanceOf(one.window.DOMException);
  });

  it("leaves everything else to the browser", async () => {
    const one = scene();
    const password = { type: "password" };
    expect(await one.container.store(password)).toBe(password);
    const forged = Object.create(one.window.PublicKeyCredential.prototype) as object;
    await expect(one.container.store(forged)).rejects.toThrow("no Credential");
  });
});
