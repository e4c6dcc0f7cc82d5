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
    const { id } = browser.runtime;
    Object.assign(browser.runtime, { id: "{6f1f0f0c-6f0e-4c8e-9b57-2f1d1c6a7b9e}" });
    // As Firefox 153 wrote it into client data.
    expect(ownOrigin()).toBe(
      "moz-extension://pkcianpgoipmmcpbankihoidnblcgbmdgmkplflfmjdddjnilljokcpjpiknpfik",
    );
    Object.assign(browser.runtime, { id });
    expect(deviceRpId()).toBe("headway.co");
  });
});
