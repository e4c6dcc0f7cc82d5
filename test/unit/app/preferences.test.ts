import { expect, it } from "vitest";
import { WaykeyError } from "../../../lib/errors.ts";
import { World } from "./kit.ts";

it("are kept beside the vault, so that they hold while it is locked or not there at all", async () => {
  const world = new World();
  const { handlers } = world.bear();
  expect(await handlers["preferences.get"](null)).toEqual({ opensItself: true });
  await handlers["preferences.set"]({ opensItself: false });
  expect(await world.bear().handlers["preferences.get"](null)).toEqual({ opensItself: false });
});

it("are as at first where they cannot be read", async () => {
  const world = new World();
  const { handlers } = world.bear();
  world.kept.values.set("preferences", "rubbish");
  expect(await handlers["preferences.get"](null)).toEqual({ opensItself: true });
  world.kept.get = () => Promise.reject(new WaykeyError("vault/storage", "It does not answer"));
  expect(await handlers["preferences.get"](null)).toEqual({ opensItself: true });
});
