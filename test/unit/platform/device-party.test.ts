import browser from "webextension-polyfill";
import { afterEach, describe, expect, it, vi } from "vitest";
import { deviceRpId, ownOrigin } from "../../../lib/platform/device-party.ts";
import { OURS } from "./fake-browser.ts";

vi.mock("webextension-polyfill", async () => {
  const { createFakeBrowser } = await import("./fake-browser.ts");
  return { default: createFakeBrowser() };
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("what Waykey's pages are to the device's authenticator", () => {
  it("is a relying party of their own in Chromium", () => {
    expect(ownOrigin()).toBe(OURS);
    expect(deviceRpId()).toBeNull();
  });

  it("is one of the host permissions in Firefox", () => {
    vi.spyOn(browser.runtime, "getURL").mockReturnValue("moz-extension://6a2c-uuid/");
    expect(ownOrigin()).toBe("moz-extension://6a2c-uuid");
    expect(deviceRpId()).toBe("headway.co");
  });
});
