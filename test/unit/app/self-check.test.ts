import { describe, expect, it } from "vitest";
import { WaykeyError } from "../../../lib/errors.ts";
import { World } from "./kit.ts";

const PAGE_IN_USE = { tabId: 7, origin: "https://sigmund.headway.co" };
const HOST = "sigmund.headway.co";

function looking(change: Partial<Pick<World["pages"], "page" | "hasAccess">> = {}) {
  const world = new World();
  Object.assign(world.pages, { page: PAGE_IN_USE, ...change });
  return { world, check: () => world.bear().handlers["page.self-check"](null) };
}

describe("the check of the page in use", () => {
  it("says that there is none of Headway's", async () => {
    const { world, check } = looking({ page: null });
    expect(await check()).toEqual({ host: "", state: "no-page" });
    expect(world.pages.asked).toEqual([]);
  });

  it("says that the browser does not let Waykey act, whether it names the page or not", async () => {
    const seen = looking({ hasAccess: false });
    expect(await seen.check()).toEqual({ host: HOST, state: "no-access" });
    const unseen = looking({ page: null, hasAccess: false });
    expect(await unseen.check()).toEqual({ host: "headway.co", state: "no-access" });
    expect([...seen.world.pages.asked, ...unseen.world.pages.asked]).toEqual([]);
  });

  it.each([
    ["in-place", "in-place"],
    ["replaced", "replaced"],
    ["locked", "locked"],
    ["not-allowed", "not-allowed"],
    ["unreachable", "no-script"],
  ])("says of an override that is %s: %s", async (found, state) => {
    const { world, check } = looking();
    world.pages.answers["check-override"] = { state: found };
    expect(await check()).toEqual({ host: HOST, state });
    expect(world.pages.asked).toEqual([{ tabId: 7, request: { type: "check-override" } }]);
  });

  it.each([
    ["there is no script", new WaykeyError("page/unreachable", "gone")],
    ["the script is of another build", undefined],
    ["the answer makes no sense", { state: "perfect" }],
  ])("says so where %s", async (_, answer) => {
    const { world, check } = looking();
    world.pages.answers["check-override"] = answer;
    expect(await check()).toEqual({ host: HOST, state: "no-script" });
  });

  it("does not hide what was not foreseen", async () => {
    const { world, check } = looking();
    world.pages.answers["check-override"] = new TypeError("a bug");
    await expect(check()).rejects.toThrow("a bug");
  });
});
