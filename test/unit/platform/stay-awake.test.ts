import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stayAwake } from "../../../lib/platform/stay-awake.ts";

const fake = vi.hoisted(() => ({ calls: 0 }));

vi.mock("webextension-polyfill", () => ({
  default: {
    runtime: {
      getPlatformInfo: () => {
        fake.calls++;
        return Promise.resolve({});
      },
    },
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  fake.calls = 0;
});

afterEach(() => vi.useRealTimers());

const SECOND = 1000;

describe("work that keeps the worker awake", () => {
  it("has the browser hear of it more often than it ends an idle worker, and no longer than it lasts", async () => {
    let finish: (value: string) => void = () => undefined;
    const done = stayAwake(() => new Promise<string>((resolve) => (finish = resolve)));
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect(fake.calls).toBeGreaterThanOrEqual(3);
    finish("done");
    expect(await done).toBe("done");
    const { calls } = fake;
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect(fake.calls).toBe(calls);
  });

  it("is over with a failure, which is told", async () => {
    await expect(stayAwake(() => Promise.reject(new RangeError("no")))).rejects.toThrow("no");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("lets a worker whose work hangs be ended", async () => {
    void stayAwake(() => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(3600 * SECOND);
    expect(vi.getTimerCount()).toBe(0);
  });
});
