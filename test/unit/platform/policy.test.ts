import { describe, expect, it, vi } from "vitest";
import { managedPolicy } from "../../../lib/platform/policy.ts";

const managed = vi.hoisted(() => ({ get: () => Promise.resolve<object>({}) }));
vi.mock("webextension-polyfill", () => ({ default: { storage: { managed } } }));

describe("what is laid down in the browser", () => {
  it("is read anew each time", async () => {
    managed.get = () => Promise.resolve({ passwordOnly: true });
    expect(await managedPolicy.read()).toEqual({ passwordOnly: true });
    managed.get = () => Promise.resolve({});
    expect(await managedPolicy.read()).toEqual({});
  });

  it("is nothing where the browser does not answer within three seconds", async () => {
    vi.useFakeTimers();
    managed.get = () => new Promise(() => undefined);
    const laidDown = managedPolicy.read();
    await vi.advanceTimersByTimeAsync(3000);
    vi.useRealTimers();
    expect(await laidDown).toEqual({});
  });

  it("is nothing where the browser has no such storage", async () => {
    managed.get = () => Promise.reject(new Error("Managed storage manifest not found"));
    expect(await managedPolicy.read()).toEqual({});
  });
});
