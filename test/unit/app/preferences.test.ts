import { expect, it } from "vitest";
import { WaykeyError } from "../../../lib/errors.ts";
import { World } from "./kit.ts";

const AT_FIRST = { opensItself: true, clearClipboardSeconds: 30, hidesCodes: false };

it("are kept beside the vault, so that they hold while it is locked or not there at all", async () => {
  const world = new World();
  const { handlers } = world.bear();
  expect(await handlers["preferences.get"](null)).toEqual(AT_FIRST);
  await handlers["preferences.set"]({ opensItself: false });
  expect(await world.bear().handlers["preferences.get"](null)).toEqual({
    ...AT_FIRST,
    opensItself: false,
  });
});

it("are as at first where they cannot be read", async () => {
  const world = new World();
  const { handlers } = world.bear();
  world.kept.values.set("preferences", "rubbish");
  expect(await handlers["preferences.get"](null)).toEqual(AT_FIRST);
  world.kept.get = () => Promise.reject(new WaykeyError("vault/storage", "It does not answer"));
  expect(await handlers["preferences.get"](null)).toEqual(AT_FIRST);
});

it("are changed one by one, and one that is rubbish leaves the others as they were", async () => {
  const world = new World();
  const { handlers } = world.bear();
  await handlers["preferences.set"]({ opensItself: false });
  await handlers["preferences.set"]({ clearClipboardSeconds: null });
  await handlers["preferences.set"]({ hidesCodes: true });
  const set = { opensItself: false, clearClipboardSeconds: null, hidesCodes: true };
  expect(await handlers["preferences.get"](null)).toEqual(set);
  world.kept.values.set("preferences", { ...set, clearClipboardSeconds: 7 });
  const others = { ...set, clearClipboardSeconds: AT_FIRST.clearClipboardSeconds };
  expect(await handlers["preferences.get"](null)).toEqual(others);
});
