import browser from "webextension-polyfill";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { listenForInstallation } from "../../../lib/platform/welcome.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { World } from "../app/kit.ts";
import { type createFakeBrowser, OURS } from "./fake-browser.ts";

vi.mock("webextension-polyfill", async () => {
  const { createFakeBrowser } = await import("./fake-browser.ts");
  return { default: createFakeBrowser() };
});
vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const fake = browser as unknown as ReturnType<typeof createFakeBrowser>;

let world: World;

beforeEach(() => {
  fake.runtime.onInstalled.listeners.length = 0;
  fake.tabs.created.length = 0;
  world = new World();
  const { app } = world.bear();
  listenForInstallation(app);
});

async function happen(reason: string, previousVersion?: string): Promise<void> {
  fake.runtime.onInstalled.fire({
    reason,
    ...(previousVersion === undefined ? {} : { previousVersion }),
  });
  for (let turn = 0; turn < 100; turn++) await crypto.subtle.digest("SHA-256", new Uint8Array(1));
}

describe("the welcome page", () => {
  it("opens once Waykey is installed, and no second time", async () => {
    await happen("install");
    expect(fake.tabs.created).toEqual([{ url: `${OURS}/welcome.html` }]);
    await happen("install");
    expect(fake.tabs.created).toHaveLength(1);
  });

  it.each(["update", "browser_update"])("does not open after an event of %s", async (reason) => {
    await happen(reason);
    expect(fake.tabs.created).toEqual([]);
  });

  it("does not open where there is a vault", async () => {
    await world.makeVault([]);
    await happen("install");
    expect(fake.tabs.created).toEqual([]);
  });

  it("does not open where it can't be noted", async () => {
    world.kept.set = () => Promise.reject(new WaykeyError("vault/storage", "It takes no more"));
    await happen("install");
    expect(fake.tabs.created).toEqual([]);
  });
});

describe("what is new", () => {
  it("is noted after an update, and after nothing else", async () => {
    await happen("browser_update", "0.0.1");
    await happen("install");
    expect(world.kept.values.has("updated-from")).toBe(false);
    await happen("update", "0.0.9");
    expect(world.kept.values.get("updated-from")).toBe("0.0.9");
    expect(fake.tabs.created).toHaveLength(1);
  });
});
