import { describe, expect, it } from "vitest";
import type { OverrideState } from "../../../lib/rpc/ceremony-messages.ts";
import type { ShimScene } from "./fake-bridge.ts";
import { useScenes } from "./scenes.ts";

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
