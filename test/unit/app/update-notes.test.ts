import { describe, expect, it } from "vitest";
import { noteUpdate } from "../../../lib/app/update-notes.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { World } from "./kit.ts";

const NEWS = ["restore-undo", "lighter-pages", "organization"];

describe("what is new", () => {
  it("is nothing to who has just installed Waykey", async () => {
    const { handlers } = new World().bear();
    expect(await handlers["update.get"](null)).toEqual([]);
  });

  it("is told after an update until it was seen, and not again", async () => {
    const world = new World();
    await noteUpdate(world.bear().app, "0.0.9");
    const { handlers } = world.bear();
    expect(await handlers["update.get"](null)).toEqual(NEWS);
    expect(await world.bear().handlers["update.get"](null)).toEqual(NEWS);
    await handlers["update.seen"](null);
    expect(await world.bear().handlers["update.get"](null)).toEqual([]);
  });

  it.each(["0.1.0", "0.1", "0.1.0.0", "0.2.0", "1.0"])("is nothing since %s", async (from) => {
    const world = new World();
    const { app, handlers } = world.bear();
    await noteUpdate(app, from);
    expect(await handlers["update.get"](null)).toEqual([]);
  });

  it.each(["0.0.10", "0.0.9.9", "0", "0.0"])("is told since %s", async (from) => {
    const world = new World();
    const { app, handlers } = world.bear();
    await noteUpdate(app, from);
    expect(await handlers["update.get"](null)).toEqual(NEWS);
  });

  it("keeps what an earlier update told and nobody has seen", async () => {
    const world = new World();
    const { app, handlers } = world.bear();
    await noteUpdate(app, "0.0.9");
    await noteUpdate(app, "0.1.0");
    expect(await handlers["update.get"](null)).toEqual(NEWS);
    expect(world.kept.values.get("updated-from")).toBe("0.0.9");
  });

  it("is nothing where it cannot be read, or is rubbish", async () => {
    const world = new World();
    const { handlers } = world.bear();
    for (const stored of ["new", 7, { from: "0.0.9" }, "0.0.0.0.9", ""]) {
      world.kept.values.set("updated-from", stored);
      expect(await handlers["update.get"](null)).toEqual([]);
    }
    world.kept.get = () => Promise.reject(new WaykeyError("vault/storage", "It does not answer"));
    expect(await handlers["update.get"](null)).toEqual([]);
  });
});
