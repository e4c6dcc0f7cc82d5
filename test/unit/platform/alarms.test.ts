import { beforeEach, describe, expect, it, vi } from "vitest";
import { extensionAlarms } from "../../../lib/platform/alarms.ts";
import { errorCode } from "../vault/error-code.ts";

const alarms = vi.hoisted(() => ({ at: new Map<string, number>(), refusal: null as Error | null }));

vi.mock("webextension-polyfill", () => ({
  default: {
    alarms: {
      create(name: string, { when }: { when: number }) {
        if (alarms.refusal !== null) throw alarms.refusal;
        alarms.at.set(name, when);
      },
      clear: (name: string) =>
        alarms.refusal === null
          ? Promise.resolve(alarms.at.delete(name))
          : Promise.reject(alarms.refusal),
    },
  },
}));

describe("the browser's alarms", () => {
  beforeEach(() => {
    alarms.at.clear();
    alarms.refusal = null;
  });

  it("are set, replaced and cleared", async () => {
    await extensionAlarms.set("lock", 5);
    await extensionAlarms.set("lock", 7);
    expect([...alarms.at]).toEqual([["lock", 7]]);
    await extensionAlarms.clear("lock");
    expect(alarms.at.size).toBe(0);
  });

  it("fail in Waykey's own words, whether the browser throws or rejects", async () => {
    alarms.refusal = new Error("There are too many alarms");
    expect(await errorCode(() => extensionAlarms.set("lock", 5))).toBe("vault/storage");
    expect(await errorCode(() => extensionAlarms.clear("lock"))).toBe("vault/storage");
  });
});
