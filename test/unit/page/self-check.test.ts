import { describe, expect, it } from "vitest";
import type { OverrideState } from "../../../lib/rpc/ceremony-messages.ts";
import type { ShimScene } from "./fake-bridge.ts";
import { type FakeWindow, getterOf, NATIVE_RESULT } from "./fake-window.ts";
import { ASSERTION } from "./responses.ts";
import { answerNext, creation, request, useScenes } from "./scenes.ts";

const scene = useScenes();

async function check({ bridge }: ShimScene): Promise<OverrideState> {
  bridge.answer({ type: "check", id: 7 });
  const message = await bridge.next();
  if (message.type !== "checked") throw new TypeError("the shim answered no check");
  expect(message.id).toBe(7);
  return message.state;
}

const other = (): void => {};
const value = (more: PropertyDescriptor = {}): PropertyDescriptor => ({
  value: other,
  configurable: true,
  writable: true,
  ...more,
});

describe("the shim's look at its own override", () => {
  it("finds it in place, whatever else a page defines", async () => {
    const one = scene();
    Object.assign(one.container, { mine: 1 });
    expect(await check(one)).toBe("in-place");
  });

  it.each<[string, (one: ShimScene) => void]>([
    ["on the object", ({ container }) => void Object.assign(container, { get: other })],
    [
      "on the prototype, by assignment",
      ({ window }) => void Object.assign(window.CredentialsContainer.prototype, { create: other }),
    ],
    [
      "by one that wraps ours",
      ({ window }) => {
        const { prototype } = window.CredentialsContainer;
        const ours: unknown = Reflect.get(prototype, "get");
        Object.defineProperty(prototype, "get", value({ value: new Proxy(ours as object, {}) }));
      },
    ],
    [
      "by none at all",
      ({ window }) => void Reflect.deleteProperty(window.CredentialsContainer.prototype, "get"),
    ],
    [
      "by another container on navigator",
      ({ navigator }) =>
        void Object.defineProperty(navigator, "credentials", value({ value: { get: other } })),
    ],
    [
      "by another getter of navigator.credentials",
      ({ window }) =>
        void Object.defineProperty(window.Navigator.prototype, "credentials", {
          get: other,
          configurable: true,
        }),
    ],
    [
      "by another navigator",
      ({ window }) => void Object.defineProperty(window, "navigator", value()),
    ],
    [
      "by another prototype of the container",
      ({ container }) => void Object.setPrototypeOf(container, { get: other }),
    ],
  ])("finds it replaced %s", async (_name, replace) => {
    const one = scene();
    replace(one);
    expect(await check(one)).toBe("replaced");
  });

  it.each<[string, PropertyDescriptor, OverrideState]>([
    ["fixed value", value({ configurable: false, writable: false }), "locked"],
    ["fixed accessor", { get: other, configurable: false }, "locked"],
    ["value that can still be assigned", value({ configurable: false }), "replaced"],
    ["value that can be defined anew", value({ writable: false }), "replaced"],
  ])("tells a %s from one that can be undone", async (_name, descriptor, state) => {
    for (const owner of ["container", "prototype"]) {
      const one = scene();
      const { container } = one;
      const { prototype } = one.window.CredentialsContainer;
      Object.defineProperty(owner === "container" ? container : prototype, "get", descriptor);
      expect(await check(one)).toBe(state);
    }
  });

  it("lets the worse of two findings count", async () => {
    const one = scene();
    Object.assign(one.container, { create: other });
    Object.defineProperty(one.container, "get", value({ configurable: false, writable: false }));
    expect(await check(one)).toBe("locked");
  });
});

const FIXED = value({ configurable: false, writable: false });

/** What another script may do to a window before or after the shim is in it. */
type Tamper = (one: FakeWindow) => void;

const define =
  (ownerOf: (one: FakeWindow) => object, name: string, descriptor: PropertyDescriptor): Tamper =>
  (one) => {
    Object.defineProperty(ownerOf(one), name, descriptor);
  };

const prototypeOf = ({ window }: FakeWindow): object => window.CredentialsContainer.prototype;
const containerOf = ({ container }: FakeWindow): object => container;

describe("the shim's look at what another extension did before it", () => {
  it.each<[string, Tamper, OverrideState]>([
    [
      "a get on the object",
      ({ container }) => void Object.assign(container, { get: other }),
      "replaced",
    ],
    ["a fixed create on the object", define(containerOf, "create", FIXED), "locked"],
    [
      "other credentials on navigator",
      define(({ navigator }) => navigator, "credentials", value({ value: { get: other } })),
      "replaced",
    ],
    [
      "fixed credentials on navigator, of our own prototype",
      ({ navigator, container }) => {
        const credentials = Object.create(Object.getPrototypeOf(container) as object) as object;
        Object.defineProperty(navigator, "credentials", { ...FIXED, value: credentials });
      },
      "locked",
    ],
    [
      "another getter of navigator.credentials, that throws",
      define(({ window }) => window.Navigator.prototype, "credentials", {
        get() {
          throw new EvalError("not ours");
        },
        configurable: true,
      }),
      "replaced",
    ],
    [
      "a getter of navigator.credentials that wraps the browser's",
      ({ window }) => {
        const { prototype } = window.Navigator;
        const get = new Proxy(getterOf(prototype, "credentials") as () => unknown, {});
        Object.defineProperty(prototype, "credentials", { get, configurable: true });
      },
      "replaced",
    ],
    [
      "another navigator",
      define(({ window }) => window, "navigator", value({ value: { credentials: {} } })),
      "replaced",
    ],
    ["a fixed get on the prototype", define(prototypeOf, "get", FIXED), "locked"],
    ["a fixed create on the prototype", define(prototypeOf, "create", FIXED), "locked"],
    [
      "a fixed accessor on the prototype",
      define(prototypeOf, "get", { get: () => other, configurable: false }),
      "locked",
    ],
    [
      "an accessor on the prototype",
      define(prototypeOf, "get", { get: () => other, configurable: true }),
      "replaced",
    ],
    [
      "a prototype without create",
      (one) => void Reflect.deleteProperty(prototypeOf(one), "create"),
      "replaced",
    ],
  ])("finds %s", async (_name, before, state) => {
    const one = scene(true, {}, before);
    expect(await check(one)).toBe(state);
  });

  it("finds ours in place before a method that was replaced where we replace it", async () => {
    for (const descriptor of [
      value(),
      value({ configurable: false }),
      value({ writable: false }),
    ]) {
      expect(await check(scene(true, {}, define(prototypeOf, "get", descriptor)))).toBe("in-place");
    }
  });
});

describe("a method that can't be replaced", () => {
  it.each(["create", "get"])("%s leaves the whole interface to the browser", async (name) => {
    const shapes = ({ window }: FakeWindow): unknown[] =>
      [window.CredentialsContainer.prototype, window.PublicKeyCredential].map((owner) =>
        Object.getOwnPropertyDescriptors(owner),
      );
    let before: unknown[] = [];
    const one = scene(true, {}, (fake) => {
      const found = Object.getOwnPropertyDescriptor(prototypeOf(fake), name);
      Object.defineProperty(prototypeOf(fake), name, {
        ...found,
        configurable: false,
        writable: false,
      });
      before = shapes(fake);
    });
    const after = shapes(one);
    expect(after).toEqual(before);
    const options = [{ publicKey: creation() }, { publicKey: request() }];
    expect(await one.container.create(options[0])).toBe(NATIVE_RESULT);
    expect(await one.container.get(options[1])).toBe(NATIVE_RESULT);
    expect(one.nativeCalls.map((call) => call.options)).toEqual(options);
    expect(one.bridge.unread()).toBe(0);
  });

  it("store, or a static one, keeps no other from its place", async () => {
    const one = scene(true, {}, (fake) => {
      define(prototypeOf, "store", FIXED)(fake);
      const owner = fake.window.PublicKeyCredential;
      Object.defineProperty(owner, "getClientCapabilities", FIXED);
    });
    expect(await check(one)).toBe("in-place");
    const got = one.container.get({ publicKey: request() });
    await answerNext(one, { kind: "asserted", response: ASSERTION });
    expect(await got).toBeInstanceOf(one.window.PublicKeyCredential);
    expect(Reflect.get(one.window.PublicKeyCredential, "getClientCapabilities")).toBe(other);
  });
});

describe("a page whose Permissions Policy forbids passkeys", () => {
  const KINDS = ["publickey-credentials-create", "publickey-credentials-get"];
  const allowing =
    (allowed: readonly string[]): Tamper =>
    ({ document }) => {
      Object.assign(document, {
        featurePolicy: { allowsFeature: (name: string) => allowed.includes(name) },
      });
    };

  it.each([
    ["both", [], "not-allowed"],
    ["to make them", KINDS.slice(1), "not-allowed"],
    ["to use them", KINDS.slice(0, 1), "not-allowed"],
    ["neither", KINDS, "in-place"],
  ] as const)("is told from others: %s", async (_name, allowed, state) => {
    expect(await check(scene(true, {}, allowing(allowed)))).toBe(state);
  });

  it("is found to do so whatever else stands in the way", async () => {
    const one = scene(true, {}, (fake) => {
      allowing([])(fake);
      define(prototypeOf, "get", FIXED)(fake);
    });
    expect(await check(one)).toBe("not-allowed");
  });
});
